/** A plant with an order in every state of the flows, and the people who see them. */
import { randomUUID } from 'node:crypto';
import type { Briefings, Inspection } from '../../../../typings/config';
import type { PhotoInput } from '../../../../typings/api';
import type { Order } from '../../../../typings/domain';
import type { Task, TaskView } from '../../../../typings/inspection';
import { readSignIn } from '../../../../miniprogram/shared/sign-in';
import { HOUR } from '../../../../miniprogram/shared/time';
import { Floor, type Sighting } from '../../../../scripts/lib/floor';
import { picture } from '../../../../scripts/demo/pictures';
import type { Step } from '../../../../scripts/demo/stories';
import { startTestCloud, type TestCloud } from '../../../support/cloud';
import { takeVoice } from '../../../support/evidence';
import { personWith, strangerOpenid } from '../../../support/people';
import { recording } from '../../../support/recordings';
import { closedHazard } from '../../inspection/support/meeting';
import { playCases, type CaseName } from './cases';
import { HANDS, HotWork } from './permits';
import { beginClasses, endClasses, joinPlant, LEARNERS, type Learner } from './training';

/**
 * Whose phone a screen is on; `idle` is a supervisor who has nothing to do, `sharer` a worker whose phone the team shares,
 * `chair` leads the meeting that the electrician comes to, and `nextChair` that of the shift after.
 */
export type Who =
  | 'worker'
  | 'supervisor'
  | 'idle'
  | 'fixer'
  | 'safety'
  | 'leader'
  | 'manager'
  | 'guest'
  | 'sharer'
  | 'inspector'
  | 'electrician'
  | 'asker'
  | 'watcher'
  | 'welder'
  | 'approver'
  | 'chair'
  | 'nextChair'
  | 'keeper'
  | Learner;

/** Orders by what is told about them. */
export type OrderName =
  | 'urgent'
  | 'late'
  | 'rectifying'
  | 'again'
  | 'awaitingVerification'
  | 'closed'
  | 'notHazard'
  | 'spoken'
  | 'minded'
  | CaseName;

export interface Plant {
  cloud: TestCloud;
  openids: Record<Who, string>;
  orders: Record<OrderName, string>;
  /** The openid of whose turn it is with an order. @throws Error when it is nobody's any more */
  ownerOf: (name: OrderName) => Promise<string>;
  /** The state that each order is in, with its flow: `hazard/closed`. */
  stateOf: (name: OrderName) => Promise<string>;
}

/** A patrol that is walked to its end, and one of which the first point is done. */
const PATROLLED = 'welding-area';
const HALF = 'cylinder-store';

const REPORTER = 'p-030';
const FIXER = 'p-039';
/** Walks through the power room in the day shift of a Monday. */
const ELECTRICIAN = 'p-038';
/** The spot check that was done in the morning. */
const WALKED = 'crane-c-11';

/** What has a picture beside its standard. */
export const STANDARD = '柜门关好上锁';

/** A check before use that the electrician is at. */
export const BEGUN = '3f2b8c51-7d0e-4a66-9b1f-2c5e8a4d9017';

/** The machine that was looked at before use. */
const USED = 'c-12';

const welding = { areaId: 'manual-welding', pointId: 'b-05' };
const cylinder: Sighting = { ...welding, templateId: 'cylinder-unsecured', pictures: ['cylinder-loose'] };
const guard: Sighting = { ...welding, templateId: 'guard-missing', pictures: ['guard-missing'] };
const panel: Sighting = { ...welding, templateId: 'panel-clutter', pictures: ['panel-blocked'] };

/** What was seen besides: small stuff that a supervisor answers together, and something that nobody photographed. */
const SMALL: Sighting[] = [
  { ...welding, templateId: 'ppe-worn-out', pictures: [] },
  { ...welding, templateId: 'earplugs-not-worn', pictures: [] },
];

const respond: Omit<Step, 'after'> = {
  by: 'owner',
  action: 'respond',
  input: { text: '加装防倾倒链条，划定专用存放区，写清楚谁来检查', personId: FIXER },
};
const fix: Omit<Step, 'after'> = {
  by: 'fixer',
  action: 'fix',
  input: { text: '链条已装好' },
  pictures: ['cylinder-chained'],
};
const verify: Omit<Step, 'after'> = { by: 'verifier', action: 'verify', input: { onSite: true } };
const sendBack: Omit<Step, 'after'> = {
  by: 'verifier',
  action: 'sendBack',
  input: { reason: '右边那只瓶还没拴', onSite: true },
};

const STORIES: Record<
  Exclude<OrderName, 'late' | 'spoken' | 'minded' | CaseName>,
  { seen: Sighting; steps: Omit<Step, 'after'>[] }
> = {
  urgent: { seen: { ...cylinder, description: '三只瓶靠墙放着，人走过会碰倒' }, steps: [] },
  rectifying: { seen: guard, steps: [{ ...respond, input: { text: '停用，等配件', personId: FIXER } }] },
  again: { seen: cylinder, steps: [respond, fix, sendBack] },
  awaitingVerification: { seen: cylinder, steps: [respond, fix] },
  closed: { seen: cylinder, steps: [respond, fix, verify] },
  notHazard: {
    seen: panel,
    steps: [{ by: 'owner', action: 'notHazard', input: { reason: '箱子是临时卸货，十分钟内已移走' } }],
  },
};

async function play(floor: Floor, orderId: string, steps: Omit<Step, 'after'>[]): Promise<void> {
  for (const step of steps) {
    const { next } = await floor.look(REPORTER, orderId);
    if (next === null) throw new Error(`nobody has ${orderId}`);
    await floor.act(next.owner.id, orderId, step.action, step.input, step.pictures);
  }
}

/** What safety, the duty leader and the manager look after: a machine that stands still, a major, and a directive on it. */
async function lookAfter(floor: Floor): Promise<void> {
  const stopped = { areaId: 'manual-welding', pointId: 'b-06', stop: true };
  const { id: stop } = await floor.report(REPORTER, { ...guard, ...stopped });
  await play(floor, stop, [{ by: 'owner', action: 'stop', input: {}, pictures: ['cylinder-chained'] }]);

  const rope = { areaId: 'manual-welding', pointId: null, description: '行车钢丝绳断丝，还在吊' };
  const { id: major } = await floor.report(REPORTER, { ...guard, ...rope, templateId: null });
  const { serverNow } = await floor.control.callOk(floor.person(REPORTER).openid, 'session.get', {});
  const interim = '停吊，拉警戒线';
  await play(floor, major, [
    { by: 'owner', action: 'suspectMajor', input: { reason: '断丝超过标准', interim } },
    { by: 'owner', action: 'isMajor', input: { basis: '断丝数超过报废标准', interim } },
    {
      by: 'owner',
      action: 'plan',
      input: {
        goal: '更换钢丝绳',
        measure: '整根更换，试吊后启用',
        funds: '两万元',
        team: '设备部',
        schedule: '三天',
        safeguard: '停用挂牌',
        until: serverNow + 72 * HOUR,
      },
    },
    // The first of the two signatures.
    { by: 'owner', action: 'approve', input: {} },
  ]);
  const directed = { orderId: major, to: personWith(floor.people, 'safety').id };
  await floor.control.callOk(personWith(floor.people, 'manager').openid, 'directives.issue', {
    ...directed,
    text: '周五前解决，缺什么直接找我',
    dueAt: serverNow + 30 * HOUR,
  });
}

/** Somebody says what they see, and nothing else. @returns the order's id */
async function spokenBy(who: string, floor: Floor, cloud: TestCloud): Promise<string> {
  const { openid } = floor.person(who);
  const { id } = await cloud.callOk(openid, 'orders.report', {
    id: randomUUID(),
    templateId: null,
    description: '',
    ...welding,
    placeSource: 'label',
    position: null,
    photos: [],
    voice: await takeVoice(cloud, openid, recording(8)),
    observedAt: null,
    visibility: 'named',
  });
  return id;
}

/** WeChat minds the words and the picture of a report. @returns the order's id */
async function mindedBy(who: string, floor: Floor, cloud: TestCloud): Promise<string> {
  await cloud.planMedia({ suggest: 'risky', label: 20002, when: 'early' });
  const { id } = await floor.report(who, { ...panel, templateId: null, description: '有人在赌博' });
  await cloud.planMedia({});
  return id;
}

/** Monday, in the day shift: whoever leads and signs is not the same person at every hour. */
const AFTERNOON = Date.parse('2026-11-23T14:27:00+08:00');

/** The rounds of the day, on this morning: one is walked to its end, others are missed by the afternoon. @returns the openid of who walked */
async function walkRounds(floor: Floor, cloud: TestCloud): Promise<string> {
  // What went wrong at a point before stands in the rounds made after it.
  await floor.report(ELECTRICIAN, { ...panel, areaId: 'power-room', pointId: 'e-01' });
  await showStandard(floor, cloud);
  await cloud.runTimer('jobs');
  const tasks = (await cloud.dump('tasks')) as (Record<string, unknown> & Task)[];
  const now = await cloud.now();
  // A machine whose own clock is near a shift makes a round of that day as well.
  const open = tasks.filter(({ opensAt }) => opensAt <= now);
  const walked = open.find(({ planId }) => planId === WALKED);
  if (walked === undefined) throw new Error(`no round of ${WALKED}`);
  const { openid } = floor.person(walked.owner.id);
  const shot = () => floor.photograph(walked.owner.id, 'guard-fitted');
  await walkRound(cloud, openid, { id: walked._id, stops: walked.stops }, shot);
  const weld = open.find(({ planId }) => planId === PATROLLED);
  const half = open.find(({ planId }) => planId === HALF);
  if (weld === undefined || half === undefined) throw new Error('no patrols on this day');
  await walkRound(cloud, floor.person(weld.owner.id).openid, { id: weld._id, stops: weld.stops }, () =>
    floor.photograph(weld.owner.id, 'guard-fitted'),
  );
  await walkRound(
    cloud,
    floor.person(half.owner.id).openid,
    { id: half._id, stops: half.stops.slice(0, 1) },
    shot,
    false,
  );
  const use = await cloud.callOk(openid, 'tasks.begin', { id: randomUUID(), pointId: USED });
  await walkRound(cloud, openid, use, shot);
  await cloud.callOk(floor.person(ELECTRICIAN).openid, 'tasks.begin', { id: BEGUN, pointId: 'd-03' });
  return openid;
}

/** Shows how the doors of a cabinet should be, in the rounds that are made from now on. */
async function showStandard(floor: Floor, cloud: TestCloud): Promise<void> {
  const admin = personWith(floor.people, 'admin').openid;
  const file = await cloud.upload(admin, 'checklists/cabinet-1.jpg', picture('panel-clear', 'standard'));
  const { version, body } = await cloud.callOk(admin, 'config.get', { kind: 'inspection' });
  const { checklists, plans } = body as Inspection;
  const shown = checklists.map((checklist) => ({
    ...checklist,
    items: checklist.items.map((item) => (item.text === STANDARD ? { ...item, picture: file } : item)),
  }));
  // The patrol of the welders is walked on this day too.
  const today = plans.map((plan) =>
    plan.id === PATROLLED && plan.every.kind === 'week'
      ? { ...plan, every: { ...plan.every, weekdays: [1, 2] } }
      : plan,
  );
  const wish = { body: { checklists: shown, plans: today }, basedOn: version, note: '配图' };
  await cloud.callOk(admin, 'config.publish', { kind: 'inspection', ...wish });
}

/** Looks at every item of a round and finds it in order. */
async function walkRound(
  cloud: TestCloud,
  as: string,
  { id: taskId, stops }: Pick<TaskView, 'id' | 'stops'>,
  shoot: () => Promise<PhotoInput>,
  done = true,
): Promise<void> {
  const photo = await shoot();
  await cloud.callOk(as, 'tasks.submit', {
    taskId,
    done,
    answers: stops
      .flatMap(({ items }) => items)
      .map(({ id, answer, live }) => ({
        id: randomUUID(),
        itemId: id,
        result: answer.kind === 'text' ? ('noted' as const) : ('ok' as const),
        ...(answer.kind === 'number' ? { number: answer.min ?? answer.max ?? 0 } : {}),
        ...(answer.kind === 'text' ? { text: '正常' } : {}),
        photos: live ? [photo] : [],
        seen: 'scanned' as const,
        orderId: null,
        at: null,
      })),
  });
}

/** Leads the meeting that goes on all morning, and the one that is held. */
const CHAIR = 'p-018';
const HOLDER = 'p-015';
const NEXT_CHAIR = 'p-019';

/** Three teams met this morning: one was held with those who came, one goes on, and of one nobody knows why it was not. */
async function meet(floor: Floor, cloud: TestCloud): Promise<void> {
  const admin = personWith(floor.people, 'admin').openid;
  const { version, body } = await cloud.callOk(admin, 'config.get', { kind: 'briefings' });
  const { notice, teams } = body as Briefings;
  // Somebody who looks at nine may still begin.
  const later = teams.map((team) => ({ ...team, window: { ...team.window, after: 120 } }));
  const wish = {
    kind: 'briefings',
    body: { notice, teams: later },
    basedOn: version,
    note: '晚一点',
  } as const;
  await cloud.callOk(admin, 'config.publish', wish);
  await closedHazard(cloud);
}

/** What came of them. */
async function sign(floor: Floor, cloud: TestCloud): Promise<void> {
  const openid = (id: string): string => floor.person(id).openid;
  const [held, running] = ['coat@2026-11-23:day', 'support@2026-11-23:day'];
  const text = '今天三号行车检修，路过看吊钩';
  await cloud.callOk(openid(CHAIR), 'briefings.say', { id: running, text });
  await cloud.callOk(openid(CHAIR), 'briefings.open', { id: running });
  const { code, roll } = await cloud.callOk(openid(HOLDER), 'briefings.open', { id: held });
  const secret = readSignIn(code?.text ?? '')?.secret ?? '';
  const [first, second, ...others] = roll?.missing ?? [];
  const come = (id = ''): Promise<unknown> =>
    cloud.callOk(openid(id), 'briefings.sign', { id: held, secret, means: 'scanned' });
  await come(first?.id);
  const named = { id: held, personId: second?.id ?? '', reason: '手机没电' };
  await cloud.callOk(openid(HOLDER), 'briefings.name', named);
  const photo = await floor.photograph(HOLDER, 'oil-clean');
  await cloud.callOk(openid(HOLDER), 'briefings.close', { id: held, photo });
  await come(others[0]?.id);
}

/** Starts a cloud and lets the people in it work, some of it long enough ago that a deadline has passed. */
export async function openPlant(): Promise<Plant> {
  // As `npm start` does: without it nobody but those at work on an order sees its pictures.
  const cloud = await startTestCloud({ env: { PUSH_TO: 'events' } });
  const floor = await Floor.open(cloud);
  await cloud.clock({ set: AFTERNOON - 5 * HOUR });
  await joinPlant(cloud, floor);
  await meet(floor, cloud);
  const inspector = await walkRounds(floor, cloud);
  await sign(floor, cloud);
  await beginClasses(cloud, floor);
  await cloud.clock({ set: AFTERNOON - 3 * HOUR });
  const late = await floor.report(REPORTER, cylinder);
  const hotWork = new HotWork(floor, () => cloud.now());
  await hotWork.playBefore();
  await cloud.clock({ set: AFTERNOON });
  await cloud.runTimer('jobs');
  await endClasses(cloud, floor);
  const orders: Record<string, string> = { late: late.id };
  let owner = '';
  for (const [name, { seen, steps }] of Object.entries(STORIES)) {
    const receipt = await floor.report(REPORTER, seen);
    orders[name] = receipt.id;
    if (name === 'urgent') owner = receipt.owner.id;
    await play(floor, receipt.id, steps);
  }
  for (const seen of SMALL) await floor.report(REPORTER, seen);
  Object.assign(orders, await playCases(floor, REPORTER, late.id));
  await floor.control.callOk(floor.person(FIXER).openid, 'orders.comment', {
    orderId: orders['rectifying'] ?? '',
    text: '配件明天上午到，先挂了停用牌',
  });
  orders['spoken'] = await spokenBy(REPORTER, floor, cloud);
  orders['minded'] = await mindedBy(REPORTER, floor, cloud);
  await lookAfter(floor);
  const signer = await hotWork.play();
  const people = floor.people;
  const openid = (id: string): string => floor.person(id).openid;
  return {
    cloud,
    orders: orders,
    openids: {
      worker: openid(REPORTER),
      supervisor: openid(owner),
      idle: openid('p-009'),
      fixer: openid(FIXER),
      safety: personWith(people, 'safety').openid,
      leader: personWith(people, 'dutyLeader').openid,
      manager: personWith(people, 'manager').openid,
      guest: strangerOpenid(),
      sharer: openid('p-031'),
      inspector,
      electrician: openid(ELECTRICIAN),
      asker: openid(HANDS.asker),
      watcher: openid(HANDS.watcher),
      welder: openid(HANDS.welder),
      approver: openid(signer),
      learner: openid(LEARNERS.learner.id),
      signer: openid(LEARNERS.signer.id),
      late: openid(LEARNERS.late.id),
      chair: openid(CHAIR),
      nextChair: openid(NEXT_CHAIR),
      keeper: personWith(people, 'storekeeper').openid,
    },
    ownerOf: async (name) => {
      const { next } = await floor.look(REPORTER, orders[name] ?? '');
      if (next === null) throw new Error(`nobody has ${name}`);
      return openid(next.owner.id);
    },
    stateOf: async (name) => {
      const all = (await cloud.dump('orders')) as unknown[];
      const order = (all as Order[]).find(({ _id }) => _id === orders[name]);
      return `${order?.flow.id}/${order?.state}`;
    },
  };
}
