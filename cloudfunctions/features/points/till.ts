/** The till: what a shop does to accounts and to the fund inside its own transaction. */
import type { Fund, LedgerEntry, Millis } from '../../../typings/domain';
import { debited, paidFrom } from '../../engine/points/book';
import { isoMonth } from '../../engine/points/months';
import type { AddingTransaction, Transaction } from '../../platform/sdk';
import { accountIn, drawFrom } from '../accounts';
import { book, keepBooked, standingOf } from './booking';
import { lapseIn } from './lapse';
import { fundIn, keepFund } from './store';

export interface Spending {
  /** Of the entry, for ever: `spend:{redemption}`. */
  id: string;
  personId: string;
  /** A whole number above 0. */
  points: number;
  /** As the owner reads it. */
  reason: string;
  at: Millis;
}

const isPrice = (points: number): boolean => Number.isSafeInteger(points) && points > 0;

const ABOUT = { schema: 1, orderId: null, orderNumber: null } as const;

/**
 * Takes points off an account, from the oldest year first; never below zero, and never those of a year that is over. One
 * database call; more where the year before has to be closed first, and for an account without a book.
 * @param lapsed - the year whose points are over; null: none are
 * @returns the entry, for the document that the points pay for: where that is new, the points are taken once. Null: there are
 * too few, and the transaction has to end without effect
 * @throws RangeError for points that are no price
 */
export async function spend(
  transaction: AddingTransaction,
  { id, personId, points, reason, at }: Spending,
  lapsed: string | null,
): Promise<LedgerEntry | null> {
  if (!isPrice(points)) throw new RangeError(`${points} points are no price`);
  const about = { _id: id, ...ABOUT, kind: 'spend', rule: 'spend', personId, reason, at } as const;
  const entryOf = (from: Record<string, number>): LedgerEntry => ({ ...about, points: -points, from });
  const line = { _id: id, points: -points, reason, orderNumber: null, at };
  const drawn = await drawFrom(transaction, personId, line, lapsed);
  if (drawn?.book !== undefined) return entryOf(paidFrom(drawn.book, points));
  if (lapsed !== null) await lapseIn(transaction, personId, lapsed, at);
  const account = await accountIn(transaction, personId);
  const standing = standingOf(account, at);
  if (standing.balance < points) return null;
  const entry = entryOf(debited(standing.book.lots, points).from);
  await keepBooked(transaction, account, standing, entry);
  return entry;
}

export interface GivingBack {
  /** Of the entry, for ever: `return:{redemption}`. */
  id: string;
  /** What is undone, as {@link spend} handed it out. */
  spent: LedgerEntry;
  reason: string;
  at: Millis;
}

/** Puts back what was spent, to the years from which it was taken, once. */
export async function giveBack(
  transaction: Transaction,
  { id, spent, reason, at }: GivingBack,
): Promise<'returned' | 'already'> {
  const { personId } = spent;
  const { result } = await book(transaction, { id, personId, at }, () => {
    const about = { ...ABOUT, kind: 'return', rule: 'return' } as const;
    const from: LedgerEntry['from'] = spent.from ?? {};
    return { _id: id, ...about, personId, points: -spent.points, reason, at, from };
  });
  return result === 'already' ? 'already' : 'returned';
}

/** The fund of a month of which nothing was summed up yet. */
export const emptyFund = (month: string): Fund => ({
  ...{ _id: month, schema: 1, days: {}, summedAt: 0, outstanding: 0 },
  ...{ budget: 0, fenPerPoint: 0, warnAt: 0, warnedAt: null, bought: {} },
});

/** Notes what was handed out, in the month of `at`. Has no id: the caller's own change says that it happens once. */
export async function noteBought(
  transaction: Transaction,
  {
    rewardId,
    name,
    count,
    points,
    yuan,
  }: { rewardId: string; name: string; count: number; points: number; yuan: number },
  at: Millis,
): Promise<void> {
  const month = isoMonth(at);
  const fund = (await fundIn(transaction, month)) ?? emptyFund(month);
  const had = fund.bought[rewardId] ?? { name, count: 0, points: 0, yuan: 0 };
  const sum = { name, count: had.count + count, points: had.points + points, yuan: had.yuan + yuan };
  await keepFund(transaction, { ...fund, bought: { ...fund.bought, [rewardId]: sum } });
}
