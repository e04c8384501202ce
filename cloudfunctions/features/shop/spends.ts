/** What redemptions took off accounts: entries of the ledger that stand in them, so that one write keeps both. */
import type { LedgerEntry, Millis } from '../../../typings/domain';
import type { Redemption } from '../../../typings/goods';
import type { Cursor } from '../../platform/cursor';
import { redemptionsOf, redemptionsSince } from './store';

const PREFIX = 'spend:';

/** The entry that pays for a redemption. */
export const spendId = (redemptionId: string): string => `${PREFIX}${redemptionId}`;

export interface Spends {
  /** Of a person after a cursor among entries, newest first. One database call. */
  page(personId: string, cursor: Cursor | null, limit: number): Promise<LedgerEntry[]>;
  /** Of a person since then. One database call per started thousand. */
  since(personId: string, from: Millis): Promise<LedgerEntry[]>;
}

/**
 * The same place among redemptions. Entries of one instant go by their ids, and all others of those stand after what was
 * spent.
 */
const inRedemptions = ({ at, id }: Cursor): Cursor => ({
  at,
  id: id.startsWith(PREFIX) ? id.slice(PREFIX.length) : '',
});

const entryOf = ({ entry }: Pick<Redemption, 'entry'>): LedgerEntry => entry;

export const spends: Spends = {
  async page(personId, cursor, limit) {
    const found = await redemptionsOf(personId, cursor === null ? null : inRedemptions(cursor), limit);
    return found.map(entryOf);
  },
  since: async (personId, from) => (await redemptionsSince(personId, from)).map(entryOf),
};
