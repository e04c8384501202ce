/** Stretches of the week in words, and the cutting of a week by who is there. */
import fc from 'fast-check';
import {
  crowdedStretches,
  stretchesText,
  WEEK_MINUTES,
  weekdaysText,
} from '../../../cloudfunctions/features/routing/week-text';

it.each([
  [[0, 1, 2, 3, 4, 5, 6], '每天'],
  [[1, 2, 3, 4, 5], '周一至周五'],
  [[6, 0], '周六、周日'],
  [[0], '周日'],
  [[0, 1, 3, 4, 5], '周一、周三至周五、周日'],
])('weekdays %j are %s', (weekdays, text) => {
  expect(weekdaysText(weekdays)).toBe(text);
});

const HOUR = 60;
const DAY = 24 * HOUR;

it.each([
  [[{ start: 0, end: WEEK_MINUTES }], ['整周']],
  [[{ start: 5 * DAY + 22 * HOUR, end: 6 * DAY + 6 * HOUR }], ['周六 22:00–次日 06:00']],
  [[{ start: 6 * DAY + 22 * HOUR, end: 7 * DAY + 6 * HOUR }], ['周日 22:00–次日 06:00']],
  [[{ start: 5 * DAY + 22 * HOUR, end: 7 * DAY + 6 * HOUR }], ['周六 22:00–周一 06:00']],
  [[{ start: 0, end: DAY }], ['周一 00:00–24:00']],
  [
    [
      { start: 8 * HOUR, end: 9 * HOUR },
      { start: DAY + 8 * HOUR, end: DAY + 9 * HOUR },
    ],
    ['周一、周二 08:00–09:00'],
  ],
])('%j reads %j', (stretches, text) => {
  expect(stretchesText(stretches)).toEqual(text);
});

it('cuts a week exactly as looking at every minute would', () => {
  const presence = fc.record({
    who: fc.constantFrom('a', 'b', 'c'),
    start: fc.integer({ min: 0, max: WEEK_MINUTES - 1 }),
    length: fc.integer({ min: 1, max: WEEK_MINUTES }),
  });
  fc.assert(
    fc.property(fc.array(presence, { maxLength: 6 }), (drawn) => {
      const presences = drawn.map(({ who, start, length }) => ({ who, start, end: start + length }));
      const crowd = (minute: number): number =>
        new Set(
          presences
            .filter(({ start, end }) => (minute - start + WEEK_MINUTES) % WEEK_MINUTES < end - start)
            .map(({ who }) => who),
        ).size;
      for (const keep of [0, 2]) {
        const found = crowdedStretches(presences, (names) => names.length === keep);
        const inside = (minute: number): boolean =>
          found.some(({ start, end }) => (minute - start + WEEK_MINUTES) % WEEK_MINUTES < end - start);
        for (let minute = 0; minute < WEEK_MINUTES; minute += 7) {
          if (inside(minute) !== (crowd(minute) === keep)) return false;
        }
      }
      return true;
    }),
    { numRuns: 60 },
  );
});
