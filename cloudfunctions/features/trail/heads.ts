/** The daily head: what every trail ended in that day, signed and told outside the database, so that a cut trail shows. */
import type { Order } from '../../../typings/domain';
import { DAY, dayStamp, startOfDay } from '../../../miniprogram/shared/time';
import { canonical, keyed, sameHash } from '../../platform/canonical';
import * as log from '../../platform/log';
import { getHead, putHead, type Head } from './store';

/** Reads the orders acted upon in a span, by id, a page at a time. */
export type ReadActed = (from: number, to: number, afterId: string, limit: number) => Promise<Order[]>;

const PAGE = 100;

const sign = (head: Omit<Head, '_id' | 'mac'>): string => keyed('head', canonical(head));

/** Whether a head reads as it was written. */
export function headIsSound({ day, at, ends, previous, mac }: Head): boolean {
  return sameHash(sign({ day, at, ends, previous }), mac);
}

/**
 * Writes the head of the day before `now`, once; a second run changes nothing.
 * @returns whether a head was written
 */
export async function writeHead(now: number, read: ReadActed): Promise<boolean> {
  const to = startOfDay(now);
  const from = to - DAY;
  const day = dayStamp(from);
  if ((await getHead(day)) !== null) return false;
  const ends: Head['ends'] = [];
  let after = '';
  for (;;) {
    // Orders acted upon again since have moved on: their trail still holds the entry that ended the day.
    const page = await read(from, now + DAY, after, PAGE);
    for (const order of page) {
      const last = order.trail.findLast(({ at }) => at < to);
      if (last !== undefined && last.at >= from) ends.push({ id: order._id, seq: last.seq, mac: last.mac });
    }
    const next = page.at(-1)?._id;
    if (next === undefined || page.length < PAGE) break;
    after = next;
  }
  const previous = await getHead(dayStamp(from - DAY));
  const head = { day, at: now, ends, previous: previous?.mac ?? '' };
  const mac = sign(head);
  await putHead({ _id: day, ...head, mac });
  // The function log is kept apart from the database: whoever rewrites one has not rewritten the other.
  log.info({ event: 'trail.head', day, orders: ends.length, mac });
  return true;
}
