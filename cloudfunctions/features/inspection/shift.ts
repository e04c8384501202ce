/** The rounds of a shift as others are told of them. */
import type { Millis } from '../../../typings/domain';
import { tasksIn } from './store';

/** A round of a shift, with its areas. */
export interface ShiftRound {
  taskId: string;
  title: string;
  owner: string;
  dueAt: Millis;
  areaIds: string[];
}

/** What is to be looked at in a shift, soonest first. One database call. @param date - the day on which it starts */
export async function roundsOfShift(date: string, shiftId: string): Promise<ShiftRound[]> {
  const tasks = await tasksIn(date, shiftId);
  return tasks
    .filter(({ state }) => state !== 'dropped')
    .map(({ _id, title, owner, dueAt, areaIds }) => ({
      taskId: _id,
      title,
      owner: owner.name,
      dueAt,
      areaIds,
    }))
    .sort((a, b) => a.dueAt - b.dueAt || (a.taskId < b.taskId ? -1 : 1));
}
