/** The only file that knows the collections `facts` and `days`. */
import type { Millis } from '../../../typings/domain';
import type { Cell, Day, Fact } from '../../../typings/insight';
import { _, collection, type FindOptions } from '../../platform/sdk';

const facts = collection<Fact>('facts');
const days = collection<Day>('days');

/** The most the database answers at once. */
const PAGE = 1_000;

/** Days of one read, at most: a month and the 90 days before it. */
const SPAN = 125;

/** Reads page by page, by the id. */
async function allOf(where: object, first: string): Promise<Fact[]> {
  const found: Fact[] = [];
  for (;;) {
    const page = await facts.find(_.and([where, { _id: _.gt(found.at(-1)?._id ?? first) }]), {
      orderBy: [['_id', 'asc']],
      limit: PAGE,
    });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

export const factId = (day: string, of: string): string => `${day}:${of}`;

/** The day of a fact. */
export const dayOf = (id: string): string => id.slice(0, 'yyyy-mm-dd'.length);

/** All facts of some documents, emptied ones too: one database call per started thousand. @param ofs - `{kind}:{id}` */
export const factsOf = (ofs: readonly string[]): Promise<Fact[]> => allOf({ of: _.in([...ofs]) }, '');

/** All facts of a day, by their id: one database call per started thousand. The id begins with the day and needs no index. */
export const factsOn = (day: string): Promise<Fact[]> => allOf({ _id: _.lt(`${day};`) }, `${day}:`);

/** All facts, by their id. */
export const factsAfter = (id: string, limit: number): Promise<Fact[]> =>
  facts.find({ _id: _.gt(id) }, { orderBy: [['_id', 'asc']], limit });

/**
 * Writes a fact unless it was made of a newer document.
 * @param isKnown - whether it was there a moment ago: then one database call does
 */
export async function writeFact({ _id, ...fact }: Fact, isKnown: boolean): Promise<void> {
  const update = (): Promise<boolean> => facts.updateIf({ _id, rev: _.lte(fact.rev) }, fact);
  if (isKnown && (await update())) return;
  if ((await facts.add({ _id, ...fact })) === 'exists' && !isKnown) await update();
}

/** Facts that were emptied before then, the oldest first. */
export const factsEmptied = (before: Millis, limit: number): Promise<Fact[]> =>
  facts.find({ emptiedAt: _.and([_.gt(0), _.lt(before)]) }, { orderBy: [['emptiedAt', 'asc']], limit });

/** Removes a fact that is still empty. */
export const removeFact = ({ _id, rev }: Fact): Promise<number> => facts.removeAll({ _id, rev });

/** Says that a day is to be made anew from its facts. One database call, two for a day that is new. */
export async function markDay(day: string, now: Millis): Promise<void> {
  const mark = (): Promise<boolean> => days.updateIf({ _id: day }, { rev: _.inc(1), dueAt: now });
  if (await mark()) return;
  const fresh: Day = { _id: day, rev: 1, dueAt: now, countedAt: null, cells: [], names: {}, apart: [] };
  if ((await days.add(fresh)) === 'exists') await mark();
}

/** Says so of every day. */
export const markAllDays = (now: Millis): Promise<number> =>
  days.updateAll({}, { rev: _.inc(1), dueAt: now });

/** A day that is to be made anew. */
export interface DueDay extends Pick<Day, '_id' | 'rev'> {
  /** Since when. */
  nextDueAt: Millis | null;
}

/** Days that are to be made anew since after `past`, those that wait longest first. */
export async function daysDue(past: Millis, limit: number): Promise<DueDay[]> {
  const found = await days.find(
    { dueAt: _.gt(past) },
    { orderBy: [['dueAt', 'asc']], limit, pick: ['rev', 'dueAt'] },
  );
  return found.map(({ _id, rev, dueAt }) => ({ _id, rev, nextDueAt: dueAt }));
}

/** Replaces the numbers of a day. @returns false when it was marked meanwhile: then it is made once more */
export const writeDay = (
  { _id, rev }: Pick<Day, '_id' | 'rev'>,
  { cells, names, apart }: Pick<Day, 'cells' | 'names' | 'apart'>,
  now: Millis,
): Promise<boolean> => days.updateIf({ _id, rev }, { cells, names, apart, dueAt: null, countedAt: now });

/** A day without what is read on its own. */
export type DayRow = Omit<Day, 'apart'>;

const within = (from: string, to: string): object => ({ _id: _.and([_.gte(from), _.lte(to)]) });

/** Days, both included, the earliest first; those on which nothing happened are not there. One database call. */
export const daysBetween = (from: string, to: string): Promise<DayRow[]> =>
  days.find(within(from, to), { orderBy: [['_id', 'asc']], limit: SPAN, omit: ['apart'] });

/** What of days is read on its own. One database call; a day from before it was kept has none. */
export async function apartBetween(from: string, to: string): Promise<Pick<Day, '_id' | 'apart'>[]> {
  const read = { orderBy: [['_id', 'asc']], limit: SPAN, pick: ['apart'] } satisfies FindOptions;
  const found: { _id: string; apart?: Cell[] }[] = await days.find(within(from, to), read);
  return found.map(({ _id, apart = [] }) => ({ _id, apart }));
}
