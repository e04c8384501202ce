/** What the clock does to the shop: reminds of what is to be fetched, gives back what was not, and catches up on shelves. */
import type { Millis } from '../../../typings/domain';
import type { Redemption, Shelf } from '../../../typings/goods';
import { HOUR } from '../../../miniprogram/shared/time';
import { createLook, oneByOne } from '../../platform/look';
import { plant } from '../plant/current';
import { endReservation } from './give-back';
import { tellLow, tellOwner } from './notices';
import { nextRedemptions, nextShelves, noteReminded, settleShelf } from './store';
import { giveAllBack } from './withdraw';

/** What its owner reads. */
const EXPIRED = '没在时间内领';

/** Told before it is noted: a run that ends in between tells again, which is one message. */
async function seeRedemption(redemption: Redemption, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  if (now < redemption.expiresAt) {
    await tellOwner(redemption, 'goodsExpiring', inForce, now);
    return noteReminded(redemption);
  }
  const ending = { state: 'expired', by: null, reason: EXPIRED } as const;
  const done = await endReservation(redemption._id, ending, now);
  if (done?.redemption.state !== 'expired') return false;
  await tellOwner(done.redemption, 'goodsExpired', inForce, now);
  return true;
}

async function seeShelf(shelf: Shelf, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  if (shelf.isLow) await tellLow(shelf, inForce, now);
  return shelf.withdrawn ? giveAllBack(shelf, inForce, now) : settleShelf(shelf);
}

/** How long an instance waits at most before it looks again: reservations end by the day. */
const EVERY = HOUR;

/** Makes the part of the minute timer that looks after the shop. @param clock - the running time */
export function createShopSweep(clock: () => Millis): (now: Millis) => Promise<number> {
  const redemptions = createLook(
    { every: EVERY, next: nextRedemptions, settle: oneByOne('shop.redemptions', seeRedemption) },
    clock,
  );
  const shelves = createLook(
    { every: EVERY, next: nextShelves, settle: oneByOne('shop.shelf', seeShelf) },
    clock,
  );
  return async (now) => (await redemptions(now)) + (await shelves(now));
}
