/** What is told of tasks, and to whom: those of one person that fall due together are one message, told once. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { whenText } from '../../../miniprogram/shared/time';
import type { TaskNotice, Ticked } from '../../engine/inspection';
import { notify } from '../notices/notify';
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

/** Tells of tasks. Told again it is one message. */
export async function tellOf({ key, notice, to, tasks }: Told, inForce: Plant, now: Millis): Promise<void> {
  const [{ date, owner, dueAt, handovers }] = tasks;
  const handover = handovers.at(-1);
  const facts = {
    number: date,
    count: tasks.length,
    title: listed(tasks.map(({ title }) => title)),
    place: listed(tasks.map(placeOf)),
    owner: owner.name,
    from: handover?.by.name ?? '',
    reason: handover?.reason ?? '',
    due: whenText(dueAt, now),
    dueAt,
  };
  await notify({ key, notice, to, facts }, inForce, now);
}
