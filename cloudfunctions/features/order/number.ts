/** Numbers of what is no order, from the counters of the day. */
import type { Millis } from '../../../typings/domain';
import { dayStamp } from '../../../miniprogram/shared/time';
import { placeAmong } from './counters';

/**
 * `DH-yyyymmdd-nnn`, wider when needed. Asked again on the same day for the same ticket it is the same.
 * @param id - of the ticket
 */
export async function permitNumber(id: string, now: Millis): Promise<string> {
  const day = dayStamp(now);
  return `DH-${day}-${String(await placeAmong(`DH-${day}`, id)).padStart(3, '0')}`;
}
