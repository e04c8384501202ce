/** The hours that count for deadlines: shifts of the roster on working days, with Chinese holidays and 调休. */
import year2024 from 'chinese-days/dist/years/2024.json';
import year2025 from 'chinese-days/dist/years/2025.json';
import year2026 from 'chinese-days/dist/years/2026.json';
import { DAY, MINUTE, isoDay, startOfDay, wallClock } from '../../../miniprogram/shared/time';
import type { Roster } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import type { Calendar } from '../../../typings/flow';
import { spanOf } from './shifts';

/**
 * As the State Council publishes them, each year in autumn for the next; a release of chinese-days brings a year more.
 * Its lists, not its functions: those read days in the time zone of the machine, and bring the lunar tables along.
 */
const YEARS = [year2024, year2025, year2026];
const HOLIDAYS = new Set(YEARS.flatMap(({ holidays }) => Object.keys(holidays)));
/** Weekend days that are worked instead, 调休. */
const WORKED_WEEKENDS = new Set(YEARS.flatMap(({ workdays }) => Object.keys(workdays)));

/** What a calendar needs of a roster. */
export type CountedRoster = Pick<Roster, 'shifts' | 'holidays'>;

/** The counted stretches of one day, in ms since its midnight: sorted, apart from each other. */
interface CountedDay {
  stretches: readonly { start: Millis; end: Millis }[];
  total: Millis;
}

/**
 * Builds the calendar of a roster. A shift belongs to the day on which it starts, and may reach into the next one.
 * Without a shift that counts, all time counts. A year without holiday data has working days only.
 * @param roster - `counts` of its shifts, and whose holidays stop them
 */
export function createCalendar(roster: CountedRoster): Calendar {
  if (!roster.shifts.some(({ counts }) => counts)) {
    return {
      add: (from, span) => from + Math.max(0, span),
      between: (from, to) => Math.max(0, to - from),
    };
  }
  const dayOf = createDays(roster);
  return {
    add(from, span) {
      if (span <= 0) return from;
      let midnight = startOfDay(from);
      let day = dayOf(midnight);
      let left = span + countedUntil(day, from - midnight);
      while (left > day.total) {
        left -= day.total;
        midnight += DAY;
        day = dayOf(midnight);
      }
      return midnight + reachedAt(day, left);
    },

    between(from, to) {
      if (to <= from) return 0;
      let midnight = startOfDay(from);
      let sum = -countedUntil(dayOf(midnight), from - midnight);
      for (; midnight + DAY <= to; midnight += DAY) sum += dayOf(midnight).total;
      return sum + countedUntil(dayOf(midnight), to - midnight);
    },
  };
}

/**
 * The years of a span whose holidays are not published yet, or not known to this release; their days all count.
 * @returns ascending; none when the roster has no holidays or no shift that counts
 */
export function missingYears(roster: CountedRoster, from: Millis, to: Millis): number[] {
  if (roster.holidays !== 'china' || !roster.shifts.some(({ counts }) => counts)) return [];
  const first = wallClock(from).year;
  const years = Array.from({ length: Math.max(0, wallClock(to).year - first + 1) }, (_, n) => first + n);
  return years.filter((year) => !isPublished(year));
}

/** What safety ought to know of the calendar in a span of time, e.g. 「2028 年的节假日还没有数据，先按自然日算」. */
export const calendarWarnings = (roster: CountedRoster, from: Millis, to: Millis): string[] =>
  missingYears(roster, from, to).map((year) => `${year} 年的节假日还没有数据，先按自然日算`);

/** A year is published whole, and none is without its National Day. */
const isPublished = (year: number): boolean => HOLIDAYS.has(`${year}-10-01`);

/** @param midnight - the start of a day, +08:00 */
function isChineseWorkday(midnight: Millis): boolean {
  const { year, weekday } = wallClock(midnight);
  if (!isPublished(year)) return true;
  const date = isoDay(midnight);
  return WORKED_WEEKENDS.has(date) || (weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(date));
}

/** Days (`yyyy-mm-dd`) as people have them off. */
export interface DaysOff {
  /** A public holiday, with the weekend days that belong to it. */
  isHoliday(day: string): boolean;
  /** A holiday or a weekend that is not worked instead. A year without holiday data has its weekends off. */
  isDayOff(day: string): boolean;
}

/** @param roster - whose holidays stop its shifts; with none of them no day is off */
export function createDaysOff({ holidays }: Pick<CountedRoster, 'holidays'>): DaysOff {
  if (holidays !== 'china') return { isHoliday: () => false, isDayOff: () => false };
  return {
    isHoliday: (day) => HOLIDAYS.has(day),
    isDayOff(day) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      return HOLIDAYS.has(day) || ((weekday === 0 || weekday === 6) && !WORKED_WEEKENDS.has(day));
    },
  };
}

/** A look-up of days by their midnight. There are four kinds: each of a day and the one before may be a working day. */
function createDays({ shifts, holidays }: CountedRoster): (midnight: Millis) => CountedDay {
  const isWorkday = holidays === 'china' ? isChineseWorkday : () => true;
  const spans = shifts
    .filter(({ counts }) => counts)
    .map((shift) => {
      const { start, length } = spanOf(shift);
      return { start: start * MINUTE, end: (start + length) * MINUTE };
    });
  const begun = spans.map(({ start, end }) => ({ start, end: Math.min(end, DAY) }));
  const carried = spans.filter(({ end }) => end > DAY).map(({ end }) => ({ start: 0, end: end - DAY }));
  const kinds = [[], begun, carried, [...begun, ...carried]].map(countedDay);
  const known = new Map<Millis, CountedDay>();
  return (midnight) => {
    const found = known.get(midnight);
    if (found) return found;
    const kind = (isWorkday(midnight) ? 1 : 0) + (isWorkday(midnight - DAY) ? 2 : 0);
    const day = kinds[kind] ?? countedDay([]);
    known.set(midnight, day);
    return day;
  };
}

/** Shifts that overlap count once. */
function countedDay(spans: readonly { start: Millis; end: Millis }[]): CountedDay {
  const stretches: { start: Millis; end: Millis }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return { stretches, total: stretches.reduce((sum, { start, end }) => sum + end - start, 0) };
}

/** Counted time of a day before an instant of it, both in ms. */
function countedUntil({ stretches }: CountedDay, instant: Millis): Millis {
  return stretches.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, instant) - start), 0);
}

/** The first instant of a day by which so much of its time has counted. @param counted - more than 0, at most its total */
function reachedAt({ stretches, total }: CountedDay, counted: Millis): Millis {
  let left = counted;
  for (const { start, end } of stretches) {
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  throw new RangeError(`a day of ${total} ms holds no ${counted} ms`);
}
