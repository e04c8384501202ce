/** The arithmetic of one account: what an entry does to balance, years, caps and months. Pure; every booking goes through here. */
import type { AccountBook, BookLine, EntryKind, LedgerEntry, MonthSums } from '../../../typings/account';
import type { Caps } from '../../../typings/rewards';
import type { Millis } from '../../../typings/domain';
import { isoDay } from '../../../miniprogram/shared/time';
import { isoMonth, yearOf } from './months';

/** Entries a page of the ledger. */
export const LEDGER_PAGE = 20;

/** Entries that an account keeps: a page, and one more that tells whether there are others. */
export const RECENT = LEDGER_PAGE + 1;

/** Days and months that an account keeps. An award that comes late counts for the day on which it is booked. */
const DAYS = 3;
const MONTHS = 13;

/** Balance and book of one account. */
export interface Standing {
  balance: number;
  book: AccountBook;
}

/** The book of an account of which nothing was booked. */
export const emptyBook = (): AccountBook => ({ recent: [], lots: {}, days: {}, months: {} });

/**
 * An account that an older version kept: its balance counts as earned this year, and what it is made of lies in the ledger
 * alone.
 */
export const takenOver = (balance: number, at: Millis): Standing => ({
  balance,
  book: { ...emptyBook(), partial: true, lots: balance > 0 ? { [yearOf(at)]: balance } : {} },
});

/** Of what kind an entry is; old ones do not say. */
export const kindOf = ({ kind, points }: Pick<LedgerEntry, 'kind' | 'points'>): EntryKind =>
  kind ?? (points < 0 ? 'clawback' : 'award');

/** What the caps counted of an entry. */
export const countedOf = (entry: Pick<LedgerEntry, 'kind' | 'points' | 'counted'>): number =>
  entry.counted ?? (entry.kind === undefined ? entry.points : 0);

/** Newest first; entries of one instant by their ids, as pages of the ledger are. */
const newestFirst = (a: BookLine, b: BookLine): number =>
  b.at - a.at || (a._id < b._id ? 1 : a._id > b._id ? -1 : 0);

/** The entries with the greatest keys; keys of one kind sort as text. */
function newestKeys<T>(map: Record<string, T>, most: number): Record<string, T> {
  const keys = Object.keys(map);
  if (keys.length <= most) return map;
  return Object.fromEntries(
    keys
      .sort()
      .slice(-most)
      .map((key) => [key, map[key] as T]),
  );
}

/** A map without what is used up. */
const left = (lots: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(lots).filter(([, points]) => points > 0));

/** Points that come in pay a debt first; what is more goes to a year. */
function credited({ balance, book }: Standing, points: number, year: string): Record<string, number> {
  const more = points - Math.min(points, Math.max(0, -balance));
  return left({ ...book.lots, [year]: (book.lots[year] ?? 0) + more });
}

/**
 * Takes points from the oldest year first; what is not there becomes a debt.
 * @param first - the year from which they are taken before any other
 */
export function debited(
  lots: Record<string, number>,
  points: number,
  first?: string,
): { lots: Record<string, number>; from: Record<string, number> } {
  const years = Object.keys(lots).sort(
    (a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1),
  );
  const rest = { ...lots };
  const from: Record<string, number> = {};
  let owed = points;
  for (const year of years) {
    const taken = Math.min(owed, lots[year] ?? 0);
    if (taken === 0) continue;
    from[year] = taken;
    rest[year] = (lots[year] ?? 0) - taken;
    owed -= taken;
  }
  return { lots: left(rest), from };
}

/** Brings an account's book up to date with what was spent since: years, entries and months are as if booked one by one. */
export function settled<B extends Pick<AccountBook, 'lots' | 'months' | 'drawn'>>(book: B): Omit<B, 'drawn'> {
  const { drawn = 0, ...rest } = book;
  return { ...rest, lots: debited(book.lots, drawn).lots, months: newestKeys(book.months, MONTHS) };
}

/** The years that paid for what was spent last. @param book - with `points` in what is drawn */
export function paidFrom(
  { lots, drawn = 0 }: Pick<AccountBook, 'lots' | 'drawn'>,
  points: number,
): Record<string, number> {
  const [before, after] = [debited(lots, drawn - points).from, debited(lots, drawn).from];
  return left(
    Object.fromEntries(Object.entries(after).map(([year, taken]) => [year, taken - (before[year] ?? 0)])),
  );
}

/** How much of an award the caps of day and month leave. */
export function roomUnder({ days, months }: AccountBook, caps: Caps | undefined, at: Millis): number {
  if (caps === undefined) return Infinity;
  const day = caps.day - (days[isoDay(at)] ?? 0);
  const month = caps.month - (months[isoMonth(at)]?.counted ?? 0);
  return Math.max(0, Math.min(day, month));
}

/** Nothing came and nothing went. */
export const NO_SUMS: MonthSums = {
  earned: 0,
  takenBack: 0,
  spent: 0,
  returned: 0,
  lapsed: 0,
  counted: 0,
};

const SUM_OF: Record<EntryKind, keyof MonthSums> = {
  award: 'earned',
  grant: 'earned',
  clawback: 'takenBack',
  spend: 'spent',
  return: 'returned',
  lapse: 'lapsed',
};

/** The sums of a month with one entry more. */
export function summed(sums: MonthSums, entry: Pick<LedgerEntry, 'kind' | 'points' | 'counted'>): MonthSums {
  const what = SUM_OF[kindOf(entry)];
  return {
    ...sums,
    [what]: sums[what] + Math.abs(entry.points),
    counted: sums.counted + countedOf(entry),
  };
}

/** What all of a month did to the balance. */
export const netOf = ({ earned, takenBack, spent, returned, lapsed }: MonthSums): number =>
  earned - takenBack - spent + returned - lapsed;

/** Years of earning after an entry. */
function lotsAfter(standing: Standing, entry: LedgerEntry): Record<string, number> {
  const { lots } = standing.book;
  switch (kindOf(entry)) {
    case 'award':
    case 'grant':
      return credited(standing, entry.points, yearOf(entry.at));
    case 'return': {
      const back = Object.entries(entry.from ?? { [yearOf(entry.at)]: entry.points });
      let now = standing;
      for (const [year, points] of back)
        now = { balance: now.balance + points, book: { ...now.book, lots: credited(now, points, year) } };
      return now.book.lots;
    }
    case 'clawback':
      return debited(lots, -entry.points, Object.keys(entry.from ?? {})[0]).lots;
    case 'spend':
      return debited(lots, -entry.points).lots;
    case 'lapse':
      return left(
        Object.fromEntries(
          Object.entries(lots).map(([year, points]) => [year, points - (entry.from?.[year] ?? 0)]),
        ),
      );
  }
}

/** An account with one entry more. */
export function booked(standing: Standing, entry: LedgerEntry): Standing {
  const { balance, book } = standing;
  const { _id, points, reason, orderNumber, at } = entry;
  const [day, month] = [isoDay(at), isoMonth(at)];
  const counted = countedOf(entry);
  const recent = [...book.recent, { _id, points, reason, orderNumber, at }];
  return {
    balance: balance + points,
    book: {
      ...book,
      recent: recent.sort(newestFirst).slice(0, RECENT),
      lots: lotsAfter(standing, entry),
      days:
        counted === 0
          ? book.days
          : newestKeys({ ...book.days, [day]: (book.days[day] ?? 0) + counted }, DAYS),
      months: newestKeys({ ...book.months, [month]: summed(book.months[month] ?? NO_SUMS, entry) }, MONTHS),
    },
  };
}

/** What is left of these years and all before them. */
export const upTo = (lots: Record<string, number>, year: string): Record<string, number> =>
  Object.fromEntries(Object.entries(lots).filter(([each]) => each <= year));

/** The points of all years together. */
export const sumOf = (lots: Record<string, number>): number =>
  Object.values(lots).reduce((sum, points) => sum + points, 0);
