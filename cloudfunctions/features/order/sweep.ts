/** What the minute timer does for orders: climbs ladders, delivers what waits, moves what a leaver held. */
import type { Millis, Order } from '../../../typings/domain';
import type { Transition, World } from '../../../typings/flow';
import { WORDS } from '../../../miniprogram/shared/words';
import { nextLookAt, reassignIfGone, tick, undelivered as climbUnreached } from '../../engine';
import * as log from '../../platform/log';
import { bookOf, plant, worldAt, type Plant } from '../plant/current';
import { commit } from './commit';
import { claim, drain } from './outbox';
import { withFollowers } from './relations';
import { dueOrders, inHandsOf, undelivered, writeBeside } from './store';

/** Orders taken in one read, and how long one run may go on (a timer function has 20 s). */
const BATCH = 50;
const TIME_BUDGET = 15_000;

/** Its first part is for ladders, so that a long backlog of one kind never starves the other. */
const CLIMB_BUDGET = 9_000;

const SYSTEM = { kind: 'system', id: 'system', name: WORDS.system, role: 'system' } as const;

/** What one run did, for the log and the tests. */
export interface SweepReport {
  climbed: number;
  delivered: number;
  /** Work was left for the next run. */
  more: boolean;
}

/** A message that had to reach the one whose turn it is and did not: the ladder is climbed at once, each step once. */
async function forUnreached(order: Order, inForce: Plant, world: World): Promise<Transition | null> {
  const book = await bookOf(order.flow.version);
  const mustReach = new Set(inForce.notices.notices.filter((n) => n.mustReach).map((n) => n.id));
  const since = order.next?.since ?? world.now;
  for (const { to, notice, result, at } of Object.values(order.reached)) {
    // What is held has not failed, and what did not arrive in an earlier step is no reason to climb in this one.
    if (result === 'delivered' || result === 'held' || !mustReach.has(notice) || at < since) continue;
    const climbed = climbUnreached(book, order, to.id, notice, world);
    if (climbed !== null) return climbed;
  }
  return null;
}

async function decide(order: Order, inForce: Plant, now: number): Promise<Transition | null> {
  const world = worldAt(inForce, now);
  const book = await bookOf(order.flow.version);
  return (
    reassignIfGone(book, order, world) ??
    (await forUnreached(order, inForce, world)) ??
    tick(book, order, world)
  );
}

/** Writes one decision of the clock and delivers what follows from it. @returns whether anything was written */
async function apply(order: Order, transition: Transition, now: number): Promise<boolean> {
  const effects = withFollowers(order, transition.order.next, transition.effects);
  const written = await commit(
    order,
    { ...transition, effects },
    { actor: SYSTEM, requestId: null, inputHash: null, now },
  );
  if (written === null) return false;
  const mine = Object.keys(written.outbox).filter((key) => !(key in order.outbox));
  await drain(written, mine, { now, openid: null, files: new Map() });
  return true;
}

async function settleDue(order: Order, now: number): Promise<boolean> {
  const inForce = await plant(now);
  const transition = await decide(order, inForce, now);
  if (transition !== null) return apply(order, transition, now);
  // Looked at for a message that no longer matters: the next rung is the next time worth looking.
  const book = await bookOf(order.flow.version);
  const nextDueAt = nextLookAt(book, order, worldAt(inForce, now));
  await writeBeside(order._id, { rev: order.rev }, { nextDueAt });
  return false;
}

/** One kind of work of a run. */
interface Work {
  /** Orders that wait for it since after `past`, the longest first. */
  read: (past: Millis) => Promise<Order[]>;
  /** Since when an order waits for it. */
  since: (order: Order) => Millis | null;
  /** @returns how much was done */
  run: (order: Order) => Promise<number>;
}

/** Does one kind of work in batches until nothing waits any more or time is up. */
async function inBatches(
  { read, since, run }: Work,
  inTime: () => boolean,
): Promise<{ done: number; more: boolean }> {
  let done = 0;
  let past: Millis = 0;
  for (;;) {
    const batch = await read(past);
    let moved = 0;
    for (const order of batch) {
      if (!inTime()) return { done, more: true };
      try {
        const did = await run(order);
        done += did;
        moved += Number(did > 0);
      } catch (error) {
        log.defect({ event: 'sweep', order: order._id }, error);
      }
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return { done, more: false };
    // Orders that nothing can be done for must not keep those behind them from their turn.
    if (moved < batch.length) past = since(last) ?? past;
  }
}

/**
 * One run of the timer. Doubled or late runs do no harm: every write is conditional and every effect keyed.
 * @param now - the time of the run
 * @param clock - the running time, to stay inside the function's limit
 */
export async function sweep(now: number, clock: () => number): Promise<SweepReport> {
  const started = clock();
  const within = (budget: Millis) => (): boolean => clock() - started < budget;
  const due = await inBatches(
    {
      read: (past) => dueOrders(past, now, BATCH),
      since: ({ nextDueAt }) => nextDueAt,
      // Leases run from when the work is done, not from when the run began.
      run: async (order) => Number(await settleDue(order, clock())),
    },
    within(CLIMB_BUDGET),
  );
  const waiting = await inBatches(
    {
      read: (past) => undelivered(past, now, BATCH),
      since: ({ outboxDueAt }) => outboxDueAt,
      async run(order) {
        const at = clock();
        const claimed = await claim(order, at);
        if (claimed === null) return 0;
        await drain(claimed.order, claimed.keys, { now: at, openid: null, files: new Map() });
        return claimed.keys.length;
      },
    },
    within(TIME_BUDGET),
  );
  return { climbed: due.done, delivered: waiting.done, more: due.more || waiting.more };
}

/** Moves what people who left still hold to whoever answers for it now. @returns how many orders were moved */
async function handOver(leavers: string[], now: Millis): Promise<number> {
  let moved = 0;
  const inForce = await plant(now);
  const world = worldAt(inForce, now);
  for (const order of await inHandsOf(leavers, 1_000)) {
    const transition = reassignIfGone(await bookOf(order.flow.version), order, world);
    if (transition !== null && (await apply(order, transition, now))) moved += 1;
  }
  return moved;
}

/** At once when somebody leaves. */
export const handOverFrom = (personId: string, now: Millis): Promise<number> => handOver([personId], now);

/**
 * Once more for everybody who ever left: another instance may have given them an order from a roll up to a minute old,
 * or the run that should have moved it ended before it did.
 */
export async function handOverFromLeavers(now: Millis): Promise<number> {
  const { people } = await plant(now);
  const leavers = people.flatMap(({ id, status }) => (status === 'left' ? [id] : []));
  return leavers.length === 0 ? 0 : handOver(leavers, now);
}
