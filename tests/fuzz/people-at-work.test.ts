/** Anybody does anything at any time, and the clock jumps: whatever happens, every order stays whole. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { ActInput, ApiAnswer, GrantedAction } from '../../typings/api';
import type { Account, LedgerEntry, Order } from '../../typings/domain';
import type { FieldId } from '../../typings/flow';
import { WORD_FIELDS, type WordField } from '../../miniprogram/services/core/form';
import { ERROR_MESSAGES } from '../../miniprogram/shared/errors';
import { DAY, HOUR } from '../../miniprogram/shared/time';
import type { TestCloud } from '../support/cloud';
import { actIntent, commentIntent, reportIntent, send, type Intent } from '../faults/support/intents';
import { expectWhole } from '../faults/support/invariants';
import {
  Camera,
  openPlant,
  personOf,
  phoneOf,
  sized,
  stored,
  storedOrder,
  storedOrders,
} from '../faults/support/plant';
import { verifyTrail } from '../faults/support/trail';

const SEED = 20_261_125;

/** Long enough for a busy machine (ms). */
const LIMIT = sized(240_000, 1_800_000);

const AREAS = ['manual-welding', 'cylinder-store', 'manual-welding', 'nowhere'];
const TEMPLATES = [
  null,
  'cylinder-unsecured',
  'hot-work-uncertified',
  'cylinder-unsecured',
  'nothing-like-it',
];
const WORDS = ['马上处理', '', '看过现场了'];

const isWritten = (id: FieldId): id is WordField => WORD_FIELDS.some((written) => written === id);

/** One thing that happens; numbers choose among what there is at that moment. */
type Event =
  | { kind: 'report'; who: number; what: number }
  | { kind: 'act'; order: number; who: number; isParty: boolean; action: number; fields: number }
  | { kind: 'comment'; order: number; who: number }
  | { kind: 'wait'; minutes: number; isLate: boolean };

/** Chooses among whatever there is: {@link choose}. */
const pick = fc.nat({ max: 99_999 });
const mostly = fc.nat({ max: 9 }).map((n) => n > 0);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('report'), who: pick, what: pick }) },
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('act'),
      order: pick,
      who: pick,
      isParty: mostly,
      action: pick,
      fields: pick,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('comment'), order: pick, who: pick }) },
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

/** How many orders people deal with at a time: with more, none would come far, and the clock would move them all for ever. */
const MOST_AT_HAND = 24;

/** Those that are open, and a few that ended last. */
const atHand = (orders: readonly Order[]): Order[] => [
  ...orders.filter(({ open }) => !open).slice(-4),
  ...orders.filter(({ open }) => open),
];

/** What was sent about which order. */
interface Outcome {
  orderId: string;
  answer: ApiAnswer<unknown>;
}

class Plant {
  private readonly camera: Camera;
  private shots = 0;

  constructor(
    private readonly cloud: TestCloud,
    private readonly phones: string[],
  ) {
    this.camera = new Camera(cloud);
  }

  /**
   * @param orderIds - the orders at hand
   * @returns what the product answered; null when only time passed, or when there was nothing to do it with
   */
  async happens(what: Event, orderIds: readonly string[]): Promise<Outcome | null> {
    if (what.kind === 'wait') {
      await this.cloud.clock({ advance: `${what.minutes}m`, coalesce: what.isLate });
      return null;
    }
    if (what.kind === 'report') {
      if (orderIds.length >= MOST_AT_HAND) return null;
      const areaId = choose(AREAS, what.what);
      const templateId = choose(TEMPLATES, what.what >> 2);
      return this.send(reportIntent({ areaId, templateId }, choose(this.phones, what.who)));
    }
    if (orderIds.length === 0) return null;
    const orderId = choose(orderIds, what.order);
    if (what.kind === 'comment') {
      return this.send(commentIntent(choose(this.phones, what.who), orderId, '我去看看'));
    }
    const order = await storedOrder(this.cloud, orderId);
    if (order === null) throw new Error(`${orderId} is gone`);
    return this.send(await this.act(what, order));
  }

  private async send(intent: Intent): Promise<Outcome> {
    return { orderId: intent.orderId, answer: await send(this.cloud, intent) };
  }

  private async act(what: Extract<Event, { kind: 'act' }>, order: Order): Promise<Intent> {
    const { next, rectifier, fixer, reporter } = order;
    const owner = next?.owner.id;
    const parties = [owner, owner, owner, owner, rectifier?.id, fixer?.id, reporter.id, 'p-010'];
    const known = parties.flatMap((id) => (id?.startsWith('p-') === true ? [phoneOf(id)] : []));
    const who = choose(what.isParty ? known : this.phones, what.who);
    const view = await this.cloud.call(who, 'orders.get', { orderId: order._id });
    const granted = view.ok ? view.data.actions : [];
    // Without a button a phone may still send anything.
    if (granted.length === 0) return actIntent(who, order, choose(['respond', 'verify', 'fix'], what.action));
    // The buttons in plain sight come first.
    const action = choose(what.action % 2 === 0 ? granted.slice(0, 2) : granted, what.action >> 1);
    return actIntent(who, order, action.id, await this.filled(action, who, what.fields, order));
  }

  private async filled(
    { form }: GrantedAction,
    who: string,
    n: number,
    { duties }: Order,
  ): Promise<ActInput['input']> {
    const input: ActInput['input'] = {};
    for (const { id, required } of form) {
      if (isWritten(id)) input[id] = choose(WORDS, n);
      if ((id === 'personId' || id === 'reviewerId') && (required || n % 2 === 0))
        input[id] = personOf(choose(this.phones, n >> 1));
      if (id === 'money') input.money = n;
      if (id === 'until') input.until = (await this.cloud.now()) + choose([HOUR, 10 * DAY, 365 * DAY], n);
      if (id === 'duty') input.duty = choose([...duties.map((duty) => duty.id), 'reportRegulator'], n);
      if (id === 'onSite') input.onSite = n % 5 !== 0;
      if (id === 'urgency') input.urgency = choose(['high', 'medium', 'low'] as const, n >> 3);
      if (id === 'photos' && required && n % 7 !== 0)
        input.photos = [await this.camera.take(who, (this.shots += 1))];
    }
    return input;
  }
}

/** Keeps every order as it was last seen, and looks at what must hold of it now and between the two moments. */
class Witness {
  private readonly seen = new Map<string, Order>();

  constructor(private readonly cloud: TestCloud) {}

  /** Those seen so far, in the order of their reports. */
  get orders(): Order[] {
    return [...this.seen.values()];
  }

  /** Looks at the one order that somebody sent something about; a refused report makes none. */
  async lookAt(orderId: string): Promise<void> {
    const order = await storedOrder(this.cloud, orderId);
    if (order !== null) this.look(order);
    else expect(this.seen.has(orderId)).toBe(false);
  }

  /** Looks at the orders that are not as they were last seen. */
  async lookAtChanged(): Promise<void> {
    for (const order of await this.stored()) {
      if (!isDeepStrictEqual(order, this.seen.get(order._id))) this.look(order);
    }
  }

  async lookAtAll(): Promise<void> {
    for (const order of await this.stored()) this.look(order);
  }

  private async stored(): Promise<Order[]> {
    const orders = await storedOrders(this.cloud);
    expect(orders.length).toBeGreaterThanOrEqual(this.seen.size);
    return orders;
  }

  private look(order: Order): void {
    expectWhole(order);
    const old = this.seen.get(order._id);
    this.seen.set(order._id, order);
    if (old === undefined) return;
    expect(order.rev).toBeGreaterThanOrEqual(old.rev);
    if (order.rev === old.rev) {
      const { state, next, rounds, trail } = old;
      expect(order).toMatchObject({ state, rounds, trail });
      // The end of a turn on duty is noted without telling anybody when the step stays with whoever has it.
      const movesAt = order.next?.movesAt ?? null;
      expect(order.next).toEqual(next && { ...next, movesAt });
    }
  }
}

async function expectBalanced(cloud: TestCloud): Promise<void> {
  const earned = new Map<string, number>();
  for (const { personId, points } of await stored<LedgerEntry>(cloud, 'ledger')) {
    earned.set(personId, (earned.get(personId) ?? 0) + points);
  }
  const balances = (await stored<Account>(cloud, 'accounts')).filter(({ balance }) => balance !== 0);
  const left = [...earned].filter(([, points]) => points !== 0);
  expect(new Map(balances.map(({ _id, balance }) => [_id, balance]))).toEqual(new Map(left));
}

describe('people at work', () => {
  let cloud: TestCloud;
  let phones: string[];

  beforeAll(async () => {
    cloud = await openPlant();
    phones = [...(await cloud.people()).map(({ openid }) => openid), 'o-guest-0001'];
  });

  afterAll(() => cloud.stop());

  it(
    'leave every order whole, whoever does what and whenever',
    async () => {
      const plant = new Plant(cloud, phones);
      const witness = new Witness(cloud);
      let done = 0;
      const refusals = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 30, maxLength: 40 }), async (events) => {
          for (const each of events) {
            const outcome = await plant.happens(
              each,
              atHand(witness.orders).map(({ _id }) => _id),
            );
            if (outcome === null) {
              await witness.lookAtChanged();
              continue;
            }
            const { orderId, answer } = outcome;
            if (answer.ok) done += 1;
            else refusals.add(answer.error.code);
            await witness.lookAt(orderId);
          }
          await witness.lookAtAll();
        }),
        // The cloud goes on from one run to the next, so a smaller example would be another story.
        { seed: SEED, numRuns: sized(8, 120), endOnFailure: true },
      );
      expect(done).toBeGreaterThan(40);
      expect(witness.orders.some(({ trail }) => trail.some(({ to }) => to === 'closed'))).toBe(true);
      expect([...refusals].filter((code) => !Object.hasOwn(ERROR_MESSAGES, code))).toEqual([]);
      expect(refusals).not.toContain('INTERNAL');
      expect(refusals).not.toContain('BUSY');
    },
    LIMIT,
  );

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
