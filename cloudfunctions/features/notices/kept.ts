/** What the inbox keeps about a person, and its end. */
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { keptDays } from '../../config/retention';
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { deliveries, type DeliveryStore } from './store';

/** Messages to somebody under any of their ids. One database call. */
export async function keptMessages(ids: readonly string[], store: DeliveryStore = deliveries): Promise<Kept> {
  const rows = await store.newest(ids, LOOKED_AT);
  const items = rows.map(({ at, title }) => ({ at, text: title }));
  return keptOf('messages', items, rows.length === LOOKED_AT);
}

/** Deletes messages that are over. At most two database calls. @returns how many were found */
export const retireMessages = (
  now: Millis,
  limit: number,
  store: DeliveryStore = deliveries,
): Promise<number> => store.removeBefore(now - keptDays('messages') * DAY, limit);
