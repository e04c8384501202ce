/** The only file that knows the collection `trailHeads`. */
import { collection, _, type Doc } from '../../platform/sdk';

/** `trailHeads/{yyyymmdd}`: the last entry of every order acted upon that day; `previous` chains the days. */
export interface Head extends Doc {
  day: string;
  at: number;
  ends: { id: string; seq: number; mac: string }[];
  previous: string;
  mac: string;
}

const heads = collection<Head>('trailHeads');

export const getHead = (day: string): Promise<Head | null> => heads.get(day);
export const putHead = (head: Head): Promise<void> => heads.put(head);

/** All heads after a day, oldest first. */
export const headsAfter = (day: string, limit: number): Promise<Head[]> =>
  heads.find({ _id: _.gt(day) }, { orderBy: [['_id', 'asc']], limit });
