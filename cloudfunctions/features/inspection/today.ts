/** 今日任务: what a person has to look at, whole, so that a phone can do it without a network. */
import type { Routes, TaskView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { startOfDay } from '../../../miniprogram/shared/time';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { maySeeTask } from './rights';
import { getTask, tasksOf } from './store';
import { taskView } from './view';

/** Nobody walks more rounds; more of them come up once some are over. */
const READS = 100;

/** Open ones, soonest first, also of the next shift; then those of today that are over. One database call. */
export async function today(actor: Actor, now: Millis): Promise<Routes['tasks.today']['output']> {
  const tasks = await tasksOf(actor.id, startOfDay(now), READS);
  const views = tasks.map((task) => taskView(task, actor)).sort((a, b) => a.dueAt - b.dueAt);
  return { tasks: [...views.filter(({ open }) => open), ...views.filter(({ open }) => !open)] };
}

/** One task. One database call. @throws AppError TASK_UNKNOWN, alike for one that is not theirs to see */
export async function readTask(actor: Actor, taskId: string, now: Millis): Promise<TaskView> {
  const task = await getTask(taskId);
  if (task === null || !maySeeTask(task, actor, await plant(now))) throw new AppError('TASK_UNKNOWN');
  return taskView(task, actor);
}
