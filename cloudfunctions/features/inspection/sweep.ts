/** What the clock does to tasks: owners are reminded, misses are recorded and told, and nothing is closed in silence. */
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { MINUTE } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import { tick, type Ticked } from '../../engine/inspection';
import * as log from '../../platform/log';
import { plant, type Plant } from '../plant/current';
import { tellOf, toldBy } from './notices';
import { nextTasks, writeTask } from './store';

/** Tasks taken in one read. */
const BATCH = 50;

/** How long (ms) one run may go on, so that the rest of the minute has its turn. */
const TIME_BUDGET = 5_000;

/** How long an instance waits at most before it looks again: others may have made tasks meanwhile. */
const EVERY = 5 * MINUTE;

const SYSTEM = { id: 'system', name: WORDS.system } as const;

/** Nobody who left is accountable for anything: whoever keeps the area is. */
function ownedNow(task: Task, { duty }: Plant, now: Millis): Task {
  if (!task.open || duty.active(task.owner.id) !== null) return task;
  const to = duty.siteKeeper(task.areaId, now);
  const handover = { from: task.owner, to, by: SYSTEM, at: now, reason: WORDS.ownerLeft };
  return { ...task, owner: to, handovers: [...task.handovers, handover] };
}

/** What the clock makes of a task; null when nothing is due. */
function decided(task: Task, inForce: Plant, now: Millis): { task: Task; ticked: Ticked } | null {
  const ticked = tick(ownedNow(task, inForce, now), now, {
    isThere: (pointId) => inForce.pointById.has(pointId),
    bossOf: (personId) => inForce.duty.bossOf(personId),
  });
  return ticked && { task, ticked };
}

/** Does something that may fail without keeping others from their turn. */
async function attempt(work: () => Promise<boolean>, about: Record<string, string>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.defect({ event: 'tasks.sweep', ...about }, error);
    return false;
  }
}

/**
 * Told before it is noted: a run that ends in between tells again, which leaves one row.
 * @returns how many tasks were noted
 */
async function settle(tasks: readonly Task[], now: Millis): Promise<number> {
  if (tasks.length === 0) return 0;
  const inForce = await plant(now);
  const found = tasks.flatMap((task) => decided(task, inForce, now) ?? []);
  const untold = new Set<string>();
  for (const message of toldBy(found.map(({ ticked }) => ticked))) {
    const isTold = await attempt(
      async () => {
        await tellOf(message, inForce, now);
        return true;
      },
      { message: message.key },
    );
    if (!isTold) for (const { _id } of message.tasks) untold.add(_id);
  }
  let noted = 0;
  for (const { task, ticked } of found) {
    if (untold.has(task._id)) continue;
    const write = async () => (await writeTask(task, ticked.task)) !== null;
    noted += Number(await attempt(write, { task: task._id }));
  }
  return noted;
}

/** Deals with what is due, in batches. @returns how much that was, and when something falls due next */
async function settleAll(
  now: Millis,
  inTime: () => boolean,
): Promise<{ dealt: number; upcoming: Millis | null; more: boolean }> {
  let dealt = 0;
  let past: Millis = 0;
  for (;;) {
    const read = await nextTasks(past, BATCH);
    const due = read.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now);
    const settled = await settle(due, now);
    dealt += settled;
    const upcoming = read[due.length]?.nextDueAt ?? null;
    if (due.length < BATCH) return { dealt, upcoming, more: dealt > 0 };
    if (!inTime()) return { dealt, upcoming: null, more: true };
    // Tasks that nothing can be done for must not keep those behind them from their turn.
    if (settled < due.length) past = due.at(-1)?.nextDueAt ?? past;
  }
}

/**
 * Makes the part of the minute timer that looks after tasks. One database call when it looks, which it does when it knows
 * of something that falls due, and every few minutes in any case; else none.
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many tasks it dealt with
 */
export function createTaskSweep(clock: () => Millis): (now: Millis) => Promise<number> {
  let nextLook = -Infinity;
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && now < nextLook) return 0;
    const started = clock();
    const { dealt, upcoming, more } = await settleAll(now, () => clock() - started < TIME_BUDGET);
    lookedAt = now;
    // What was dealt with may fall due again before anything else that was read.
    nextLook = more ? now + MINUTE : Math.min(upcoming ?? Infinity, now + EVERY);
    return dealt;
  };
}
