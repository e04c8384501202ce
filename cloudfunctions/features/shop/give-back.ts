/** Giving back what was reserved: points, stock and the redemption change together or not at all, once. */
import type { Millis } from '../../../typings/domain';
import type { Redemption } from '../../../typings/goods';
import { ended, gaveBack, type Ending } from '../../engine/shop';
import { giveBack } from '../points/till';
import { atomically, type Atomically } from './atomically';
import { keepRedemption, keepShelf, redemptionIn, shelfIn } from './store';

/** What is read on the page of points. */
const REASONS: Record<Ending['state'], (name: string) => string> = {
  cancelled: (name) => `不要${name}了，积分退回`,
  expired: (name) => `${name}过了领取时间，积分退回`,
  withdrawn: (name) => `${name}下架了，积分退回`,
};

/**
 * Ends a reservation without the goods; one that ended before stays as it is.
 * @param check - throws for whoever may not, or when it is not time; of the redemption as the transaction reads it
 * @returns the redemption as it is then, and whether this call ended it; null when there is none
 */
export const endReservation = (
  id: string,
  ending: Ending,
  now: Millis,
  check: (redemption: Redemption) => void = () => undefined,
  run: Atomically = atomically,
): Promise<{ redemption: Redemption; isEnded: boolean } | null> =>
  run(async (transaction) => {
    const redemption = await redemptionIn(transaction, id);
    if (redemption === null) return null;
    check(redemption);
    if (redemption.state !== 'reserved') return { redemption, isEnded: false };
    const { person, reward, at } = redemption;
    const shelf = await shelfIn(transaction, reward.id);
    if (shelf === null) throw new Error(`the shelf of ${reward.id} is gone`);
    const reason = REASONS[ending.state](reward.name);
    const spent = redemption.entry;
    const returned = await giveBack(transaction, { id: `return:${id}`, spent, reason, at: now });
    if (returned !== 'returned') throw new Error(`redemption ${id} cannot be given back: ${returned}`);
    const next = ended(redemption, ending, now);
    await keepRedemption(transaction, next);
    await keepShelf(transaction, gaveBack(shelf, person.id, at));
    return { redemption: next, isEnded: true };
  });
