/** A plant with an order in every state of the flow, and the people who see them. */
import type { OrderView } from '../../../../typings/api';
import { HOUR } from '../../../../miniprogram/shared/time';
import { Floor, type Sighting } from '../../../../scripts/lib/floor';
import type { Step } from '../../../../scripts/demo/stories';
import { startTestCloud, type TestCloud } from '../../../support/cloud';
import { personWith, strangerOpenid } from '../../../support/people';

/** Whose phone a screen is on; `idle` is a supervisor who has nothing to do. */
export type Who = 'worker' | 'supervisor' | 'idle' | 'fixer' | 'safety' | 'guest';

/** Orders by what is told about them. */
export type OrderName =
  'urgent' | 'late' | 'rectifying' | 'again' | 'awaitingVerification' | 'closed' | 'notHazard';

export interface Plant {
  cloud: TestCloud;
  openids: Record<Who, string>;
  orders: Record<OrderName, string>;
  /** The state that each order is in. */
  stateOf: (name: OrderName) => Promise<string>;
}

const REPORTER = 'p-030';
const FIXER = 'p-039';

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

const STORIES: Record<Exclude<OrderName, 'late'>, { seen: Sighting; steps: Omit<Step, 'after'>[] }> = {
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

/** Starts a cloud and lets the people in it work, some of it long enough ago that a deadline has passed. */
export async function openPlant(): Promise<Plant> {
  const cloud = await startTestCloud();
  const floor = await Floor.open(cloud);
  const real = await cloud.now();
  await cloud.clock({ set: real - 3 * HOUR });
  const late = await floor.report(REPORTER, cylinder);
  await cloud.clock({ real: true });
  await cloud.runTimer('jobs');
  const orders: Record<string, string> = { late: late.id };
  let owner = '';
  for (const [name, { seen, steps }] of Object.entries(STORIES)) {
    const receipt = await floor.report(REPORTER, seen);
    orders[name] = receipt.id;
    if (name === 'urgent') owner = receipt.owner.id;
    await play(floor, receipt.id, steps);
  }
  for (const seen of SMALL) await floor.report(REPORTER, seen);
  await floor.control.callOk(floor.person(FIXER).openid, 'orders.comment', {
    orderId: orders['rectifying'] ?? '',
    text: '配件明天上午到，先挂了停用牌',
  });
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
      guest: strangerOpenid(),
    },
    stateOf: async (name) => {
      const { state }: OrderView = await floor.look(REPORTER, orders[name] ?? '');
      return state.id;
    },
  };
}
