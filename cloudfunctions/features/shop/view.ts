/** Redemptions and shelves as one person sees them: the code to its owner alone, and only while it is good. */
import type { CounterView, RedemptionView, ShelfEntry, ShelfRow } from '../../../typings/shop';
import type { Redemption, Reward, RewardCopy, Shelf, ShelfRecord } from '../../../typings/goods';
import { isLowNow } from '../../engine/shop';
import { qrRows } from '../../platform/qr';
import type { Plant } from '../plant/current';
import { digitsOf, payloadOf } from './code';

/** As its owner sees it. */
export function redemptionView(redemption: Redemption): RedemptionView {
  const { _id: id, reward, points, place, state, at, expiresAt, endedAt, reason } = redemption;
  const payload = state === 'reserved' ? payloadOf(redemption) : null;
  return {
    ...{ id, reward, points, place, state },
    code: state === 'reserved' ? digitsOf(redemption) : null,
    payload,
    rows: payload === null ? null : qrRows(payload),
    ...{ at, expiresAt, endedAt, reason },
  };
}

/**
 * As the storekeeper sees it: never the code.
 * @param photo - a link to what the thing looks like; null when there is none
 */
export function counterView(
  redemption: Redemption,
  { places }: Pick<Plant, 'places'>,
  photo: string | null,
): CounterView {
  const { _id: redemptionId, rev, state, person, departmentId, reward, points, place } = redemption;
  const { expiresAt, endedAt, endedBy } = redemption;
  const department = places.departments.find(({ id }) => id === departmentId)?.name ?? '';
  const isOut = state === 'handedOut' && endedBy !== null && endedAt !== null;
  return {
    ...{ redemptionId, rev, state, points, place, expiresAt },
    reward: { ...reward, photo },
    person: { ...person, department },
    handedOut: isOut ? { by: endedBy, at: endedAt } : null,
  };
}

/**
 * A line of the shelf.
 * @param reward - as configured; undefined for a thing that is not in the shop any more
 */
export function shelfRow(shelf: Omit<Shelf, 'had'>, reward: Reward | undefined): ShelfRow {
  const { rev, stock, reserved, withdrawn } = shelf;
  const { id, name, icon, unit }: RewardCopy = reward ?? shelf.reward;
  return {
    reward: { id, name, icon, unit, points: reward?.points ?? 0 },
    ...{ rev, stock, reserved },
    low: reward !== undefined && isLowNow(shelf, reward.low),
    withdrawn: withdrawn || reward === undefined,
  };
}

export const entryView = ({ _id: id, ...entry }: ShelfRecord): ShelfEntry => {
  const { kind, rewardName, unit, count, by, to, reason, at } = entry;
  return { id, kind, rewardName, unit, count, by, to, reason, at };
};
