/** Timers that fail in the middle, run twice or come late: every reminder is sent and every rung climbed, once. */
import type { Delivery, Order } from '../../typings/domain';
import { DAY, HOUR } from '../../miniprogram/shared/time';
import type { TestCloud } from '../support/cloud';
import { FAILURES, type Fault } from './support/attempts';
import { actIntent, reportIntent, send } from './support/intents';
import { expectWhole } from './support/invariants';
import { OPENING, openPlant, phoneOf, sized, stored, storedOrder, storedOrders } from './support/plant';
import { verifyTrail } from './support/trail';

/** Half of the two hours that an order of high urgency leaves for an answer, on any day of the week. */
const HALF_TIME = HOUR;

describe('the sweep', () => {
  let cloud: TestCloud;
  let day = 0;

  beforeAll(async () => {
    cloud = await openPlant();
  });

  afterAll(() => cloud.stop());

  /** The next morning, with nothing open. */
  async function morning(): Promise<void> {
    for (const order of (await storedOrders(cloud)).filter(({ open }) => open)) {
      const by = phoneOf(order.next?.owner.id ?? '');
      expect(await send(cloud, actIntent(by, order, 'notHazard', { reason: '看过了' }))).toMatchObject({
        ok: true,
      });
    }
    await cloud.clock({ set: OPENING + day * DAY });
    await cloud.runTimer('jobs');
    day += 1;
  }

  /** A new order; `untold` when nobody could be told of it yet. */
  async function report(untold = false): Promise<string> {
    const intent = reportIntent({ urgency: 'high', urgencyReason: '人走过会碰倒' });
    if (untold) {
      await cloud.faults([
        { match: { function: 'api', collection: 'deliveries' }, mode: 'fail', times: 'forever' },
      ]);
    }
    expect(await send(cloud, intent)).toMatchObject({ ok: true });
    await cloud.faults([]);
    return intent.orderId;
  }

  async function look(id: string): Promise<Order> {
    const order = await storedOrder(cloud, id);
    if (order === null) throw new Error(`order ${id} is gone`);
    expectWhole(order);
    return order;
  }

  async function toldOf(id: string): Promise<string[]> {
    const rows = await stored<Delivery>(cloud, 'deliveries');
    return rows.filter(({ orderId }) => orderId === id).map(({ notice }) => notice);
  }

  /**
   * A busy machine leaves words to later sweeps. Whoever stands on two rungs that are climbed at once is told once.
   * @returns who was told of what, once nothing waits
   */
  async function allToldOf(id: string): Promise<Set<string>> {
    for (let minutes = 0; minutes < 10 && (await look(id)).outboxDueAt !== null; minutes += 1)
      await cloud.clock({ advance: '1m' });
    const rows = (await stored<Delivery>(cloud, 'deliveries')).filter(({ orderId }) => orderId === id);
    return new Set(rows.map(({ notice, to }) => `${notice} to ${to}`));
  }

  /** @returns whether the sweep made that many calls */
  async function failAt(nth: number, { rule }: Fault): Promise<boolean> {
    await morning();
    const ids = [await report(), await report(true)];
    await cloud.faults([{ ...rule, nth, match: { function: 'jobs' } }]);
    await cloud.clock({ advance: HALF_TIME, coalesce: true });
    const [seen] = await cloud.faults([]);
    for (const id of ids) {
      const { trail, next, rev } = await look(id);
      expect([1, 2]).toContain(rev);
      expect({ entries: trail.length, climbed: next?.climbed.length }).toEqual({
        entries: rev,
        climbed: rev - 1,
      });
    }
    await cloud.clock({ advance: '20m' });
    for (const id of ids) {
      const { rev, next, outboxDueAt } = await look(id);
      expect({ rev, climbed: next?.climbed, outboxDueAt }).toEqual({
        rev: 2,
        climbed: ['halfTime'],
        outboxDueAt: null,
      });
      expect((await toldOf(id)).sort()).toEqual(['assigned', 'reminder']);
    }
    return seen?.hit !== 0;
  }

  it.each(sized(0, 1) === 1 ? FAILURES : FAILURES.slice(1, 3))(
    'catches up when a call $name',
    async (fault) => {
      let calls = 0;
      // A short run fails every third call of the timer, which looks after rounds, meetings, trainings and tickets as well.
      for (let nth = 1; await failAt(nth, fault); nth += sized(3, 1)) calls = nth;
      // Two reads; a climb, its message and its record for each order; a claim, a look, a row and a record for the word.
      expect(calls).toBeGreaterThanOrEqual(12);
    },
  );

  it('climbs each rung once when the timer fires twice', async () => {
    await morning();
    const id = await report();
    const { now } = await cloud.clock({ advance: 1 });
    await cloud.clock({ set: now + HALF_TIME });
    await Promise.all([cloud.runTimer('jobs'), cloud.runTimer('jobs'), cloud.runTimer('jobs')]);
    expect(await look(id)).toMatchObject({ rev: 2, next: { climbed: ['halfTime'] } });
    expect((await toldOf(id)).sort()).toEqual(['assigned', 'reminder']);
  });

  it('climbs a late timer’s rungs as punctual ones, each once', async () => {
    const late = '3h30m';
    await morning();
    const punctual = await report();
    await cloud.clock({ advance: late });
    const wanted = (await look(punctual)).next?.climbed;
    const wantedWords = await allToldOf(punctual);

    // The same weekday: who is on duty, and so who is told, goes by it.
    day += 6;
    await morning();
    const belated = await report();
    await cloud.clock({ advance: late, coalesce: true });
    await cloud.clock({ advance: '1m' });
    expect(wanted?.length).toBeGreaterThan(2);
    expect((await look(belated)).next?.climbed).toEqual(wanted);
    expect(await allToldOf(belated)).toEqual(wantedWords);
  });

  it('goes on with the others when one order cannot be told of', async () => {
    await morning();
    const untold = await report(true);
    const told = await report();
    await cloud.faults([{ match: { function: 'jobs', collection: 'deliveries' }, mode: 'fail', times: 1 }]);
    await cloud.clock({ advance: HALF_TIME, coalesce: true });
    await cloud.faults([]);
    await cloud.clock({ advance: '10m' });
    for (const id of [untold, told]) expect((await toldOf(id)).sort()).toEqual(['assigned', 'reminder']);
  });

  it('leaves trails that verify', () => {
    expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
  });
});
