/** The loop of every change of a task by a person: read, decide, write on what was read, and again when somebody was first. */
import type { Task } from '../../../typings/inspection';
import { AppError } from '../../../miniprogram/shared/errors';
import { getTask, writeTask } from './store';

/** As often as this somebody else may be first; each time another person's work was written. */
const TRIES = 10;

/** What a person's change comes to. */
export interface Decided {
  /** The very task that was read: there is nothing to write. */
  task: Task;
  evidence?: Task['evidence'];
}

/**
 * Changes a task. Two database calls, and two more for each time somebody else was first.
 * @param decide - what shall be, from what is; throws what keeps the person from it
 * @returns what was decided at last, with the task as written
 * @throws AppError TASK_UNKNOWN; BUSY when others were first time and again; what `decide` throws
 */
export async function changeTask<T extends Decided>(
  taskId: string,
  decide: (task: Task) => Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const task = await getTask(taskId);
    if (task === null) throw new AppError('TASK_UNKNOWN');
    const decided = await decide(task);
    if (decided.task === task) return decided;
    const written = await writeTask(task, decided.task, decided.evidence);
    if (written !== null) return { ...decided, task: written };
  }
  throw new AppError('BUSY');
}
