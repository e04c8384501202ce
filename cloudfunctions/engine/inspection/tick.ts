/** What the clock does to a round: reminds, records a miss, tells one person up, and drops what is not there any more. */
import { HOUR } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { lapsed } from './before-use';
import { newMiss } from './round';

/** How long its owner has to say why a round was missed before one person up is told. */
export const EXPLAIN_WITHIN = 24 * HOUR;

/** What is asked of the plant. */
export interface Around {
  /** Whether a point is still in the plant. */
  isThere(pointId: string): boolean;
  /** The person one step up; null for whoever has nobody above. */
  bossOf(personId: string): PersonRef | null;
}

export type TaskNotice = 'taskDue' | 'taskMissed' | 'taskMissedUp' | 'taskHandedOver';

export interface Ticked {
  task: Task;
  tell: { notice: TaskNotice; to: PersonRef }[];
}

/** Whether nobody did anything about a task yet. */
export const isUntouched = ({ state, answers }: Pick<Task, 'state' | 'answers'>): boolean =>
  state === 'due' && Object.keys(answers).length === 0;

/** Ends a task of which every point is gone from the plant, and says so. */
export const dropped = (task: Task, now: Millis): Task => ({
  ...task,
  state: 'dropped',
  open: false,
  dropped: { at: now, reason: WORDS.pointsGone },
  nextDueAt: null,
});

const missed = (task: Task, now: Millis, supervisor: PersonRef | null): Task => ({
  ...task,
  state: 'missed',
  isMissed: true,
  miss: { ...newMiss(now), raisedTo: supervisor === null ? [] : [supervisor] },
  nextDueAt: now + EXPLAIN_WITHIN,
});

/**
 * The next thing that is to happen to a task by the clock. A run that comes late does the last of what is over: nobody
 * is reminded of what is a miss already.
 * @returns null when nothing is due
 */
export function tick(task: Task, now: Millis, around: Around): Ticked | null {
  const { open, owner, nextDueAt, missedAt, miss, pointIds } = task;
  if (!open || nextDueAt === null || now < nextDueAt) return null;
  if (task.beforeUse === true) return { task: lapsed(task, now), tell: [] };
  if (isUntouched(task) && !pointIds.some((id) => around.isThere(id)))
    return { task: dropped(task, now), tell: [] };
  if (miss !== null) {
    const up = around.bossOf(miss.raisedTo.at(-1)?.id ?? owner.id);
    const raisedTo = up === null ? miss.raisedTo : [...miss.raisedTo, up];
    return {
      task: { ...task, miss: { ...miss, raisedTo }, nextDueAt: null },
      tell: up === null ? [] : [{ notice: 'taskMissedUp', to: up }],
    };
  }
  if (now >= missedAt) {
    const supervisor = around.bossOf(owner.id);
    const told = supervisor === null ? [owner] : [owner, supervisor];
    return {
      task: missed(task, now, supervisor),
      tell: told.map((to) => ({ notice: 'taskMissed', to })),
    };
  }
  return { task: { ...task, nextDueAt: missedAt }, tell: [{ notice: 'taskDue', to: owner }] };
}
