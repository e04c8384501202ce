/** Beginning a 使用前点检: whoever is about to use a machine has its round at once, and one for each tap. */
import type { Routes, TaskView } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { AppError } from '../../../miniprogram/shared/errors';
import { begun } from '../../engine/inspection';
import { pastProblems } from '../order/past';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { createTurnBook } from '../routing/turns';
import { beforeUsePlan } from './before-use';
import { pictureLinks } from './links';
import { lookUps } from './look-ups';
import { addTask, getTask } from './store';
import { taskView } from './view';

type Input = Routes['tasks.begin']['input'];

/** @returns null when no such check is planned for the machine */
async function made(
  { id, pointId }: Input,
  owner: PersonRef,
  inForce: Plant,
  now: Millis,
): Promise<Task | null> {
  const plan = beforeUsePlan(inForce, pointId);
  const point = inForce.pointById.get(pointId);
  if (plan === null || point === undefined) return null;
  const problems = await pastProblems(point.areaId, now);
  return begun(plan, id, now, {
    ...lookUps(inForce),
    past: (at) => problems.get(at) ?? [],
    shiftName: createTurnBook(inForce).at(now)?.name ?? '',
    owner,
  });
}

/** @throws AppError REPLAY_REFUSED, REPLAY_MISMATCH */
function checkReplay({ owner, handovers, pointId }: Task, actor: Actor, input: Input): void {
  const by = handovers[0]?.from ?? owner;
  if (by.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (pointId !== input.pointId) throw new AppError('REPLAY_MISMATCH');
}

/**
 * Begins the round of a machine; the same tap again is the same round, whatever is planned by then. Two database calls, and
 * one more for a tap that came before.
 * @throws AppError BAD_REQUEST for a machine without such a plan; REPLAY_…
 */
export async function begin(actor: Actor, input: Input, now: Millis): Promise<TaskView> {
  const task = await made(input, { id: actor.id, name: actor.name }, await plant(now), now);
  if (task !== null && (await addTask(task)) === 'added')
    return taskView(task, actor, await pictureLinks([task]));
  const known = await getTask(input.id);
  if (known === null) {
    throw new AppError('BAD_REQUEST', {}, { pointId: '这台设备没有排使用前点检，有问题请直接上报' });
  }
  checkReplay(known, actor, input);
  return taskView(known, actor, await pictureLinks([known]));
}
