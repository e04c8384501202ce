/** Anybody does anything at any time, and the clock jumps: whatever happens, every order stays whole. */
import fc from 'fast-check';
import type { ActInput, ApiAnswer, GrantedAction } from '../../typings/api';
import type { Account, LedgerEntry, Order } from '../../typings/domain';
import { ERROR_MESSAGES } from '../../miniprogram/shared/errors';
import type { TestCloud } from '../support/cloud';
import { actIntent, commentIntent, reportIntent, send } from '../faults/support/intents';
import { expectWhole } from '../faults/support/invariants';
import { Camera, openPlant, personOf, phoneOf, sized, stored, storedOrders } from '../faults/support/plant';
import { verifyTrail } from '../faults/support/trail';

const SEED = 20_261_125;

const AREAS = ['manual-welding', 'cylinder-store', 'manual-welding', 'nowhere'];
const TEMPLATES = [null, 'cylinder-unsecured', null, 'cylinder-unsecured', 'nothing-like-it'];
const WORDS = ['马上处理', '', '看过现场了'];

/** One thing that happens; numbers choose among what there is at that moment. */
type Event =
  | { kind: 'report'; who: number; what: number }
  | { kind: 'act'; order: number; who: number; isParty: boolean; action: number; fields: number }
  | { kind: 'comment'; order: number; who: number }
  | { kind: 'wait'; minutes: number; isLate: boolean };

const any = fc.nat({ max: 99_999 });
const mostly = fc.nat({ max: 9 }).map((n) => n > 0);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('report'), who: any, what: any }) },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('act'),
      order: any,
      who: any,
      isParty: mostly,
      action: any,
      fields: any,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('comment'), order: any, who: any }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      minutes: fc.integer({ min: 1, max: 5 }),
      isLate: fc.constant(false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      minutes: fc.integer({ min: 5, max: 900 }),
      isLate: fc.constant(true),
    }),
  },
);

const choose = <T>(list: readonly [T, ...T[]] | readonly T[], n: number): T => {
  const chosen = list[n % list.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

class Plant {
  private readonly camera: Camera;
  private shots = 0;

  constructor(
    private readonly cloud: TestCloud,
    private readonly phones: string[],
  ) {
    this.camera = new Camera(cloud);
  }

  /** @returns what the product answered; null when there was nothing to do it with */
  async happens(what: Event): Promise<ApiAnswer<unknown> | null> {
    if (what.kind === 'wait') {
      await this.cloud.clock({ advance: `${what.minutes}m`, coalesce: what.isLate });
      return null;
    }
    if (what.kind === 'report') {
      const areaId = choose(AREAS, what.what);
      const templateId = choose(TEMPLATES, what.what >> 2);
      return send(this.cloud, reportIntent({ areaId, templateId }, choose(this.phones, what.who)));
    }
    const orders = await storedOrders(this.cloud);
    if (orders.length === 0) return null;
    const order = choose(orders, what.order);
    if (what.kind === 'comment') {
      return send(this.cloud, commentIntent(choose(this.phones, what.who), order._id, '我去看看'));
    }
    return this.act(what, order);
  }

  private async act(what: Extract<Event, { kind: 'act' }>, order: Order): Promise<ApiAnswer<unknown>> {
    const { next, rectifier, fixer, reporter } = order;
    const owner = next?.owner.id;
    const parties = [owner, owner, owner, owner, rectifier?.id, fixer?.id, reporter.id, 'p-010'];
    const known = parties.flatMap((id) => (id?.startsWith('p-') === true ? [phoneOf(id)] : []));
    const who = choose(what.isParty ? known : this.phones, what.who);
    const view = await this.cloud.call(who, 'orders.get', { orderId: order._id });
    const granted = view.ok ? view.data.actions : [];
    // Without a button a phone may still send anything.
    if (granted.length === 0)
      return send(this.cloud, actIntent(who, order, choose(['respond', 'verify', 'fix'], what.action)));
    const action = choose(granted, what.action);
    return send(this.cloud, actIntent(who, order, action.id, await this.filled(action, who, what.fields)));
  }

  private async filled({ form }: GrantedAction, who: string, n: number): Promise<ActInput['input']> {
    const input: ActInput['input'] = {};
    for (const { id, required } of form) {
      if (id === 'text' || id === 'reason') input[id] = choose(WORDS, n);
      if (id === 'personId' && (required || n % 2 === 0))
        input.personId = personOf(choose(this.phones, n >> 1));
      if (id === 'onSite') input.onSite = n % 5 !== 0;
      if (id === 'urgency') input.urgency = choose(['high', 'medium', 'low'] as const, n >> 3);
      if (id === 'photos' && required && n % 7 !== 0)
        input.photos = [await this.camera.take(who, (this.shots += 1))];
    }
    return input;
  }
}

/** What must hold between two moments. */
function expectGrowth(before: Map<string, Order>, orders: Order[]): void {
  expect(orders.length).toBeGreaterThanOrEqual(before.size);
  for (const order of orders) {
    expectWhole(order);
    const old = before.get(order._id);
    if (old === undefined) continue;
    expect(order.rev).toBeGreaterThanOrEqual(old.rev);
    if (order.rev === old.rev) {
      const { state, next, rounds, trail } = old;
      expect(order).toMatchObject({ state, rounds, trail });
      expect(order.next).toEqual(next);
    }
  }
}

async function expectBalanced(cloud: TestCloud): Promise<void> {
  const earned = new Map<string, number>();
  for (const { personId, points } of await stored<LedgerEntry>(cloud, 'ledger')) {
    earned.set(personId, (earned.get(personId) ?? 0) + points);
  }
  const balances = (await stored<Account>(cloud, 'accounts')).filter(({ balance }) => balance !== 0);
  expect(new Map(balances.map(({ _id, balance }) => [_id, balance]))).toEqual(earned);
}

describe('people at work', () => {
  let cloud: TestCloud;
  let phones: string[];

  beforeAll(async () => {
    cloud = await openPlant();
    phones = [...(await cloud.people()).map(({ openid }) => openid), 'o-guest-0001'];
  });

  afterAll(() => cloud.stop());

  it('leave every order whole, whoever does what and whenever', async () => {
    const plant = new Plant(cloud, phones);
    let before = new Map<string, Order>();
    let done = 0;
    const refusals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 30, maxLength: 40 }), async (events) => {
        for (const each of events) {
          const answer = await plant.happens(each);
          if (answer?.ok === true) done += 1;
          if (answer?.ok === false) refusals.add(answer.error.code);
          const orders = await storedOrders(cloud);
          expectGrowth(before, orders);
          before = new Map(orders.map((order) => [order._id, order]));
        }
      }),
      // The cloud goes on from one run to the next, so a smaller example would be another story.
      { seed: SEED, numRuns: sized(8, 40), endOnFailure: true },
    );
    expect(done).toBeGreaterThan(40);
    expect([...before.values()].some(({ trail }) => trail.some(({ to }) => to === 'closed'))).toBe(true);
    expect([...refusals].filter((code) => !Object.hasOwn(ERROR_MESSAGES, code))).toEqual([]);
    expect(refusals).not.toContain('INTERNAL');
    expect(refusals).not.toContain('BUSY');
  });

  it('are told and paid once everything has settled', async () => {
    await cloud.clock({ advance: '30m' });
    await expectBalanced(cloud);
    const waiting = (await storedOrders(cloud)).filter(({ outboxDueAt }) => outboxDueAt !== null);
    expect(waiting).toEqual([]);
  });

  it('leave trails that verify', () => {
    expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
  });
});
