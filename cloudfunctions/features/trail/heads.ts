/** The daily head: what every trail ended in that day, signed and told outside the database, so that a cut trail shows. */
import type { Order } from '../../../typings/domain';
import { DAY, dayStamp, startOfDay } from '../../../miniprogram/shared/time';
import { canonical, keyed, sameHash } from '../../platform/canonical';
import * as log from '../../platform/log';
import { getHead, putHead, type End, type Head } from './store';

/** Whatever has a trail. */
export type Trailed = Pick<Order, '_id' | 'trail'>;

/** Reads what was acted upon since then, by id, a page at a time; more than that does no harm. */
export type ReadActed = (from: number, afterId: string, limit: number) => Promise<Trailed[]>;

const PAGE = 100;

const sign = (head: Omit<Head, '_id' | 'mac'>): string => keyed('head', canonical(head));

/** Whether a head reads as it was written. */
export function headIsSound({ _id, mac, ...head }: Head): boolean {
  return head.day === _id && sameHash(sign(head), mac);
}

/** What the trails ended in from `from` to before `to`. They may have gone on since: they still hold the entry of then. */
async function endsOf(read: ReadActed, from: number, to: number): Promise<End[]> {
  const ends: End[] = [];
  let after = '';
  for (;;) {
    const page = await read(from, after, PAGE);
    for (const { _id: id, trail } of page) {
      const last = trail.findLast(({ at }) => at < to);
      if (last !== undefined && last.at >= from) ends.push({ id, seq: last.seq, mac: last.mac });
    }
    const next = page.at(-1)?._id;
    if (next === undefined || page.length < PAGE) return ends;
    after = next;
  }
}

/**
 * Writes the head of the day before `now`, once; a second run changes nothing.
 * @returns whether a head was written
 */
export async function writeHead(
  now: number,
  read: { orders: ReadActed; permits: ReadActed },
): Promise<boolean> {
  const to = startOfDay(now);
  const from = to - DAY;
  const day = dayStamp(from);
  if ((await getHead(day)) !== null) return false;
  const ends = await endsOf(read.orders, from, to);
  const permits = await endsOf(read.permits, from, to);
  const previous = await getHead(dayStamp(from - DAY));
  const head = { day, at: now, ends, permits, previous: previous?.mac ?? '' };
  const mac = sign(head);
  await putHead({ _id: day, ...head, mac });
  // The function log is kept apart from the database: whoever rewrites one has not rewritten the other.
  log.info({ event: 'trail.head', day, orders: ends.length, permits: permits.length, mac });
  return true;
}
