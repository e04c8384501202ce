/** What lies on a shelf and what of it is reserved: every change of the two counts, none of which goes below zero. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Reward, RewardCopy, Shelf } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';

/** `yyyy-mm` in +08:00. */
export const monthOf = (at: Millis): string => isoDay(at).slice(0, 7);

const copyOf = ({ id, name, icon, unit }: RewardCopy): RewardCopy => ({ id, name, icon, unit });

/** A shelf on which nothing lies yet. */
export const emptyShelf = (reward: RewardCopy): Shelf => ({
  _id: reward.id,
  schema: 1,
  rev: 0,
  reward: copyOf(reward),
  stock: 0,
  reserved: 0,
  withdrawn: false,
  month: '',
  had: {},
  lowNo: 0,
  isLow: false,
  changedBy: null,
  paid: 0,
  nextDueAt: null,
});

/** What nobody has reserved. */
export const leftOn = ({
  stock,
  reserved,
  withdrawn: gone,
}: Pick<Shelf, 'stock' | 'reserved' | 'withdrawn'>): number => (gone ? 0 : stock - reserved);

/** How many a person had in the month of an instant. */
export const hadBy = (shelf: Pick<Shelf, 'month' | 'had'>, personId: string, at: Millis): number =>
  shelf.month === monthOf(at) ? (shelf.had[personId] ?? 0) : 0;

/** Fen that one piece cost on average; 0 where nothing is known. */
export const worthOf = ({ paid, stock }: Pick<Shelf, 'paid' | 'stock'>): number =>
  stock === 0 ? 0 : Math.round(paid / stock);

/** Whether more should be bought. */
export const isLowNow = (shelf: Omit<Shelf, 'had'>, mark: number): boolean =>
  !shelf.withdrawn && leftOn(shelf) <= mark;

/** With goods received, or counted above the mark, the next time it runs low is told again. */
const refilled = (shelf: Shelf, mark: number): Shelf => ({
  ...shelf,
  isLow: shelf.isLow && isLowNow(shelf, mark),
});

/**
 * Judges a shelf on which one more was counted for a person; what is refused must not be kept.
 * @throws AppError GOODS_UNKNOWN when it was withdrawn, GOODS_NONE_LEFT, GOODS_LIMIT
 */
export function checkReserved(shelf: Shelf, reward: Reward, personId: string): void {
  if (shelf.withdrawn) throw new AppError('GOODS_UNKNOWN');
  if (leftOn(shelf) < 0) throw new AppError('GOODS_NONE_LEFT', { name: reward.name });
  const had = shelf.had[personId] ?? 0;
  if (reward.limit !== null && had > reward.limit)
    throw new AppError('GOODS_LIMIT', { had: had - 1, unit: reward.unit });
}

/** A shelf that has just run low, to be told of; null for any other. */
export const ranLow = (shelf: Shelf, { low }: Pick<Reward, 'low'>, now: Millis): Shelf | null =>
  isLowNow(shelf, low) && !shelf.isLow
    ? { ...shelf, isLow: true, lowNo: shelf.lowNo + 1, nextDueAt: now }
    : null;

/** Gives one back that was reserved at an instant: it may be had again, also by the same person. */
export function gaveBack(shelf: Shelf, personId: string, reservedAt: Millis): Shelf {
  const had = hadBy(shelf, personId, reservedAt);
  return {
    ...shelf,
    reserved: shelf.reserved - 1,
    ...(had === 0 ? {} : { had: { ...shelf.had, [personId]: had - 1 } }),
  };
}

/** One that was reserved leaves the shelf, with its share of what was paid. */
export const handedOutFrom = (shelf: Shelf, by: PersonRef): Shelf => ({
  ...shelf,
  rev: shelf.rev + 1,
  stock: shelf.stock - 1,
  reserved: shelf.reserved - 1,
  paid: shelf.paid - worthOf(shelf),
  changedBy: by,
});

/** Nobody stores more of one thing. */
const MOST = 1_000_000;

/** Goods come in. @param fen - what was paid for all of them. @throws AppError BAD_REQUEST beyond what anybody stores */
export function received(
  shelf: Shelf,
  reward: Pick<Reward, 'low'> & RewardCopy,
  { count, fen, by }: { count: number; fen: number; by: PersonRef },
): Shelf {
  const stock = shelf.stock + count;
  if (stock > MOST) throw new AppError('BAD_REQUEST', {}, { count: '放不下这么多，请核对数目' });
  const rest = { rev: shelf.rev + 1, stock, paid: shelf.paid + fen, changedBy: by, isLow: false };
  return { ...shelf, reward: copyOf(reward), ...rest };
}

/** The shelf was counted. @throws AppError SHELF_SHORT below what is reserved */
export function corrected(shelf: Shelf, mark: number, stock: number, by: PersonRef): Shelf {
  const { reserved, rev } = shelf;
  if (stock < reserved) throw new AppError('SHELF_SHORT', { reserved });
  const paid = shelf.stock === 0 ? shelf.paid : Math.round((shelf.paid / shelf.stock) * stock);
  return refilled({ ...shelf, rev: rev + 1, stock, paid, changedBy: by }, mark);
}

/** Taken off: nobody reserves it any more, and the timer gives back what is reserved. */
export const withdrawn = (shelf: Shelf, by: PersonRef, now: Millis): Shelf => ({
  ...shelf,
  rev: shelf.rev + 1,
  withdrawn: true,
  changedBy: by,
  nextDueAt: shelf.reserved > 0 ? now : shelf.nextDueAt,
});

/** Put back on. */
export const offered = (shelf: Shelf, by: PersonRef): Shelf => ({
  ...shelf,
  rev: shelf.rev + 1,
  withdrawn: false,
  changedBy: by,
});
