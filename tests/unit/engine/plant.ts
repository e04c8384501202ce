/** A small plant for the engine's tests: twelve named people, a roster of two shifts, and orders driven into any state of a hazard. */
import deadlineTable from '../../../cloudfunctions/config/deadlines.json';
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { birth, flowFor, transition, type ReportFacts } from '../../../cloudfunctions/engine';
import { createCalendar } from '../../../cloudfunctions/features/routing/calendar';
import { DAY, HOUR, startOfDay, wallClock } from '../../../miniprogram/shared/time';
import type { OrderCore, PersonRef, Urgency } from '../../../typings/domain';
import type {
  Calendar,
  Command,
  DeadlineTable,
  DutyBook,
  EngineActor,
  FieldId,
  Flow,
  FlowBook,
  FlowStart,
  Party,
  Transition,
  World,
} from '../../../typings/flow';

/** Freezes everything below a value, so that a mutation throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** As shipped. */
export const book: FlowBook = frozen(parseConfig('flows', shippedFlows));
/** 一般隐患整改, where most orders run. */
export const flow: Flow = flowFor(book, { flow: { id: 'hazard', version: 'v1' } });
export const deadlines: DeadlineTable = frozen(parseConfig('deadlines', deadlineTable));

/** The day shift counts, every day: 中 and 低 wait from eight to eight. */
export const calendar: Calendar = createCalendar({
  shifts: [
    { id: 'day', name: '白班', start: '08:00', end: '20:00', counts: true },
    { id: 'night', name: '夜班', start: '20:00', end: '08:00' },
  ],
  holidays: 'none',
});

/** 09:00 +08:00, in the day shift. */
export const NINE = Date.parse('2026-11-22T09:00:00+08:00');

interface Member extends PersonRef {
  roles: string[];
  boss: string | null;
}

export const STAFF: readonly Member[] = [
  { id: 'gm', name: '总经理', roles: ['manager'], boss: null },
  { id: 'safe', name: '安全员', roles: ['safety'], boss: 'gm' },
  { id: 'lead', name: '值班领导', roles: ['dutyLeader'], boss: 'gm' },
  { id: 'head', name: '设备科长', roles: ['supervisor'], boss: 'gm' },
  { id: 'elec', name: '电工班长', roles: ['supervisor'], boss: 'head' },
  { id: 'keep', name: '车间班长', roles: ['supervisor'], boss: 'head' },
  { id: 'keep2', name: '夜班班长', roles: ['supervisor'], boss: 'head' },
  { id: 'insp', name: '巡检员', roles: ['inspector'], boss: 'safe' },
  { id: 'fixy', name: '电工', roles: ['worker'], boss: 'chief' },
  { id: 'chief', name: '工段长', roles: ['supervisor'], boss: 'head' },
  { id: 'rep', name: '小李', roles: ['worker'], boss: 'keep' },
  { id: 'other', name: '小王', roles: ['worker'], boss: 'keep' },
];

/** Day shift 08:00–20:00. */
const isDay = (at: number): boolean => wallClock(at).hour >= 8 && wallClock(at).hour < 20;

/** Eight or twenty o'clock, whichever is next. */
export function shiftEnd(at: number): number {
  const eight = startOfDay(at) + 8 * HOUR;
  return [eight, eight + 12 * HOUR, eight + DAY].find((end) => end > at) ?? eight + DAY;
}

/** Electrical hazards go to 电工班长, whoever is still there takes over from those who left. */
export function dutyBook(left: ReadonlySet<string> = new Set()): DutyBook {
  const find = (id: string): Member | undefined => STAFF.find((p) => p.id === id);
  const here = (id: string): Member | null => (left.has(id) ? null : (find(id) ?? null));
  const first = (...ids: string[]): PersonRef => {
    const person = ids.map(here).find((p) => p !== null) ?? STAFF[0]!;
    return { id: person.id, name: person.name };
  };
  return {
    route: () => ({ person: first('elec', 'keep', 'lead', 'safe'), explain: '用电类由电工班长处理' }),
    siteKeeper: (_area, at) => first(isDay(at) ? 'keep' : 'keep2', 'head', 'lead', 'safe'),
    dutyLeader: () => first('lead', 'head', 'safe'),
    safety: (at) => (isDay(at) ? first('safe', 'lead', 'head') : first('lead', 'head', 'safe')),
    manager: () => first('gm'),
    verifiers: () =>
      [
        { id: 'insp', explain: '本区域巡检员' },
        { id: 'keep2', explain: '另一班组的主管' },
      ].flatMap(({ id, explain }) => (here(id) === null ? [] : [{ person: first(id), explain }])),
    bossOf: (id) => {
      const boss = find(id)?.boss;
      return boss === undefined || boss === null ? null : { id: boss, name: find(boss)?.name ?? '' };
    },
    turnEndsAt: (id, at) => (here(id) === null ? null : shiftEnd(at)),
    headOf: () => (here('head') === null ? null : first('head')),
    active: (id) => {
      const person = here(id);
      return person === null ? null : { ...person, onDuty: true };
    },
  };
}

export function worldAt(now: number, left?: ReadonlySet<string>): World {
  return { now, deadlines, calendar, duty: dutyBook(left) };
}

export function person(id: string): EngineActor {
  const found = STAFF.find((p) => p.id === id);
  if (found === undefined) throw new Error(`no ${id} in the test plant`);
  return { kind: 'person', id, name: found.name, roles: found.roles };
}

/** Who stands in which relation to an order, in the day shift; of several with the same one, one. */
export const partiesOf = (order: OrderCore): Record<Exclude<Party, 'anyone'>, string | undefined> => ({
  reporter: order.reporter.id,
  owner: order.next?.owner.id,
  rectifier: order.rectifier?.id,
  fixer: order.fixer?.id,
  escalated: order.next?.escalatedTo?.id,
  siteKeeper: 'keep',
  safety: 'safe',
  manager: 'gm',
});

export const guest: EngineActor = { kind: 'guest', id: 'g1', name: '未绑定同事', roles: [] };

export function factsOf(over: Partial<ReportFacts> = {}): ReportFacts {
  return {
    _id: 'o1',
    number: 'YH-20261122-0007',
    title: '配电箱门没关',
    categoryId: 'electric',
    templateId: 't1',
    kind: 'thing',
    urgency: 'high',
    level: 'general',
    suspectedMajor: false,
    place: {
      areaId: 'a1',
      areaName: '焊接车间',
      departmentId: 'd1',
      pointId: 'p7',
      pointNo: 'C-07',
      pointName: '一号配电箱',
      source: 'label',
    },
    reporter: { kind: 'person', id: 'rep', name: '小李', visibility: 'named' },
    flowVersion: 'v1',
    ...over,
  };
}

/** Something valid in every field a form may ask for. */
export const FULL: Readonly<Required<Pick<Command['input'], FieldId>>> = {
  text: '换锁',
  reason: '归他管',
  photos: ['e1'],
  files: ['e2'],
  personId: 'other',
  onSite: true,
  urgency: 'low',
  basis: '判定标准第三条',
  interim: '拉了警戒线',
  measure: '到货就换',
  money: 300,
  until: NINE + 10 * DAY,
  emergency: '断电，打值班电话',
  reviewerId: 'insp',
  goal: '年底前全部换完',
  funds: '三万元',
  team: '设备科',
  schedule: '十二月',
  safeguard: '先断电',
  duty: 'reportRegulator',
};

const { interim, measure, money, until, emergency, reviewerId } = FULL;

/** One valid input for each action of 一般隐患整改. */
export const INPUTS: Readonly<Record<string, Command['input']>> = {
  respond: { text: '换门锁，今天下班前', personId: 'fixy' },
  assign: { personId: 'other' },
  transfer: { personId: 'chief', reason: '归工段管' },
  rule: { personId: 'chief', reason: '设备归工段' },
  confirmRuling: { personId: 'keep', reason: '还是车间的' },
  notHazard: { reason: '门是检修时打开的，已关' },
  fix: { photos: ['e1'] },
  partFix: { photos: ['e1'], text: '锁换了，铰链还没换' },
  defer: { reason: '配件没到', interim, measure, money, until, emergency, reviewerId },
  approve: { text: '同意' },
  refuse: { reason: '先借一个换上' },
  resume: { text: '配件到了' },
  verify: { onSite: true },
  sendBack: { reason: '门还是关不严' },
  correctUrgency: { urgency: 'medium', reason: '箱子已断电' },
  suspectMajor: { reason: '整条线都漏电', interim: '全线断电' },
  interim: { interim: '断电挂牌' },
  proposeStop: { reason: '一碰就漏电' },
  reopen: { reason: '又开了' },
  merge: { reason: '同一个箱子', into: { id: 'o2', number: 'YH-20261122-0008' } },
};

/** As in {@link INPUTS}, but for what would name the owner of that state again. */
export const inputOf = (action: string, state: string): Command['input'] =>
  action === 'transfer' && state === 'transferred'
    ? { personId: 'keep', reason: '归车间管' }
    : (INPUTS[action] ?? {});

/** Acts at a time; everything that goes in is frozen. */
export function act(
  order: OrderCore,
  action: string,
  by: string | EngineActor,
  now: number,
  input: Command['input'] = inputOf(action, order.state),
  left?: ReadonlySet<string>,
): Transition {
  const actor = typeof by === 'string' ? person(by) : by;
  return transition(book, frozen(order), frozen({ action, input }), frozen(actor), worldAt(now, left));
}

/** A report, of 疑似重大 where the facts say so. */
export function born(
  over: Partial<ReportFacts> = {},
  now = NINE,
  left?: ReadonlySet<string>,
  start: FlowStart = over.suspectedMajor === true ? 'suspectedMajor' : 'hazard',
): Transition {
  return birth(book, start, frozen(factsOf(over)), worldAt(now, left));
}

/** How each state of a hazard is reached: from which, by what, by whom. */
const WAYS: Readonly<Record<string, readonly [from: string, action: string, by: string | null]>> = {
  transferred: ['awaitingResponse', 'transfer', 'elec'],
  ruling: ['transferred', 'transfer', 'chief'],
  rectifying: ['awaitingResponse', 'respond', 'elec'],
  deferApproval: ['rectifying', 'defer', 'elec'],
  deferred: ['deferApproval', 'approve', null],
  awaitingVerification: ['rectifying', 'fix', 'fixy'],
  closed: ['awaitingVerification', 'verify', null],
  notHazard: ['awaitingResponse', 'notHazard', 'elec'],
  merged: ['rectifying', 'merge', 'elec'],
};

interface Reached {
  order: OrderCore;
  at: number;
}

function reach(state: string, over: Partial<ReportFacts>): Reached {
  if (state === 'awaitingResponse') return { order: born(over, NINE, undefined, 'hazard').order, at: NINE };
  const way = WAYS[state];
  if (way === undefined) throw new Error(`no way to ${state}`);
  const [from, action, by] = way;
  const before = reach(from, over);
  const at = before.at + HOUR;
  const actor = by ?? before.order.next?.owner.id ?? '';
  return { order: act(before.order, action, actor, at).order, at };
}

/** A hazard in a state, one hour between steps: elec takes charge, fixy fixes, whoever it is the turn of signs and verifies. */
export const orderIn = (state: string, over: Partial<ReportFacts> = {}): OrderCore =>
  reach(state, over).order;

/** `notice → person` of every notice among the effects, in order. */
export function told({ effects }: Transition): string[] {
  return Object.values(effects).flatMap((effect) =>
    effect.kind === 'notice' ? [`${effect.notice} → ${effect.to.id}`] : [],
  );
}

/** The code of the AppError that `run` throws, or `ok`. Anything else that is thrown is passed on. */
export function codeOf(run: () => unknown): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError' && 'code' in error) return String(error.code);
    throw error;
  }
}

export const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];
