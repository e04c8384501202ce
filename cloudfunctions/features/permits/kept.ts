/** What tickets keep about whoever asked for them, watched or worked. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { permitsKeptOf } from './store';
import { placeText } from './view';

/** One database call. */
export async function keptPermits(personId: string): Promise<Kept> {
  const permits = await permitsKeptOf(personId, LOOKED_AT);
  const items = permits.map(({ askedAt, number, place }) => ({
    at: askedAt,
    text: `${number} ${placeText(place)}`,
  }));
  return keptOf('permits', items, permits.length === LOOKED_AT);
}
