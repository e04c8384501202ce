/** The only file that knows the collection `deliveries`: inbox rows that are delivery records as well. */
import type { Delivery, Millis } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection, type Collection } from '../../platform/sdk';

/** What became of the subscription message of a row. */
export type Channels = Delivery['channels'];

/** Every method is one database call. */
export interface DeliveryStore {
  get(id: string): Promise<Delivery | null>;
  /** @returns `exists` when this message was recorded before; nothing is written then */
  add(row: Delivery): Promise<'added' | 'exists'>;
  /** Records a later result. @returns false when the message had been delivered before: that stands */
  settle(id: string, channels: Channels): Promise<boolean>;
  /** Rows of a person after a cursor, newest first. */
  page(personId: string, cursor: Cursor | null, limit: number): Promise<Delivery[]>;
  /** Marks unread rows of a person. @returns how many became read */
  markRead(personId: string, ids: readonly string[], now: Millis): Promise<number>;
  /** Which notices reached a person by subscription message after `from` and not after `to`: one id per message. */
  spentBetween(personId: string, from: Millis, to: Millis): Promise<string[]>;
}

/** Nobody collects more acceptances than this between two counts. */
const MOST_SPENT = 1000;

/** @param rows - the collection, or a stand-in for it */
export function deliveryStore(
  rows: Collection<Delivery> = collection<Delivery>('deliveries'),
): DeliveryStore {
  return {
    get: (id) => rows.get(id),
    add: (row) => rows.add(row),
    settle: (id, channels) =>
      rows.updateIf({ _id: id, 'channels.subscription': _.neq('delivered') }, { channels }),
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
    async spentBetween(personId, from, to) {
      const found = await rows.find(
        { to: personId, at: _.and([_.gt(from), _.lte(to)]), 'channels.subscription': 'delivered' },
        { limit: MOST_SPENT, omit: ['title', 'lines'] },
      );
      return found.map(({ notice }) => notice);
    },
  };
}

export const deliveries = deliveryStore();
