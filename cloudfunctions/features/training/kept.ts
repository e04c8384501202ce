/** What trainings keep about whoever had to do them. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { trainingsKeptOf } from './store';

/** One database call. */
export async function keptTrainings(personId: string): Promise<Kept> {
  const rows = await trainingsKeptOf(personId, LOOKED_AT);
  const items = rows.map(({ title, key, createdAt }) => ({ at: createdAt, text: `${title} ${key}` }));
  return keptOf('trainings', items, rows.length === LOOKED_AT);
}
