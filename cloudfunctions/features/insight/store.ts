/** The only file that knows the collections `facts` and `days`. */
import type { Millis } from '../../../typings/domain';
import type { Counts, Day, Fact } from '../../../typings/insight';
import { _, collection } from '../../platform/sdk';

const facts = collection<Fact>('facts');
const days = collection<Day>('days');

/** The most the database answers at once. */
const PAGE = 1_000;

/** Days of a month, at most. */
const MONTH = 31;

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
  const fresh: Day = { _id: day, rev: 1, dueAt: now, countedAt: null, cells: [], names: {} };
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
  { cells, names }: Counts,
  now: Millis,
): Promise<boolean> => days.updateIf({ _id, rev }, { cells, names, dueAt: null, countedAt: now });

/** The days of a month up to one of them, the earliest first. One database call, of at most 31 documents. */
export const daysOf = (month: string, last: string): Promise<Day[]> =>
  days.find(
    { _id: _.and([_.gte(`${month}-01`), _.lte(last < `${month}-31` ? last : `${month}-31`)]) },
    { orderBy: [['_id', 'asc']], limit: MONTH },
  );
