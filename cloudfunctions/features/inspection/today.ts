/** 今日任务: what a person has to look at, whole, so that a phone can do it without a network. */
import type { Routes, TaskView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { startOfDay } from '../../../miniprogram/shared/time';
import { itemsOf } from '../../engine/inspection';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { pictureLinks, roundLinks } from './links';
import { maySeeTask } from './rights';
import { getTask, tasksOf, type TaskRow } from './store';
import { taskView } from './view';

/** Nobody walks more rounds; more of them come up once some are over. */
const READS = 100;

/** Open ones, soonest first, also of the next shift; then those of today that are over. One database call. */
export async function today(actor: Actor, now: Millis): Promise<Routes['tasks.today']['output']> {
  const tasks = await tasksOf(actor.id, startOfDay(now), READS);
  const links = await pictureLinks(tasks.filter(({ open }) => open));
  const views = tasks
    .map((task) => taskView(task, actor, linksIn(task, links)))
    .sort((a, b) => a.dueAt - b.dueAt);
  return { tasks: [...views.filter(({ open }) => open), ...views.filter(({ open }) => !open)] };
}

/** Each task has its own, since a phone keeps each by itself. */
const linksIn = (task: TaskRow, links: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    itemsOf(task).flatMap(({ picture = '' }) =>
      links[picture] === undefined ? [] : [[picture, links[picture]]],
    ),
  );

/** One task, with its photos. One database call. @throws AppError TASK_UNKNOWN, alike for one that is not theirs to see */
export async function readTask(actor: Actor, taskId: string, now: Millis): Promise<TaskView> {
  const task = await getTask(taskId);
  if (task === null || !maySeeTask(task, actor, await plant(now))) throw new AppError('TASK_UNKNOWN');
  return taskView(task, actor, await roundLinks(task));
}
