/** The only file that knows the collection `deliveries`: inbox rows that are delivery records as well. */
import type { Delivery, Millis } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection, type Collection } from '../../platform/sdk';

/** What became of the subscription message of a row. */
export type Channels = Delivery['channels'];

/** A subscription message that WeChat took or refused. */
export interface Answered {
  notice: string;
  isRefused: boolean;
}

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
  /** What became of a person's subscription messages of these notices after `from` and not after `to`; failures left out. */
  answeredBetween(
    personId: string,
    notices: readonly string[],
    from: Millis,
    to: Millis,
  ): Promise<Answered[]>;
}

/** Nobody collects more acceptances than this between two counts. */
const MOST_ANSWERED = 1000;

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
    async answeredBetween(personId, notices, from, to) {
      const found = await rows.find(
        {
          to: personId,
          at: _.and([_.gt(from), _.lte(to)]),
          notice: _.in([...notices]),
          'channels.subscription': _.in(['delivered', 'refused']),
        },
        { orderBy: [['at', 'desc']], limit: MOST_ANSWERED, omit: ['title', 'lines'] },
      );
      return found.map(({ notice, channels }) => ({
        notice,
        isRefused: channels.subscription === 'refused',
      }));
    },
  };
}

export const deliveries = deliveryStore();
