/** What is told of tasks, and to whom: those of one person that fall due together are one message, told once. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { whenText } from '../../../miniprogram/shared/time';
import type { TaskNotice, Ticked } from '../../engine/inspection';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';
import { placeOf } from './view';

/** One message: what is told to whom about which tasks of one owner and one time. */
export interface Told {
  key: string;
  notice: TaskNotice;
  to: PersonRef;
  /** At least one. */
  tasks: [Task, ...Task[]];
}

/** Whoever got a task twice is told twice, by the handover that did it. */
export const handoverTold = (task: Task): Told => ({
  key: `task-${task._id}-handover-${task.handovers.length}`,
  notice: 'taskHandedOver',
  to: task.owner,
  tasks: [task],
});

/** What the clock tells, by message. Named by people and time alone, so that telling a part again is no second message. */
export function toldBy(ticked: readonly Ticked[]): Told[] {
  const messages = new Map<string, Told>();
  for (const { task, tell } of ticked) {
    for (const { notice, to } of tell) {
      const key = `tasks-${notice}-${to.id}-${task.owner.id}-${task.dueAt}`;
      const known = messages.get(key);
      if (known === undefined) messages.set(key, { key, notice, to, tasks: [task] });
      else known.tasks.push(task);
    }
  }
  return [...messages.values()];
}

/** Names and places, each once. */
const listed = (texts: readonly string[]): string => [...new Set(texts)].join('、');

/**
 * Tells of tasks, as of an order: it rings where it may, and lies in the inbox in any case. Told again it is one message.
 * Nothing happens when the configuration in force has no such notice.
 */
export async function tellOf({ key, notice, to, tasks }: Told, inForce: Plant, now: Millis): Promise<void> {
  const { notices } = inForce;
  if (!notices.notices.some(({ id }) => id === notice)) return;
  const [{ date, owner, dueAt, handovers }] = tasks;
  const handover = handovers.at(-1);
  await deliver({
    order: null,
    key,
    effect: {
      kind: 'notice',
      notice,
      to,
      urgency: 'medium',
      facts: {
        number: date,
        count: tasks.length,
        title: listed(tasks.map(({ title }) => title)),
        place: listed(tasks.map(placeOf)),
        owner: owner.name,
        from: handover?.by.name ?? '',
        reason: handover?.reason ?? '',
        due: whenText(dueAt, now),
        dueAt,
      },
    },
    addressee: addresseeOf(inForce, to.id),
    isGrave: false,
    hours: hoursOf(inForce),
    notices,
    now,
    again: true,
  });
}
