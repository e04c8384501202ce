/** What a person has: the balance, what lapses, and the ledger it is the sum of. */
import type { Routes } from '../../../typings/api';
import type { BookLine, LedgerEntry, Millis } from '../../../typings/domain';
import type { Rewards } from '../../../typings/rewards';
import { LEDGER_PAGE, NO_SUMS, sumOf, upTo } from '../../engine/points/book';
import { isoMonth, lastDayOf, yearOf } from '../../engine/points/months';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { accountOf, balanceOf, type AccountStore } from '../accounts';
import { ledger, type LedgerStore } from './store';

export { balanceOf, LEDGER_PAGE };

/** The stores; left out, the real ones are used. */
export interface PointsPorts {
  ledger?: LedgerStore;
  accounts?: AccountStore;
}

const lineOf = ({ _id, points, reason, orderNumber, at }: BookLine | LedgerEntry) => ({
  id: _id,
  points,
  reason,
  orderNumber,
  at,
});

/** The year whose points, with all earlier ones, lapse at the end of the running one; null: none ever do. */
export const lapsingYear = ({ lapse }: Rewards, now: Millis): string | null =>
  lapse === undefined ? null : String(Number(yearOf(now)) - lapse.years);

/** What lapses at the end of this year unless it is spent. */
export function lapsingOf(
  lots: Record<string, number>,
  rewards: Rewards,
  now: Millis,
): Routes['points.get']['output']['lapsing'] {
  const year = lapsingYear(rewards, now);
  const points = year === null ? 0 : sumOf(upTo(lots, year));
  return points === 0 ? null : { points, at: lastDayOf(yearOf(now)) };
}

/**
 * Balance and one page of entries, newest first. One database call for the first page, three for others and for an account of
 * which an older version kept no entries.
 * @param cursor - as handed out with the page before; null or missing for the newest
 * @throws AppError BAD_REQUEST for a cursor that is none of ours
 */
export async function getPoints(
  personId: string,
  cursor: string | null | undefined,
  rewards: Rewards,
  now: Millis,
  ports: PointsPorts = {},
): Promise<Routes['points.get']['output']> {
  const from = decodeCursor(cursor);
  const account = await accountOf(personId, ports.accounts);
  const { recent = [], lots = {}, months = {}, partial } = account?.book ?? {};
  const isKept =
    from === null &&
    (account === null || (account.book !== undefined && (partial !== true || recent.length > LEDGER_PAGE)));
  const read = isKept ? recent : await (ports.ledger ?? ledger).page(personId, from, LEDGER_PAGE + 1);
  const page = pageOf<BookLine>(read, LEDGER_PAGE, ({ at }) => at);
  const { earned, takenBack } = months[isoMonth(now)] ?? NO_SUMS;
  return {
    balance: account?.balance ?? 0,
    month: earned - takenBack,
    lapsing: lapsingOf(lots, rewards, now),
    named: account?.named ?? false,
    entries: page.rows.map(lineOf),
    cursor: page.cursor,
  };
}
