/** Fails every database call of a report and of each act: an order is as before or as after, and a retry settles it. */
import type { Account, Delivery, LedgerEntry, TrailEntry } from '../../typings/domain';
import type { TestCloud } from '../support/cloud';
import { attempt, BREAKS, FAILURES, type Fault } from './support/attempts';
import { Stage, STEPS, type Step } from './support/intents';
import { openPlant, sized, stored, storedOrders } from './support/plant';
import { verifyTrail } from './support/trail';

/** The fewest database calls of each step: reading who, reading what, writing, and what is delivered at once. */
const FEWEST: Record<Step, number> = {
  report: 6,
  comment: 5,
  transfer: 5,
  respond: 6,
  fix: 5,
  sendBack: 6,
  verify: 10,
};

/** What each step puts into inboxes (flows/hazard.json); whoever acts is not told of it. */
const NOTICES: Record<Step, string[]> = {
  report: ['assigned'],
  comment: ['commented'],
  transfer: ['transferred'],
  respond: ['fixerNamed', 'responded'],
  fix: ['fixed'],
  sendBack: ['sentBack', 'sentBack'],
  verify: ['pointsAwarded'],
};

/**
 * Of a rung, which the clock climbs while transactions wait for their end, the trail says itself what was told. Whoever has
 * earned as much as a day allows is paid nothing more, and not told of it.
 */
const noticesOf =
  (isPaid: boolean) =>
  ({ action, detail }: TrailEntry): string[] => {
    if (action === 'climbed') return [String(detail['notice'])];
    return NOTICES[action as Step].filter((notice) => isPaid || notice !== 'pointsAwarded');
  };

const broken: readonly Step[] = sized(0, 1) === 1 ? STEPS : ['report', 'respond'];
const CASES = STEPS.flatMap((step) =>
  [...FAILURES, ...(broken.includes(step) ? BREAKS : [])].map((fault): [Step, string, Fault] => [
    step,
    fault.name,
    fault,
  ]),
);

/** Whether nothing can be put right after the fault, as by a transaction that is to be ended. */
const isLasting = ({ rule }: Fault): boolean => rule.times === 'forever' || rule.mode === 'kill';

describe('whatever database call goes wrong', () => {
  let cloud: TestCloud;
  let stage: Stage;

  beforeAll(async () => {
    cloud = await openPlant();
    stage = new Stage(cloud);
  });

  afterAll(() => cloud.stop());

  it.each(CASES)('%s: %s', async (step, _name, fault) => {
    let calls = 0;
    while ((await attempt(cloud, stage, step, fault, calls + 1)) !== null) {
      calls += 1;
      // A transaction that lost its client, and could not be ended, holds the account for half a minute.
      if (step === 'verify' && isLasting(fault)) await cloud.clock({ advance: '1m' });
    }
    expect(calls).toBeGreaterThanOrEqual(FEWEST[step]);
  });

  describe('and the timer has run', () => {
    beforeAll(async () => {
      await cloud.clock({ advance: '30m' });
    });

    it('nothing waits any more', async () => {
      for (const { outbox, outboxDueAt } of await storedOrders(cloud)) {
        expect({ outbox, outboxDueAt }).toEqual({ outbox: {}, outboxDueAt: null });
      }
    });

    it('each notice is in the inbox once', async () => {
      const rows = await stored<Delivery>(cloud, 'deliveries');
      const shelved = await stored<{ orderId: string; entries: TrailEntry[] }>(cloud, 'trail');
      for (const { _id, reporter, trail: kept, comments, earned = {} } of await storedOrders(cloud)) {
        const earlier = shelved.filter(({ orderId }) => orderId === _id).flatMap(({ entries }) => entries);
        const trail = [...earlier, ...kept];
        const about = rows.filter(({ orderId }) => orderId === _id);
        // Whoever mended it in time is told of points too, once as well.
        const others = about.filter(({ notice, to }) => notice === 'pointsAwarded' && to !== reporter.id);
        expect(new Set(others.map(({ to }) => to)).size).toBe(others.length);
        const told = about.filter((row) => !others.includes(row)).map(({ notice }) => notice);
        const said = [
          ...trail.flatMap(noticesOf(Object.values(earned).some((points) => points > 0))),
          ...comments.flatMap(() => NOTICES.comment),
        ];
        expect(told.sort()).toEqual(said.sort());
      }
    });

    it('every picture is sealed', async () => {
      const pictures = (await storedOrders(cloud)).flatMap(({ evidence }) => Object.values(evidence));
      expect(pictures.length).toBeGreaterThan(0);
      expect(pictures.filter(({ state }) => state !== 'sealed')).toEqual([]);
    });

    it('points are awarded once for each closed order', async () => {
      const closed = (await storedOrders(cloud)).filter(({ open }) => !open).map(({ _id }) => _id);
      const entries = await stored<LedgerEntry>(cloud, 'ledger');
      expect(closed.length).toBeGreaterThan(0);
      const forReports = entries.filter(({ rule }) => rule === 'valid-hazard');
      expect(forReports.map(({ orderId }) => orderId).sort()).toEqual(closed.sort());
      const beside = entries
        .filter((entry) => !forReports.includes(entry))
        .map(({ orderId, rule }) => `${orderId} ${rule}`);
      expect(new Set(beside).size).toBe(beside.length);
      const earned: Record<string, number> = {};
      for (const { personId, points } of entries) earned[personId] = (earned[personId] ?? 0) + points;
      const accounts = await stored<Account>(cloud, 'accounts');
      expect(Object.fromEntries(accounts.map(({ _id, balance }) => [_id, balance]))).toEqual(earned);
    });

    it('every order has a number of its own', async () => {
      const numbers = (await storedOrders(cloud)).map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
    });

    it('all trails verify', () => {
      expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
    });
  });
});
