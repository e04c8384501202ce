/** What the clock does to tasks: owners are reminded, misses are recorded and told, and nothing is closed in silence. */
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { MINUTE } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import { tick, type Ticked } from '../../engine/inspection';
import { attempt, createLook } from '../../platform/look';
import { plant, type Plant } from '../plant/current';
import { payRound } from './earned';
import { tellOf, toldBy } from './notices';
import { nextTasks, writeTask } from './store';

/** How long an instance waits at most before it looks again: others may have made tasks meanwhile. */
const EVERY = 5 * MINUTE;

/** Names a failure in the log. */
const EVENT = 'tasks.sweep';

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

/**
 * Told before it is noted: a run that ends in between tells again, which leaves one row.
 * @returns how many tasks were noted
 */
async function settle(tasks: readonly Task[], now: Millis): Promise<number> {
  const inForce = await plant(now);
  const ended = tasks.filter(({ open }) => !open);
  let noted = 0;
  for (const task of ended) {
    // Paid before it is noted: a run that ends in between pays again, which leaves one entry.
    const pay = async () => {
      await payRound(task, inForce, now);
      return (await writeTask(task, { ...task, nextDueAt: null })) !== null;
    };
    noted += Number(await attempt(EVENT, { task: task._id }, pay));
  }
  const found = tasks.flatMap((task) => decided(task, inForce, now) ?? []);
  const untold = new Set<string>();
  for (const message of toldBy(found.map(({ ticked }) => ticked))) {
    const isTold = await attempt(EVENT, { message: message.key }, async () => {
      await tellOf(message, inForce, now);
      return true;
    });
    if (!isTold) for (const { _id } of message.tasks) untold.add(_id);
  }
  for (const { task, ticked } of found) {
    if (untold.has(task._id)) continue;
    const write = async () => (await writeTask(task, ticked.task)) !== null;
    noted += Number(await attempt(EVENT, { task: task._id }, write));
  }
  return noted;
}

/** Makes the part of the minute timer that looks after tasks. @param clock - the running time */
export const createTaskSweep = (clock: () => Millis): ((now: Millis) => Promise<number>) =>
  createLook({ every: EVERY, next: nextTasks, settle }, clock);
