/** Random plans over random stretches of the calendar make the tasks that an oracle finds by looking at every day. */
import fc from 'fast-check';
import { due } from '../../cloudfunctions/engine/inspection';
import { createDaysOff } from '../../cloudfunctions/features/routing/calendar';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import type { Recurrence } from '../../typings/inspection';
import { BEFORE, DAYS, FIRST, LAST, midnight, walk, type Plan } from '../support/plan-days';

const RUNS = process.env.TEST_LONG === '1' ? 20_000 : 1_000;

const SHIFTS = ['a', 'b', 'c', 'd'] as const;
const shiftId = fc.constantFrom(...SHIFTS);
/** Begin at any minute; how long they last, and whether beyond midnight, is nothing to their day. */
const roster = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), { minLength: 1, maxLength: 4 })
  .map((starts) => starts.map((start, index) => ({ id: SHIFTS[index]!, start })));

const someDay = fc.integer({ min: 0, max: (LAST - FIRST) / DAY }).map((n) => DAYS[n + BEFORE]!.date);
const every: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({
    kind: fc.constant('shift' as const),
    shiftIds: fc.uniqueArray(shiftId, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('week' as const),
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
    shiftId,
  }),
  fc.record({
    kind: fc.constant('month' as const),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 6 }),
    shiftId,
  }),
  fc.record({
    kind: fc.constant('days' as const),
    n: fc.integer({ min: 1, max: 60 }),
    since: someDay,
    shiftId,
  }),
  fc.record({ kind: fc.constant('afterDaysOff' as const), min: fc.integer({ min: 1, max: 9 }), shiftId }),
);
const plan: fc.Arbitrary<Plan> = fc.record({
  every,
  holidays: fc.constantFrom('run' as const, 'skip' as const),
});

/** Around holidays and ends of months mostly, and anywhere else; to the minute. */
const ODD = DAYS.slice(BEFORE + 1, -3).filter(
  ({ isHoliday, isOff, weekday, isLastOfMonth }) =>
    isHoliday || isLastOfMonth || isOff !== (weekday % 6 === 0),
);
const start = fc.oneof(
  fc.integer({ min: FIRST / MINUTE, max: (LAST - 65 * DAY) / MINUTE }).map((minutes) => minutes * MINUTE),
  fc
    .tuple(fc.constantFrom(...ODD), fc.integer({ min: -36 * 60, max: 24 * 60 }))
    .map(([day, minutes]) => Math.min(LAST - 65 * DAY, Math.max(FIRST, day.start + minutes * MINUTE))),
);
const length = fc.oneof(
  fc.integer({ min: 0, max: 3 * 24 * 60 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 3, max: 60 }).map((days) => days * DAY),
);

const daysOff = createDaysOff({ holidays: 'china' });

it('meets holidays, weekends that are worked, and both in a row', () => {
  expect(DAYS.filter(({ isHoliday }) => isHoliday).length).toBeGreaterThan(60);
  expect(DAYS.filter(({ isOff, weekday }) => !isOff && weekday % 6 === 0).length).toBeGreaterThan(10);
});

it('makes the tasks of the days that the oracle names, in their order', () => {
  fc.assert(
    fc.property(plan, roster, start, length, (made, shifts, from, span) => {
      const found = due(made, { shifts, ...daysOff }, from, from + span);
      expect(found.map(({ date, shiftId: id }) => `${date}:${id}`)).toEqual(
        walk(made, shifts, from, from + span),
      );
      for (const { date, shiftId: id, startsAt } of found) {
        const minutes = shifts.find((shift) => shift.id === id)!.start;
        expect(startsAt).toBe(midnight(date) + minutes * MINUTE);
      }
    }),
    { numRuns: RUNS },
  );
});

it('makes the same tasks however a stretch of time is cut', () => {
  fc.assert(
    fc.property(
      plan,
      roster,
      start,
      length,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (made, shifts, from, span, part) => {
        const days = { shifts, ...daysOff };
        const cut = from + Math.floor(span * part);
        expect([...due(made, days, from, cut), ...due(made, days, cut, from + span)]).toEqual(
          due(made, days, from, from + span),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

it('takes every day for a working day where the plant keeps no holidays', () => {
  const none = createDaysOff({ holidays: 'none' });
  const skipping: Plan = { every: { kind: 'shift', shiftIds: ['a'] }, holidays: 'skip' };
  const shifts = [{ id: 'a', start: 0 }];
  const from = midnight('2026-10-01');
  expect(due(skipping, { shifts, ...none }, from, from + 7 * DAY)).toHaveLength(7);
  expect(due(skipping, { shifts, ...daysOff }, from, from + 7 * DAY)).toEqual([]);
});
