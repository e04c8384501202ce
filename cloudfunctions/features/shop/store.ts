/** The only file that knows the collections `shelf`, `redemptions`, `shelfEntries` and `counterTries`. */
import type { Millis } from '../../../typings/domain';
import type { CounterTries, Redemption, Reward, Shelf, ShelfRecord } from '../../../typings/goods';
import { HOUR } from '../../../miniprogram/shared/time';
import { after, type Cursor } from '../../platform/cursor';
import { purge } from '../../platform/purge';
import { _, collection, type AddingTransaction, type Transaction } from '../../platform/sdk';

const SHELF = 'shelf';
const REDEMPTIONS = 'redemptions';
const ENTRIES = 'shelfEntries';

const shelves = collection<Shelf>(SHELF);
const redemptions = collection<Redemption>(REDEMPTIONS);
const entries = collection<ShelfRecord>(ENTRIES);
const tries = collection<CounterTries>('counterTries');

/** More things than any plant has in its shop. */
const MOST_SHELVES = 1_000;

const NEWEST: [string, 'desc'][] = [
  ['at', 'desc'],
  ['_id', 'desc'],
];

export const getShelf = (rewardId: string): Promise<Shelf | null> => shelves.get(rewardId);

/** All shelves as one person may see them: of who had what, their own share alone. */
export const shelvesFor = (personId: string): Promise<Shelf[]> =>
  shelves.find(
    {},
    {
      limit: MOST_SHELVES,
      pick: ['reward', 'stock', 'reserved', 'withdrawn', 'month', `had.${personId}`],
    },
  );

/** All shelves without who had what. */
export const allShelves = (): Promise<Shelf[]> => shelves.find({}, { limit: MOST_SHELVES, omit: ['had'] });

/** Shelves that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextShelves = (past: Millis, limit: number): Promise<Shelf[]> =>
  shelves.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit, omit: ['had'] });

/** What was due is done. @returns false when something fell due since, or a withdrawn one still has something reserved */
export const settleShelf = ({ _id, nextDueAt, withdrawn }: Shelf): Promise<boolean> =>
  shelves.updateIf(withdrawn ? { _id, nextDueAt, withdrawn, reserved: 0 } : { _id, nextDueAt, withdrawn }, {
    nextDueAt: null,
  });

export const shelfIn = async (transaction: Transaction, rewardId: string): Promise<Shelf | null> =>
  (await transaction.get(SHELF, rewardId)) as Shelf | null;

/**
 * Counts one more reserved of a thing, and for a person in a month, without reading the shelf first; where a month has begun
 * meanwhile, in that. One call; two for the first of a month. The caller judges what it has become.
 * @param month - `yyyy-mm`
 * @returns the shelf as it is then; null where there is none
 */
export async function reserveOne(
  transaction: AddingTransaction,
  { id, name, icon, unit }: Reward,
  personId: string,
  month: string,
): Promise<Shelf | null> {
  const more = { reserved: _.inc(1), reward: { id, name, icon, unit } };
  const sameMonth = { ...more, [`had.${personId}`]: _.inc(1) };
  const newMonth = { ...more, month, had: { [personId]: 1 } };
  const shelf =
    (await transaction.change(SHELF, id, sameMonth, { month: _.gte(month) })) ??
    (await transaction.change(SHELF, id, newMonth, { month: _.lt(month) }));
  return shelf as Shelf | null;
}

export const keepShelf = (transaction: Transaction, shelf: Shelf): Promise<void> =>
  transaction.put(SHELF, shelf);

export const getRedemption = (id: string): Promise<Redemption | null> => redemptions.get(id);

export const redemptionIn = async (transaction: Transaction, id: string): Promise<Redemption | null> =>
  (await transaction.get(REDEMPTIONS, id)) as Redemption | null;

/** @throws Taken when this intent stands, or a reserved redemption has this code */
export const addRedemption = (transaction: AddingTransaction, redemption: Redemption): Promise<void> =>
  transaction.add(REDEMPTIONS, redemption);

export const keepRedemption = (transaction: Transaction, redemption: Redemption): Promise<void> =>
  transaction.put(REDEMPTIONS, redemption);

/** The latest redemptions with these digits: at most one is reserved. */
export const redemptionsByCode = (codeHash: string, limit: number): Promise<Redemption[]> =>
  redemptions.find({ codeHash }, { orderBy: [['at', 'desc']], limit });

/** Redemptions of a person after a cursor, newest first. */
export const redemptionsOf = (
  personId: string,
  cursor: Cursor | null,
  limit: number,
): Promise<Redemption[]> =>
  redemptions.find(after({ 'person.id': personId }, cursor), { orderBy: NEWEST, limit });

/** The most the database answers at once. */
const PAGE = 1_000;

/** What redemptions of a person since then took off the account, newest first. One database call per started thousand. */
export async function redemptionsSince(
  personId: string,
  from: Millis,
): Promise<Pick<Redemption, '_id' | 'at' | 'entry'>[]> {
  const all: Pick<Redemption, '_id' | 'at' | 'entry'>[] = [];
  for (;;) {
    const last = all.at(-1);
    const rest = after({ 'person.id': personId }, last === undefined ? null : { at: last.at, id: last._id });
    const options = { orderBy: NEWEST, limit: PAGE, pick: ['at', 'entry'] };
    const page = await redemptions.find(_.and([rest, { at: _.gte(from) }]), options);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Reserved redemptions of a reward. */
export const reservedOf = (rewardId: string, limit: number): Promise<Redemption[]> =>
  redemptions.find({ 'reward.id': rewardId, state: 'reserved' }, { orderBy: [['_id', 'asc']], limit });

/** Redemptions that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextRedemptions = (past: Millis, limit: number): Promise<Redemption[]> =>
  redemptions.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Bookkeeping of the clock beside the state. */
export const noteReminded = ({ _id, rev, expiresAt }: Redemption): Promise<boolean> =>
  redemptions.updateIf({ _id, rev, state: 'reserved' }, { reminded: true, nextDueAt: expiresAt });

export const getEntry = (id: string): Promise<ShelfRecord | null> => entries.get(id);

/** @throws Taken when this intent stands */
export const addEntry = (transaction: AddingTransaction, entry: ShelfRecord): Promise<void> =>
  transaction.add(ENTRIES, entry);

/** What happened on the shelf after a cursor, newest first. */
export const entriesAfter = (cursor: Cursor | null, limit: number): Promise<ShelfRecord[]> =>
  entries.find(after({}, cursor), { orderBy: NEWEST, limit });

/** Counts one try, before it is known to be right. At most three calls. @returns tries in the running hour */
export async function takeTry(personId: string, now: Millis): Promise<number> {
  const count = () => tries.updateAndReturn(personId, { tries: _.inc(1) });
  let counted = await count();
  if (counted === null) {
    if ((await tries.add({ _id: personId, tries: 1, windowStart: now })) === 'added') return 1;
    counted = await count();
  }
  if (counted === null) throw new Error('the tries of a storekeeper vanished');
  const { windowStart } = counted;
  if (now - windowStart < HOUR) return counted.tries;
  // A new hour begins for exactly one of several tries at once; the others have counted into the old one.
  if (await tries.updateIf({ _id: personId, windowStart }, { tries: 1, windowStart: now })) return 1;
  return (await count())?.tries ?? counted.tries;
}

/** A right try does not count. */
export async function giveBackTry(personId: string): Promise<void> {
  await tries.updateIf({ _id: personId, tries: _.gt(0) }, { tries: _.inc(-1) });
}

/** Deletes the counts of tries that began before then; two calls when there are any. @returns how many were found */
export const removeTries = (before: Millis, limit: number): Promise<number> =>
  purge(tries, { windowStart: _.lt(before) }, 'windowStart', limit);
