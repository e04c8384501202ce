/** What an order that changed means for the spot it is at: the hazard came back, or it turned out that it did not. */
import type { Millis, Order } from '../../../typings/domain';
import type { Repeat } from '../../../typings/repeat';
import { spotOf } from '../../engine/insight';
import { LOOKED_BACK, lookedAt, standing, type Change } from '../../engine/repeat';
import { canonical, sha256 } from '../../platform/canonical';
import { markRepeat, ordersOnSpot, type Spot } from '../order/on-spot';
import { plant } from '../plant/current';
import { tellRepeat } from './notices';
import { addRepeat, changeRepeat, getRepeat } from './store';

/** Letters of an id. */
const ID = 24;

/** How often it is looked at, as others write at the same time. */
const TRIES = 6;

type Followed = Pick<Order, '_id' | 'kind' | 'place' | 'repeatId' | 'reportedAt' | 'templateId' | 'title'>;

function spotIn(order: Followed): Spot | null {
  const { templateId, place, kind } = order;
  if (templateId === null || spotOf(order) === null) return null;
  return kind === 'behaviour'
    ? { kind: 'area', spotId: place.areaId, templateId }
    : { kind: 'point', spotId: place.pointId ?? '', templateId };
}

export const repeatId = (spot: Spot): string => sha256(canonical(spot)).slice(0, ID);

function placeOf({ areaName, pointNo, pointName }: Order['place'], { kind }: Spot): string {
  const point = kind === 'point' ? (pointNo ?? pointName) : null;
  return point === null ? areaName : `${areaName} ${point}`;
}

/** Nothing happens where somebody else was ahead. */
async function write(
  known: Repeat | null,
  fresh: Omit<Repeat, 'rev' | keyof Change>,
  change: Change,
): Promise<void> {
  if (known !== null) await changeRepeat(known, change);
  else await addRepeat({ ...fresh, ...change, rev: 1 });
}

/**
 * Looks at the spot of an order that changed, and at the one where it was when it came back. Two database calls where
 * nothing came back; none for an order of which nobody can tell. Doing it again is
 * doing it once.
 * @param isGone - whether the order is being deleted
 */
export async function follow(order: Followed, isGone: boolean, now: Millis): Promise<void> {
  if (order.reportedAt < now - LOOKED_BACK) return;
  const spot = spotIn(order);
  if (spot !== null) await lookAt(spot, order, isGone, now);
  const { repeatId: before } = order;
  if (before === undefined || (spot !== null && before === repeatId(spot))) return;
  const left = await getRepeat(before);
  if (left !== null) await lookAt(left, order, isGone, now);
}

/** Whatever of a spot's document names the spot. */
const spotOnly = ({ kind, spotId, templateId }: Spot): Spot => ({ kind, spotId, templateId });

async function lookAt(given: Spot, order: Followed, isGone: boolean, now: Millis): Promise<void> {
  const spot = spotOnly(given);
  const { _id: orderId, title, place } = order;
  const _id = repeatId(spot);
  for (let turn = 0; turn < TRIES; turn += 1) {
    const on = await ordersOnSpot(spot, now - LOOKED_BACK);
    const seen = on
      .filter((one) => !(isGone && one._id === orderId))
      .map(({ _id: id, number, reportedAt }) => ({ id, number, reportedAt }));
    const known = await getRepeat(_id);
    const change = lookedAt(known, seen, now);
    if (change === null) {
      // Also where nothing was written now: a run that ended before it told is made good.
      if (known !== null) await told(known, now);
      return;
    }
    const { areaId, departmentId } = place;
    const fresh = {
      ...{ _id, schema: 1 as const, ...spot, title, place: placeOf(place, spot), areaId, departmentId },
    };
    // And once more in any case: an order that changed after it was read was looked at by a run that did not see this.
    await write(known, fresh, change);
  }
  throw new Error('a repeat that others keep changing');
}

/** Told again it is one message, and one mark. */
async function told(repeat: Repeat, now: Millis): Promise<void> {
  const last = standing(repeat.rounds);
  if (last?.withdrawnAt !== null || last.answer !== null) return;
  await markRepeat(last.orderId, repeat._id);
  await tellRepeat(repeat, 'repeatAsked', await plant(now), now);
}
