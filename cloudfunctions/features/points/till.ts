/** The till: what a shop does to accounts and to the fund inside its own transaction. */
import type { Fund, LedgerEntry, Millis } from '../../../typings/domain';
import { debited } from '../../engine/points/book';
import { isoMonth } from '../../engine/points/months';
import type { Transaction } from '../../platform/sdk';
import { book } from './booking';
import { entryIn, fundIn, keepFund } from './store';

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

/**
 * Takes points off an account, from the oldest year first; never below zero.
 * @returns `short`: there are too few and nothing was written; `already`: this entry stands
 * @throws RangeError for points that are no price
 */
export async function spend(
  transaction: Transaction,
  { id, personId, points, reason, at }: Spending,
): Promise<'spent' | 'already' | 'short'> {
  if (!isPrice(points)) throw new RangeError(`${points} points are no price`);
  const { result } = await book(transaction, { id, personId, at }, ({ balance, book: { lots } }) => {
    if (balance < points) return null;
    const about = { schema: 1, kind: 'spend', rule: 'spend', orderId: null, orderNumber: null } as const;
    return { _id: id, ...about, personId, points: -points, reason, at, from: debited(lots, points).from };
  });
  return result === 'booked' ? 'spent' : result === 'already' ? 'already' : 'short';
}

export interface GivingBack {
  /** Of the entry, for ever: `return:{redemption}`. */
  id: string;
  /** The entry that is undone. */
  of: string;
  reason: string;
  at: Millis;
}

/**
 * Puts back what was spent, to the years from which it was taken.
 * @returns `none`: nothing was spent under that id; `already`: this entry stands
 */
export async function giveBack(
  transaction: Transaction,
  { id, of, reason, at }: GivingBack,
): Promise<'returned' | 'already' | 'none'> {
  const spent = await entryIn(transaction, of);
  if (spent?.kind !== 'spend') return 'none';
  const { personId } = spent;
  const { result } = await book(transaction, { id, personId, at }, () => {
    const about = { schema: 1, kind: 'return', rule: 'return', orderId: null, orderNumber: null } as const;
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
