/** Handing a task to somebody else, with a reason: it keeps exactly one accountable owner. */
import type { Routes, TaskView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { changeTask } from './change';
import { handoverTold, tellOf } from './notices';
import { mayHandOver, maySeeTask } from './rights';
import { taskView } from './view';

type Input = Routes['tasks.handOver']['input'];

/** Whether this very handover is the last one. */
function isReplay({ owner, handovers }: Task, actor: Actor, { to, reason }: Input): boolean {
  const last = handovers.at(-1);
  return owner.id === to && last?.by.id === actor.id && last.to.id === to && last.reason === reason.trim();
}

/** @throws AppError TASK_UNKNOWN, NOT_FOR_YOU, TASK_OVER, CHANGED, PERSON_UNKNOWN, PERSON_SAME */
function handedOver(task: Task, actor: Actor, input: Input, inForce: Plant, now: Millis): Task {
  if (!maySeeTask(task, actor, inForce)) throw new AppError('TASK_UNKNOWN');
  if (isReplay(task, actor, input)) return task;
  if (!mayHandOver(task, actor, inForce, now)) throw new AppError('NOT_FOR_YOU', { who: task.owner.name });
  if (!task.open) throw new AppError('TASK_OVER');
  if (task.rev !== input.rev) throw new AppError('CHANGED', { name: task.owner.name });
  const person = inForce.personById.get(input.to);
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  if (person.id === task.owner.id) throw new AppError('PERSON_SAME');
  const to = { id: person.id, name: person.name };
  const by = { id: actor.id, name: actor.name };
  const handover = { from: task.owner, to, by, at: now, reason: input.reason.trim() };
  return { ...task, owner: to, handovers: [...task.handovers, handover] };
}

/**
 * Hands a task over; who gets it finds it in their inbox. Three database calls with those of the caller, and the message.
 * The same again is no failure.
 * @throws AppError TASK_UNKNOWN; NOT_FOR_YOU; TASK_OVER; CHANGED when it is not as the person saw it; PERSON_…
 */
export async function handOver(actor: Actor, input: Input, now: Millis): Promise<TaskView> {
  const inForce = await plant(now);
  const { task } = await changeTask(input.taskId, (read) =>
    Promise.resolve({ task: handedOver(read, actor, input, inForce, now) }),
  );
  await tellOf(handoverTold(task), inForce, now);
  return taskView(task, actor);
}
