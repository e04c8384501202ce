/** What meetings keep about whoever signed or led them. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { briefingsKeptOf } from './store';

/** One database call. */
export async function keptBriefings(personId: string): Promise<Kept> {
  const briefings = await briefingsKeptOf(personId, LOOKED_AT);
  const items = briefings
    .filter(({ owner, signatures }) => owner.id === personId || signatures[personId] !== undefined)
    .map(({ title, shiftName, startsAt }) => ({ at: startsAt, text: `${title} ${shiftName}` }));
  return keptOf('briefings', items, briefings.length === LOOKED_AT);
}
