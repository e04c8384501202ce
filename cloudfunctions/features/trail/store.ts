/** The only file that knows the collection `trailHeads`. */
import { collection, _, type Doc } from '../../platform/sdk';

/** The last entry of a trail on a day. */
export interface End {
  id: string;
  seq: number;
  mac: string;
}

/** `trailHeads/{yyyymmdd}`: the last entry of everything acted upon that day; `previous` chains the days. */
export interface Head extends Doc {
  day: string;
  at: number;
  /** Of orders. */
  ends: End[];
  /** Of hot-work tickets; missing in heads from before they were in them. */
  permits?: End[];
  previous: string;
  mac: string;
}

const heads = collection<Head>('trailHeads');

export const getHead = (day: string): Promise<Head | null> => heads.get(day);
export const putHead = (head: Head): Promise<void> => heads.put(head);

/** All heads after a day, oldest first. */
export const headsAfter = (day: string, limit: number): Promise<Head[]> =>
  heads.find({ _id: _.gt(day) }, { orderBy: [['_id', 'asc']], limit });
