/** Fails every database call of redeeming, cancelling, handing out and expiring: all is as before or as after, and a retry settles it; then a crowd. */
import { randomUUID } from 'node:crypto';
import tcb from '@cloudbase/node-sdk';
import type { Redemption } from '../../typings/goods';
import { HOUR, MINUTE } from '../../miniprogram/shared/time';
import { useLocalCloud } from '../../scripts/lib/sdk-environment';
import type { TestCloud } from '../support/cloud';
import { ADMIN, endow, handOutOf, receive, redeem, rowOf, STOREKEEPER } from '../support/shop';
import { BREAKS, FAILURES, type Fault } from './support/attempts';
import { openPlant, phoneOf, sized, storedOne } from './support/plant';
import { expectSound, shopOf } from './support/shop';

const database = tcb.init({ env: 'local' }).database();

/** A thing without a limit for a person and month, and enough of everything. */
async function openShop(cloud: TestCloud, people: readonly string[]): Promise<void> {
  const { version, body } = await cloud.callOk(ADMIN, 'config.get', { kind: 'goods' });
  const { rewards } = body as { rewards: object[] };
  const free = { rewards: rewards.map((each) => ({ ...each, limit: null, low: 0 })) };
  await cloud.callOk(ADMIN, 'config.publish', { kind: 'goods', body: free, basedOn: version, note: '不限' });
  for (const id of people) await endow(cloud, id, 1_000_000);
}

const STEPS = ['redeem', 'cancel', 'handOut'] as const;
type Step = (typeof STEPS)[number];

const ROUTES = { redeem: 'shop.redeem', cancel: 'shop.cancel', handOut: 'counter.handOut' } as const;

/** What the redemption is once the step is done. */
const DONE: Record<Step, Redemption['state']> = {
  redeem: 'reserved',
  cancel: 'cancelled',
  handOut: 'handedOut',
};

/** The fewest database calls: who asks, the transaction's two ends, and what is read and written in it. */
const FEWEST: Record<Step, number> = { redeem: 6, cancel: 9, handOut: 9 };

/** Whether the transaction cannot be ended, and holds its documents for half a minute. */
const isLasting = ({ rule }: Fault): boolean => rule.times === 'forever' || rule.mode === 'kill';

const isLong = sized(0, 1) === 1;
const faults = isLong ? [...FAILURES, ...BREAKS] : [...FAILURES.slice(0, 1), ...BREAKS.slice(-1)];
/** Each runs the timer for every call of it: a short run is content with one. */
const EXPIRIES = (isLong ? faults : faults.slice(0, 1)).map((fault): [string, Fault] => [fault.name, fault]);

const CASES = STEPS.flatMap((step) =>
  faults.map((fault): [Step, string, Fault] => [step, fault.name, fault]),
);

describe('whatever database call of the shop goes wrong', () => {
  let cloud: TestCloud;
  const worker = 'p-030';

  beforeAll(async () => {
    cloud = await openPlant();
    await openShop(cloud, [worker]);
    await receive(cloud, 'soap', 10_000);
  });

  afterAll(() => cloud.stop());

  const stateOf = async (id: string): Promise<Redemption['state'] | null> =>
    (await storedOne<Redemption>(cloud, 'redemptions', id))?.state ?? null;

  /** An intent that would succeed now, as something to send as often as one likes. */
  async function staged(step: Step): Promise<{ id: string; send: () => ReturnType<TestCloud['call']> }> {
    const requestId = randomUUID();
    if (step === 'redeem') {
      const send = () => cloud.call(phoneOf(worker), ROUTES.redeem, { rewardId: 'soap' }, { requestId });
      return { id: requestId, send };
    }
    const redeemed = await redeem(cloud, worker);
    const { id } = redeemed;
    if (step === 'cancel')
      return {
        id,
        send: () => cloud.call(phoneOf(worker), ROUTES.cancel, { redemptionId: id }, { requestId }),
      };
    return { id, send: () => cloud.call(STOREKEEPER, ROUTES.handOut, handOutOf(redeemed), { requestId }) };
  }

  /** @returns whether the step makes so many calls */
  async function attempt(step: Step, fault: Fault, nth: number): Promise<boolean> {
    const { id, send } = await staged(step);
    const before = await stateOf(id);
    await cloud.faults([{ ...fault.rule, nth, match: { function: 'api', route: ROUTES[step] } }]);
    const answer = await send();
    const [seen] = await cloud.faults([]);
    if (seen?.hit === 0) {
      expect(answer).toMatchObject({ ok: true });
      return false;
    }
    if (!answer.ok) expect(fault.codes).toContain(answer.error.code);
    const after = await stateOf(id);
    expect([before, DONE[step]]).toContain(after);
    if (answer.ok) expect(after).toBe(DONE[step]);
    expectSound(await shopOf(cloud));
    if (isLasting(fault)) await cloud.clock({ advance: '1m' });
    const retry = await send();
    expect(retry).toMatchObject({ ok: true });
    if (answer.ok) expect(retry).toEqual(answer);
    expect(await stateOf(id)).toBe(DONE[step]);
    expectSound(await shopOf(cloud));
    return true;
  }

  it.each(CASES)('%s: %s', async (step, _name, fault) => {
    let calls = 0;
    while (await attempt(step, fault, calls + 1)) {
      calls += 1;
      // Tries that were counted and not given back lock the counter for an hour.
      if (step === 'handOut' && calls % 5 === 0) await cloud.clock({ set: (await cloud.now()) + HOUR });
    }
    expect(calls).toBeGreaterThanOrEqual(FEWEST[step]);
  });

  it.each(EXPIRIES)('expiry: %s', async (_name, fault) => {
    let hits = 0;
    for (let nth = 1; ; nth += 1) {
      const { id } = await redeem(cloud, worker);
      const at = (await cloud.now()) + 61 * MINUTE;
      useLocalCloud(cloud.base);
      await database.collection('redemptions').doc(id).update({ expiresAt: at, nextDueAt: at });
      await cloud.clock({ set: at });
      await cloud.faults([{ ...fault.rule, nth, match: { function: 'jobs' } }]);
      await cloud.runTimer('jobs').catch(() => undefined);
      const [seen] = await cloud.faults([]);
      expect(['reserved', 'expired']).toContain(await stateOf(id));
      expectSound(await shopOf(cloud));
      // A busy machine leaves it to a later minute.
      for (let minutes = 2; minutes < 5 && (await stateOf(id)) === 'reserved'; minutes += 1) {
        await cloud.clock({ set: at + minutes * MINUTE });
        await cloud.runTimer('jobs');
      }
      expect(await stateOf(id)).toBe('expired');
      expectSound(await shopOf(cloud));
      if (seen?.hit === 0) break;
      hits += 1;
    }
    expect(hits).toBeGreaterThanOrEqual(10);
  });
});

describe('a crowd at the shop', () => {
  const CLIENTS = 32;
  const OPERATIONS = sized(320, 8_000);
  const REWARDS = ['soap', 'towel', 'tissue', 'noodles', 'mug'] as const;
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openPlant();
    await openShop(cloud, people);
    for (const id of REWARDS) await receive(cloud, id, 20);
  });

  afterAll(() => cloud.stop());

  const people = Array.from({ length: 12 }, (_none, n) => `p-0${30 + n}`).filter((id) => id !== 'p-042');

  /** The same crowd in every run: a linear congruential generator, one for each client. */
  const chanceOf = (seed: number) => {
    let state = seed + 1;
    return (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
  };

  it(`keeps stock, points and codes through ${OPERATIONS} operations of ${CLIENTS} clients`, async () => {
    const handed: string[] = [];
    const codes = new Set<string>();
    const known = ['GOODS_NONE_LEFT', 'BUSY', 'CODE_USED', 'REDEMPTION_OVER', 'SHELF_SHORT', 'SHELF_CHANGED'];
    let operations = 0;

    async function client(n: number): Promise<void> {
      const chance = chanceOf(n);
      const person = people[n % people.length] ?? 'p-030';
      const mine: Awaited<ReturnType<typeof redeem>>[] = [];
      while (operations < OPERATIONS) {
        operations += 1;
        const rewardId = REWARDS[chance(REWARDS.length)] ?? 'soap';
        const kind = chance(10);
        const [held] = mine;
        const note = (answer: Awaited<ReturnType<TestCloud['call']>>): boolean => {
          if (!answer.ok) expect(known).toContain(answer.error.code);
          return answer.ok;
        };
        if (kind < 4 || held === undefined) {
          const answer = await cloud.call(phoneOf(person), 'shop.redeem', { rewardId });
          if (note(answer) && answer.ok) mine.push(answer.data);
        } else if (kind < 6) {
          const answers = await Promise.all(
            [STOREKEEPER, ADMIN].map((as) => cloud.call(as, 'counter.handOut', handOutOf(held))),
          );
          const given = answers.filter(note).length;
          expect(given).toBeLessThanOrEqual(1);
          if (given === 1) {
            handed.push(held.id);
            codes.add(held.id);
          }
          if (answers.some((answer) => answer.ok || answer.error.code !== 'BUSY')) mine.shift();
        } else if (kind < 8) {
          if (note(await cloud.call(phoneOf(person), 'shop.cancel', { redemptionId: held.id }))) mine.shift();
        } else if (kind === 8) {
          note(await cloud.call(STOREKEEPER, 'counter.receive', { rewardId, count: 3, yuan: 9, note: '' }));
        } else {
          const { rev, stock } = await rowOf(cloud, rewardId);
          const counted = { rewardId, rev, stock: Math.max(0, stock - chance(3)), reason: '盘点' };
          note(await cloud.call(ADMIN, 'counter.correct', counted));
        }
      }
    }

    await Promise.all(Array.from({ length: CLIENTS }, (_none, n) => client(n)));
    // A transaction that was left open lets go; then the clock ends a part of what is reserved.
    const shop = await shopOf(cloud);
    expectSound(shop);
    expect(codes.size).toBe(handed.length);
    const out = shop.redemptions.filter(({ state }) => state === 'handedOut').map(({ _id }) => _id);
    expect(out).toEqual(expect.arrayContaining(handed));
    expect(shop.redemptions.length).toBeGreaterThan(OPERATIONS / 20);

    const { expiresAt } = shop.redemptions[0] ?? { expiresAt: 0 };
    await cloud.clock({ set: expiresAt + MINUTE });
    const [redeemed] = await Promise.all([
      cloud.call(phoneOf('p-030'), 'shop.redeem', { rewardId: 'soap' }),
      cloud.runTimer('jobs'),
    ]);
    if (!redeemed.ok) expect(known).toContain(redeemed.error.code);
    await cloud.clock({ advance: 2 * MINUTE });
    await cloud.runTimer('jobs');
    const after = await shopOf(cloud);
    expectSound(after);
    const left = after.redemptions.filter(({ state }) => state === 'reserved').map(({ _id }) => _id);
    expect(left).toEqual(redeemed.ok ? [redeemed.data.id] : []);
  });
});
