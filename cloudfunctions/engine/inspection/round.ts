/** What becomes of a round as people answer: the first whole answer to an item counts, and the end is decided once. */
import { asked, lackOf, lacks, verdictOf } from '../../../miniprogram/shared/checklist';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Lack, Task, TaskAnswer, TaskItem } from '../../../typings/inspection';
import { itemsOf } from './task';

/** An answer as it arrives, its photos admitted. */
export type Arriving = Omit<TaskAnswer, 'by' | 'receivedAt'>;

/** Whether an answer gives way to a new one: what it lacks can only be made good by another answer. */
function givesWay(item: TaskItem, standing: TaskAnswer, coming: TaskAnswer): boolean {
  return lackOf(item, standing) !== null && lackOf(item, coming) === null;
}

/**
 * Adds answers to a round. The same id is the same answer, whoever sends it. The first to an item counts; a later one
 * takes its place only where the first lacks something. What does not count is kept all the same, also after the end.
 * @param given - each to an item of the task
 * @returns the very same task when nothing in `given` was new
 */
export function merged(task: Task, given: readonly Arriving[], by: PersonRef, now: Millis): Task {
  const items = new Map(itemsOf(task).map((item) => [item.id, item]));
  const answers = { ...task.answers };
  const later = [...task.later];
  const known = new Set([...Object.values(answers), ...later].map(({ id }) => id));
  let isNew = false;
  for (const one of given) {
    const item = items.get(one.itemId);
    if (known.has(one.id) || item === undefined) continue;
    known.add(one.id);
    isNew = true;
    const coming: TaskAnswer = { ...one, by, receivedAt: now };
    const standing = Object.hasOwn(answers, item.id) ? answers[item.id] : undefined;
    if (!task.open || (standing !== undefined && !givesWay(item, standing, coming))) {
      later.push(coming);
      continue;
    }
    if (standing !== undefined) later.push(standing);
    answers[item.id] = coming;
  }
  if (!isNew) return task;
  if (!task.open) return { ...task, later };
  return {
    ...task,
    answers,
    later,
    startedAt: task.startedAt ?? now,
    state: task.state === 'due' ? 'doing' : task.state,
  };
}

/**
 * From the first answer to the last by the clock of the phone that gave them, in seconds; null when it cannot be told: a
 * round that took longer than it was open was done on a phone whose clock somebody changed.
 */
function secondsOf({ answers, opensAt }: Pick<Task, 'answers' | 'opensAt'>, now: Millis): number | null {
  const times = Object.values(answers).flatMap(({ at }) => at ?? []);
  const span = Math.max(...times) - Math.min(...times);
  return times.length < 2 || span > now - opensAt ? null : Math.round(span / 1_000);
}

/**
 * Answers of a person that name an order which never came: each stays not in order, and says that no order was made. In a
 * round that is still open such an item is to be looked at again.
 * @param orderIds - of which none exists
 * @returns the very same task when no answer names one of them
 */
export function unreported(task: Task, orderIds: readonly string[], by: PersonRef): Task {
  const named = Object.values(task.answers).filter(
    ({ orderId, by: whose }) => orderId !== null && orderIds.includes(orderId) && whose.id === by.id,
  );
  if (named.length === 0) return task;
  const changed = named.map((one) => [one.itemId, { ...one, orderId: null, noOrder: true as const }]);
  return { ...task, answers: { ...task.answers, ...(Object.fromEntries(changed) as Task['answers']) } };
}

/** How a miss begins: nobody said why yet. */
export const newMiss = (now: Millis): NonNullable<Task['miss']> => ({
  at: now,
  reason: null,
  by: null,
  raisedTo: [],
});

/**
 * Ends a round when nothing is missing any more; one that is over stays as it ended. A round that ends after its grace
 * is recorded as a miss, whether or not the timer saw to it before.
 * @returns what is missing, in the order of the round; then the task is as it was
 */
export function finish(
  task: Task,
  by: PersonRef,
  now: Millis,
): { task: Task; lacks: { itemId: string; lack: Lack }[] } {
  if (!task.open) return { task, lacks: [] };
  const items = itemsOf(task);
  const missing = lacks(items, task.answers).map(({ item, lack }) => ({ itemId: item.id, lack }));
  if (missing.length > 0) return { task, lacks: missing };
  const isMissed = task.isMissed || now >= task.missedAt;
  return {
    task: {
      ...task,
      state: 'done',
      open: false,
      startedAt: task.startedAt ?? now,
      finished: { at: now, by, late: now > task.dueAt },
      verdict: task.kind === 'spotCheck' ? verdictOf(items, task.answers) : null,
      seconds: secondsOf(task, now),
      isMissed,
      miss: task.miss ?? (isMissed ? newMiss(now) : null),
      nextDueAt: null,
    },
    lacks: [],
  };
}

/** The items that are asked as things stand, with their answers. */
export const answered = ({
  stops,
  answers,
}: Pick<Task, 'stops' | 'answers'>): { item: TaskItem; answer: TaskAnswer | null }[] =>
  asked(itemsOf({ stops }), answers).map((item) => ({ item, answer: answers[item.id] ?? null }));

/** Items that are not in order. */
export const findingsOf = (task: Pick<Task, 'stops' | 'answers'>): { item: TaskItem; answer: TaskAnswer }[] =>
  answered(task).flatMap(({ item, answer }) => (answer?.result === 'notOk' ? [{ item, answer }] : []));
