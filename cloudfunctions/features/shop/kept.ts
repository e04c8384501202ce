/** What the shop keeps about a person, and the end of what the counter leaves behind. */
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { keptDays } from '../../config/retention';
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { redemptionsOf, removeTries } from './store';

/** One database call. */
export async function keptRedemptions(personId: string): Promise<Kept> {
  const found = await redemptionsOf(personId, null, LOOKED_AT);
  const items = found.map(({ at, reward, points }) => ({ at, text: `${reward.name} ${points} 分` }));
  return keptOf('redemptions', items, found.length === LOOKED_AT);
}

/** Deletes counts of tries that are over. At most two database calls. @returns how many were found */
export const retireCodeTries = (now: Millis, limit: number): Promise<number> =>
  removeTries(now - keptDays('attempts') * DAY, limit);
