/** The only file that knows the collection `deliveries`: inbox rows that are delivery records as well. */
import type { Delivery, Millis } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { purge } from '../../platform/purge';
import { _, collection, type Collection } from '../../platform/sdk';

/** What became of a row by the channels that ring. */
export type Channels = Delivery['channels'];

/** A subscription message that WeChat took or refused. */
export interface Answered {
  to: string;
  at: Millis;
  notice: string;
  isRefused: boolean;
}

/** Every method is one database call. */
export interface DeliveryStore {
  get(id: string): Promise<Delivery | null>;
  /** @returns `exists` when this message was recorded before; nothing is written then */
  add(row: Delivery): Promise<'added' | 'exists'>;
  /**
   * Records a later result, and the digest that the message now waits for, if any.
   * @returns false when the message had been delivered before: that stands
   */
  settle(id: string, channels: Channels, digestAt?: Millis): Promise<boolean>;
  /** Rows of a person after a cursor, newest first. */
  page(personId: string, cursor: Cursor | null, limit: number): Promise<Delivery[]>;
  /** Marks unread rows of a person. @returns how many became read */
  markRead(personId: string, ids: readonly string[], now: Millis): Promise<number>;
  /** What became of people's subscription messages of these notices after `from` and not after `to`; failures left out. */
  answeredBetween(
    people: readonly string[],
    notices: readonly string[],
    from: Millis,
    to: Millis,
  ): Promise<Answered[]>;
  /** Rows that wait for a digest that is due, the longest first. */
  due(now: Millis, limit: number): Promise<Delivery[]>;
  /** What became of those rows once their digest went out; those that went out otherwise are passed over. */
  release(ids: readonly string[], now: Millis, result: Channels['result']): Promise<number>;
  /** Lets rows wait for a later digest. */
  postpone(ids: readonly string[], now: Millis, until: Millis): Promise<number>;
  /** What was sent to somebody under any of their ids, newest first: titles and times only. */
  newest(ids: readonly string[], limit: number): Promise<Pick<Delivery, 'at' | 'title'>[]>;
  /** Deletes rows that are older, oldest first; two calls when there are any. @returns how many were found */
  removeBefore(before: Millis, limit: number): Promise<number>;
  /** Person → how many messages rang since then; those at whom none did are left out. */
  rungSince(from: Millis): Promise<Map<string, number>>;
}

/** Nobody collects more acceptances than this between two counts. */
const MOST_ANSWERED = 1000;

/** More than rings in one turn in a plant of a thousand. */
const MOST_RUNG = 1000;

/** @param rows - the collection, or a stand-in for it */
export function deliveryStore(
  rows: Collection<Delivery> = collection<Delivery>('deliveries'),
): DeliveryStore {
  const waiting = (ids: readonly string[], now: Millis) => ({ _id: _.in([...ids]), digestAt: _.lte(now) });
  return {
    get: (id) => rows.get(id),
    add: (row) => rows.add(row),
    settle: (id, channels, digestAt) =>
      rows.updateIf(
        { _id: id, 'channels.result': _.neq('delivered') },
        { channels, ...(digestAt === undefined ? {} : { digestAt }) },
      ),
    page: (personId, cursor, limit) =>
      rows.find(after({ to: personId }, cursor), {
        orderBy: [
          ['at', 'desc'],
          ['_id', 'desc'],
        ],
        limit,
        omit: ['channels'],
      }),
    markRead: (personId, ids, now) =>
      rows.updateAll({ _id: _.in([...new Set(ids)]), to: personId, readAt: null }, { readAt: now }),
    async answeredBetween(people, notices, from, to) {
      const found = await rows.find(
        {
          to: people.length === 1 ? people[0] : _.in([...people]),
          at: _.and([_.gt(from), _.lte(to)]),
          notice: _.in([...notices]),
          'channels.tried.subscription.result': _.in(['delivered', 'refused']),
        },
        { orderBy: [['at', 'desc']], limit: MOST_ANSWERED, omit: ['title', 'lines'] },
      );
      return found.map(({ to: person, at, notice, channels }) => ({
        to: person,
        at,
        notice,
        isRefused: channels.tried.subscription?.result === 'refused',
      }));
    },
    due: (now, limit) =>
      rows.find({ digestAt: _.lte(now) }, { orderBy: [['digestAt', 'asc']], limit, omit: ['lines'] }),
    release: (ids, now, result) =>
      rows.updateAll(waiting(ids, now), { digestAt: null, 'channels.result': result }),
    postpone: (ids, now, until) => rows.updateAll(waiting(ids, now), { digestAt: until }),
    newest: (ids, limit) =>
      rows.find({ to: _.in([...ids]) }, { orderBy: [['at', 'desc']], limit, pick: ['at', 'title'] }),
    removeBefore: (before, limit) => purge(rows, { at: _.lt(before) }, 'at', limit),
    async rungSince(from) {
      const found = await rows.find(
        { at: _.gte(from), 'channels.result': 'delivered', 'channels.attempts': _.gt(0) },
        { orderBy: [['at', 'desc']], limit: MOST_RUNG, pick: ['to'] },
      );
      const counts = new Map<string, number>();
      for (const { to } of found) counts.set(to, (counts.get(to) ?? 0) + 1);
      return counts;
    },
  };
}

export const deliveries = deliveryStore();
