/** Saying why a round was missed: the owner does, and with that it is over. */
import type { Routes, TaskView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { AppError } from '../../../miniprogram/shared/errors';
import { newMiss } from '../../engine/inspection';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { changeTask } from './change';
import { maySeeTask } from './rights';
import { taskView } from './view';

type Input = Routes['tasks.explain']['input'];

/** @throws AppError TASK_UNKNOWN, NOT_FOR_YOU, TASK_OVER, CHANGED; BAD_REQUEST while it is no miss */
function explained(task: Task, actor: Actor, input: Input, inForce: Plant, now: Millis): Task {
  if (!maySeeTask(task, actor, inForce)) throw new AppError('TASK_UNKNOWN');
  if (task.owner.id !== actor.id) throw new AppError('NOT_FOR_YOU', { who: task.owner.name });
  const reason = input.reason.trim();
  const by = { id: actor.id, name: actor.name };
  if (task.miss?.by?.id === by.id && task.miss.reason === reason) return task;
  if (!task.open) throw new AppError('TASK_OVER');
  if (now < task.missedAt) {
    throw new AppError('BAD_REQUEST', {}, { reason: '还没到最后时间，先去看一看，来不及就交给别人' });
  }
  if (task.rev !== input.rev) throw new AppError('CHANGED', { name: task.owner.name });
  return {
    ...task,
    state: 'missed',
    open: false,
    isMissed: true,
    miss: { ...(task.miss ?? newMiss(now)), reason, by },
    nextDueAt: null,
  };
}

/**
 * Ends a miss with its reason. Two database calls. The same again is no failure.
 * @throws AppError TASK_UNKNOWN; NOT_FOR_YOU; TASK_OVER; CHANGED when it is not as the person saw it; BAD_REQUEST before
 * it is a miss
 */
export async function explain(actor: Actor, input: Input, now: Millis): Promise<TaskView> {
  const inForce = await plant(now);
  const { task } = await changeTask(input.taskId, (read) =>
    Promise.resolve({ task: explained(read, actor, input, inForce, now) }),
  );
  return taskView(task, actor);
}
