/** Points that are too old: booked off the account once for a year, by the clock or by whoever would spend them before it. */
import type { LedgerEntry, Millis } from '../../../typings/domain';
import type { Rewards } from '../../../typings/rewards';
import { sumOf, upTo } from '../../engine/points/book';
import { inTransaction, type Transaction } from '../../platform/sdk';
import { lapsingYear } from './balance';
import { book, type Atomically } from './booking';

const LAPSE_REASON = '以前的积分到年底清零了';

/** The id of what lapsed with a year. */
export const lapseId = (personId: string, year: string): string => `lapse:${personId}:${year}`;

/** The last year of which everything has lapsed; null: nothing ever does. */
export function lapsedYear(rewards: Rewards, now: Millis): string | null {
  const lapsing = lapsingYear(rewards, now);
  return lapsing === null ? null : String(Number(lapsing) - 1);
}

/** Books what lapsed, oldest years first, once. @returns the points that lapsed now */
export async function lapseIn(
  transaction: Transaction,
  personId: string,
  year: string,
  now: Millis,
): Promise<number> {
  const id = lapseId(personId, year);
  const { result, entry } = await book(
    transaction,
    { id, personId, at: now },
    ({ book: { lots } }): LedgerEntry | null => {
      const from = upTo(lots, year);
      const points = -sumOf(from);
      if (points === 0) return null;
      const about = { schema: 1, kind: 'lapse', rule: 'lapse', orderId: null, orderNumber: null } as const;
      return { _id: id, ...about, personId, points, reason: LAPSE_REASON, at: now, from };
    },
  );
  return result === 'booked' && entry !== null ? -entry.points : 0;
}

/** The same as a transaction of its own. */
export const lapse = (
  personId: string,
  year: string,
  now: Millis,
  atomically: Atomically = inTransaction,
): Promise<number> => atomically((transaction) => lapseIn(transaction, personId, year, now));
