/** Counted hours: shifts on working days, over nights, holidays and 调休, there and back. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import {
  calendarWarnings,
  createCalendar,
  missingYears,
  type CountedRoster,
} from '../../../cloudfunctions/features/routing/calendar';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { at, starterPlant } from './plant';

const shift = (id: string, start: string, end: string) => ({ id, name: id, start, end, counts: true });
const roster = (...shifts: CountedRoster['shifts']): CountedRoster => ({ holidays: 'china', shifts });

const DAY_SHIFT = roster(shift('day', '08:00', '16:00'));
const NIGHT_SHIFT = roster(shift('night', '22:00', '06:00'));

describe('add', () => {
  it.each<[string, CountedRoster, string, number, string]>([
    ['within a shift', DAY_SHIFT, '2026-11-23 09:00', 3, '2026-11-23 12:00'],
    ['up to the very end of a shift', DAY_SHIFT, '2026-11-23 09:00', 7, '2026-11-23 16:00'],
    ['a working day', DAY_SHIFT, '2026-11-23 09:00', 8, '2026-11-24 09:00'],
    ['from the evening', DAY_SHIFT, '2026-11-23 20:00', 4, '2026-11-24 12:00'],
    ['over a weekend', DAY_SHIFT, '2026-11-27 15:00', 2, '2026-11-30 09:00'],
    ['over 国庆', DAY_SHIFT, '2026-09-30 15:00', 2, '2026-10-08 09:00'],
    ['into a Saturday that is worked', DAY_SHIFT, '2026-10-09 15:00', 2, '2026-10-10 09:00'],
    ['into a Sunday that is worked', DAY_SHIFT, '2026-09-19 10:00', 1, '2026-09-20 09:00'],
    [
      'into the morning of a shift begun the day before',
      NIGHT_SHIFT,
      '2026-11-23 23:00',
      3,
      '2026-11-24 02:00',
    ],
    ['from the night into the next one', NIGHT_SHIFT, '2026-11-24 05:00', 2, '2026-11-24 23:00'],
    ['the night of a Friday, on Saturday', NIGHT_SHIFT, '2026-11-28 01:00', 2, '2026-11-28 03:00'],
    ['no night that begins on a Sunday', NIGHT_SHIFT, '2026-11-29 22:00', 1, '2026-11-30 23:00'],
    [
      'shifts that overlap, once',
      roster(shift('a', '08:00', '16:00'), shift('b', '12:00', '20:00')),
      '2026-11-23 08:00',
      12,
      '2026-11-23 20:00',
    ],
    [
      'a whole day of the clock',
      roster(shift('whole', '08:00', '08:00')),
      '2026-11-27 09:00',
      24,
      '2026-11-30 09:00',
    ],
    [
      'without holidays, each day',
      { ...DAY_SHIFT, holidays: 'none' },
      '2026-11-27 15:00',
      2,
      '2026-11-28 09:00',
    ],
    ['with no shift that counts, all time', { shifts: [] }, '2026-10-01 15:00', 20, '2026-10-02 11:00'],
    ['in a year without holidays, each day', DAY_SHIFT, '2031-05-02 15:00', 2, '2031-05-03 09:00'],
    ['nothing, where nothing counts', DAY_SHIFT, '2026-10-03 03:00', 0, '2026-10-03 03:00'],
    ['less than nothing', DAY_SHIFT, '2026-10-03 03:00', -5, '2026-10-03 03:00'],
  ])('%s', (_, counted, from, hours, to) => {
    expect(createCalendar(counted).add(at(from), hours * HOUR)).toBe(at(to));
  });

  it('begins with the next shift when it is off hours', () => {
    expect(createCalendar(DAY_SHIFT).add(at('2026-11-23 20:00'), 1)).toBe(at('2026-11-24 08:00') + 1);
  });
});

describe('between', () => {
  it.each<[string, CountedRoster, string, string, number]>([
    ['a working day', DAY_SHIFT, '2026-11-23 09:00', '2026-11-24 09:00', 8],
    ['nothing at night', DAY_SHIFT, '2026-11-23 17:00', '2026-11-24 08:00', 0],
    ['nothing backwards', DAY_SHIFT, '2026-11-24 09:00', '2026-11-23 09:00', 0],
    ['the nine days of 春节', DAY_SHIFT, '2026-02-13 12:00', '2026-02-24 12:00', 4 + 8 + 4],
    ['a year of 248 working days', DAY_SHIFT, '2026-01-01 00:00', '2027-01-01 00:00', 248 * 8],
    ['all time without a shift that counts', { shifts: [] }, '2026-10-01 00:00', '2026-10-08 00:00', 7 * 24],
  ])('%s', (_, counted, from, to, hours) => {
    expect(createCalendar(counted).between(at(from), at(to))).toBe(hours * HOUR);
  });
});

describe('there and back', () => {
  const clock = fc.integer({ min: 0, max: 47 }).map((half) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${two(Math.floor(half / 2))}:${two((half % 2) * 30)}`;
  });
  const anyRoster = fc.record({
    holidays: fc.constantFrom('china' as const, 'none' as const),
    shifts: fc.array(
      fc.record({
        id: fc.constant('s'),
        name: fc.constant('班'),
        start: clock,
        end: clock,
        counts: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  });
  const instant = fc.integer({ min: at('2024-01-01 00:00'), max: at('2027-12-31 00:00') });

  it('as much time lies between as was added, and no earlier instant will do', () => {
    fc.assert(
      fc.property(anyRoster, instant, fc.integer({ min: 1, max: 400 * HOUR }), (counted, from, span) => {
        const calendar = createCalendar(counted);
        const to = calendar.add(from, span);
        expect(calendar.between(from, to)).toBe(span);
        expect(calendar.between(from, to - 1)).toBe(span - 1);
      }),
    );
  });

  it('adding in two steps is adding at once', () => {
    const span = fc.integer({ min: 0, max: 100 * HOUR });
    fc.assert(
      fc.property(anyRoster, instant, span, span, (counted, from, one, other) => {
        const calendar = createCalendar(counted);
        expect(calendar.add(calendar.add(from, one), other)).toBe(calendar.add(from, one + other));
      }),
    );
  });
});

describe('years without holidays', () => {
  const span = [at('2026-11-23 00:00'), at('2028-11-23 00:00')] as const;

  it('are named', () => {
    expect(missingYears(DAY_SHIFT, ...span)).toEqual([2027, 2028]);
    expect(calendarWarnings(DAY_SHIFT, ...span)).toEqual([
      '2027 年的节假日还没有数据，先按自然日算',
      '2028 年的节假日还没有数据，先按自然日算',
    ]);
    expect(missingYears(DAY_SHIFT, at('2026-12-31 23:59'), at('2026-12-31 23:59') + MINUTE)).toEqual([2027]);
    expect(missingYears(DAY_SHIFT, at('2026-01-01 00:00'), at('2026-12-31 23:59'))).toEqual([]);
  });

  it('do not matter when no holiday stops a shift that counts', () => {
    expect(missingYears({ ...DAY_SHIFT, holidays: 'none' }, ...span)).toEqual([]);
    expect(missingYears({ holidays: 'china', shifts: [] }, ...span)).toEqual([]);
    expect(missingYears({ shifts: DAY_SHIFT.shifts }, ...span)).toEqual([]);
  });

  it('are those that the package does not list, from 2024 on', () => {
    const listed = readdirSync(dirname(require.resolve('chinese-days/dist/years/2024.json')))
      .flatMap((file) => /^(\d{4})\.json$/.exec(file)?.[1] ?? [])
      .map(Number)
      .filter((year) => year >= 2024);
    const known = Array.from({ length: 40 }, (_, n) => 2024 + n).filter(
      (year) => missingYears(DAY_SHIFT, at(`${year}-06-01 00:00`), at(`${year}-06-02 00:00`)).length === 0,
    );
    expect(known).toEqual(listed);
  });
});

it('counts the day shift of the starter plant', () => {
  const calendar = createCalendar(starterPlant().roster);
  expect(calendar.between(at('2026-11-23 00:00'), at('2026-11-30 00:00'))).toBe(40 * HOUR);
});
