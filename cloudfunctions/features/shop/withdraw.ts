/** Gives back what was reserved of a thing that was taken off the shelf, one by one, and tells the people. */
import type { Millis } from '../../../typings/domain';
import type { Shelf } from '../../../typings/goods';
import { now as runningTime } from '../../platform/clock';
import { attempt } from '../../platform/look';
import type { Plant } from '../plant/current';
import { endReservation } from './give-back';
import { tellOwner } from './notices';
import { reservedOf, settleShelf } from './store';

/** How long (ms) one invocation gives back; the timer does the rest. */
const TIME_BUDGET = 4_000;

const BATCH = 50;

/** What its owner reads. */
const REASON = '库管把这样东西下架了';

/** @returns whether nothing of it is reserved any more; a failure leaves the rest to the timer */
export async function giveAllBack(shelf: Shelf, inForce: Plant, now: Millis): Promise<boolean> {
  const { _id: reward } = shelf;
  const started = runningTime();
  return attempt('shop.withdraw', { reward }, async () => {
    for (;;) {
      const reserved = await reservedOf(reward, BATCH);
      for (const { _id: redemption } of reserved) {
        if (runningTime() - started > TIME_BUDGET) return false;
        const done = await endReservation(redemption, { state: 'withdrawn', by: null, reason: REASON }, now);
        if (done?.redemption.state !== 'withdrawn') continue;
        await attempt('shop.told', { redemption }, async () => {
          await tellOwner(done.redemption, 'goodsWithdrawn', inForce, now);
          return true;
        });
      }
      if (reserved.length < BATCH) return settleShelf({ ...shelf, nextDueAt: shelf.nextDueAt });
    }
  });
}
