/** 使用前点检: a round that whoever uses a machine begins, that nobody owes, and that lapses without a miss. */
import { DAY, HOUR, isoDay } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Millis } from '../../../typings/domain';
import type { BeforeUsePlan, Task } from '../../../typings/inspection';
import { newTask, type Surroundings } from './task';

/** Longer than anybody works in one go: whoever has not finished by then did not use the machine. */
export const LAPSES_AFTER = 12 * HOUR;

/** It lapses before its time is over, so that it is never late. */
const times = (now: Millis): Pick<Task, 'dueAt' | 'missedAt' | 'nextDueAt'> => ({
  dueAt: now + DAY,
  missedAt: now + DAY,
  nextDueAt: now + LAPSES_AFTER,
});

/**
 * The round that begins now.
 * @param id - the UUID of the tap that began it
 * @returns null when the machine or its checklist is gone
 */
export function begun(plan: BeforeUsePlan, id: string, now: Millis, around: Surroundings): Task | null {
  const when = { _id: id, beforeUse: true, date: isoDay(now), shiftId: '', opensAt: now } as const;
  return newTask(plan, { ...when, ...times(now) }, around);
}

/** Ends a round that nobody finished, which says so and is no miss. */
export const lapsed = (task: Task, now: Millis): Task => ({
  ...task,
  state: 'dropped',
  open: false,
  dropped: { at: now, reason: WORDS.notUsed },
  nextDueAt: null,
});

/** A round that lapsed before a phone without a network could tell of it is open again; any other is as it was. */
export const revived = (task: Task, now: Millis): Task =>
  task.beforeUse === true && task.state === 'dropped'
    ? { ...task, state: task.startedAt === null ? 'due' : 'doing', open: true, dropped: null, ...times(now) }
    : task;
