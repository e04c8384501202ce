/** Random deadlines equal those of an oracle that walks the calendar minute by minute. */
import { getDayDetail, getHolidaysInRange } from 'chinese-days';
import fc from 'fast-check';
import { createCalendar, type CountedRoster } from '../../cloudfunctions/features/routing/calendar';
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import starterRoster from '../../scripts/plant/roster.json';

const RUNS = process.env.TEST_LONG === '1' ? 10_000 : 300;

/** Midnight of a day, +08:00. */
const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

const FIRST = midnight('2024-01-01');
const LAST = midnight('2028-01-01');
/** The longest span below is counted within these days by the slowest of the rosters. */
const BEYOND = 120;
const DAYS = Array.from({ length: (LAST - FIRST) / DAY + BEYOND + 1 }, (_, n) => {
  const noonInUtc = new Date(FIRST + (n - 1) * DAY + 20 * HOUR);
  return { date: noonInUtc.toISOString().slice(0, 10), weekday: noonInUtc.getUTCDay() };
});
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Whether the State Council has said which days of a year are worked; years before 2024 are not looked up. */
const isPublished = (year: number): boolean =>
  year >= 2024 && getHolidaysInRange(`${year}-01-10`, `${year}-12-20`, false).length > 0;
const YEARS = [...new Set(DAYS.map(({ date }) => yearOf(date)))].filter(isPublished);

/** Working day or not, as far as the package says by name; it reads weekdays in the time zone of the machine. */
function isWorked({ date, weekday }: (typeof DAYS)[number]): boolean {
  const { name, work } = getDayDetail(date);
  const isListed = name.includes(',');
  return isListed ? work : weekday >= 1 && weekday <= 5;
}

/** By day since the one before {@link FIRST}. */
const WORKED = DAYS.map((day) => !YEARS.includes(yearOf(day.date)) || isWorked(day));

/** Days whose kind is not what their weekday says: holidays on weekdays, weekends worked. */
const ODD_DAYS = DAYS.filter(
  (day) => YEARS.includes(yearOf(day.date)) && isWorked(day) !== (day.weekday >= 1 && day.weekday <= 5),
).map(({ date }) => date);

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

type Counts = (minute: number) => boolean;

/** Says whether a minute since {@link FIRST} counts; remembers what it was asked. */
function minutesOf({ shifts, holidays }: CountedRoster): Counts {
  const counting = shifts
    .filter(({ counts }) => counts)
    .map(({ start, end }) => ({ start: minuteOf(start), end: minuteOf(end) }));
  const works = (day: number): boolean => holidays !== 'china' || WORKED[day] === true;
  const look = (minute: number): boolean => {
    if (counting.length === 0) return true;
    const today = Math.floor(minute / 1440) + 1;
    if (today >= WORKED.length) throw new Error('the walk left the days that are known');
    const clock = minute % 1440;
    return counting.some(({ start, end }) =>
      start < end
        ? clock >= start && clock < end && works(today)
        : (clock >= start && works(today)) || (clock < end && works(today - 1)),
    );
  };
  const asked = new Int8Array(WORKED.length * 1440);
  return (minute) => {
    asked[minute] ||= look(minute) ? 1 : -1;
    return asked[minute] === 1;
  };
}

/** Walks from minute to minute until `span` ms of them have counted. */
function walk(counts: Counts, from: number, span: number): number {
  let at = from;
  for (let left = span; left > 0;) {
    const minute = Math.floor((at - FIRST) / MINUTE);
    const end = FIRST + (minute + 1) * MINUTE;
    const isCounted = counts(minute);
    const step = isCounted ? Math.min(left, end - at) : end - at;
    if (isCounted) left -= step;
    at += step;
  }
  return at;
}

const shift = (start: string, end: string, counts = true) => ({ id: start, name: start, start, end, counts });

const ROSTERS: Record<string, CountedRoster> = {
  'the starter plant': { shifts: starterRoster.shifts, holidays: 'china' },
  'a night over midnight': {
    shifts: [shift('22:00', '06:00'), shift('06:00', '22:00', false)],
    holidays: 'china',
  },
  'two shifts with a gap, one over midnight': {
    shifts: [shift('07:30', '15:45'), shift('15:45', '19:20', false), shift('19:20', '03:10')],
    holidays: 'china',
  },
  'shifts that overlap': { shifts: [shift('20:00', '09:00'), shift('08:00', '12:00')], holidays: 'china' },
  'a day from eight to eight': { shifts: [shift('08:00', '08:00')], holidays: 'china' },
  'no holidays': { shifts: [shift('08:00', '16:00')], holidays: 'none' },
  'no shift that counts': { shifts: [shift('08:00', '16:00', false)], holidays: 'china' },
};
const NAMES = Object.keys(ROSTERS);
const known = new Map(
  Object.entries(ROSTERS).map(([name, roster]) => [
    name,
    { calendar: createCalendar(roster), counts: minutesOf(roster) },
  ]),
);

const anywhere = fc.integer({ min: FIRST, max: LAST - 1 });
const aroundOddDays = fc
  .tuple(fc.constantFrom(...ODD_DAYS), fc.integer({ min: -2 * DAY, max: DAY }))
  .map(([date, offset]) => Math.max(FIRST, midnight(date) + offset));
/** On the minute mostly, where shifts begin and end; and past it. */
const start = fc
  .tuple(fc.oneof(anywhere, aroundOddDays), fc.boolean())
  .map(([at, isExact]) => (isExact ? at : at - (at % MINUTE)));
const span = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((hours) => hours * HOUR),
  fc.integer({ min: 0, max: 60 * HOUR }),
);

it('knows holidays and worked weekends of every published year', () => {
  expect(YEARS).toEqual(expect.arrayContaining([2024, 2025, 2026]));
  for (const year of YEARS)
    expect(ODD_DAYS.filter((date) => yearOf(date) === year).length).toBeGreaterThan(15);
});

it('adds as the oracle walks, and counts the way back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), start, span, (name, from, time) => {
      const { calendar, counts } = known.get(name)!;
      const due = walk(counts, from, time);
      expect(calendar.add(from, time)).toBe(due);
      expect(calendar.between(from, due)).toBe(time);
    }),
    { numRuns: RUNS },
  );
});
