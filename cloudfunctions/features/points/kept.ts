/** What the ledger of points keeps about a person. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { ledger, type LedgerStore } from './store';

/** What redemptions took is told with those. One database call. */
export async function keptPoints(personId: string, store: LedgerStore = ledger): Promise<Kept> {
  const entries = await store.newest(personId, LOOKED_AT);
  const items = entries.map(({ at, points, reason }) => ({
    at,
    text: `${points > 0 ? '+' : ''}${points} ${reason}`,
  }));
  return keptOf('points', items, entries.length === LOOKED_AT);
}
