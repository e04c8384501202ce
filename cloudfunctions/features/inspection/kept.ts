/** What tasks keep about whoever had to do them, or did them. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { tasksKeptOf } from './store';

/** One database call. */
export async function keptTasks(personId: string): Promise<Kept> {
  const tasks = await tasksKeptOf(personId, LOOKED_AT);
  const items = tasks.map(({ title, shiftName, opensAt }) => ({
    at: opensAt,
    text: `${title} ${shiftName}`,
  }));
  return keptOf('tasks', items, tasks.length === LOOKED_AT);
}
