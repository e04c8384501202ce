/** Minutes of a class: never more than it was held, than somebody was there, or than a course has. */
import fc from 'fast-check';
import { minutesOf } from '../../../../cloudfunctions/engine/training';

const MINUTE = 60_000;
const courses = (...minutes: number[]) =>
  minutes.map((each, n) => ({ id: `c-${n}`, title: '', minutes: each }));

/** Minutes by course of somebody who came and left at these minutes of a class held for so long. */
const given = (planned: number[], held: number, came: number, left: number | null = null): number[] => [
  ...minutesOf(
    { courses: courses(...planned), openedAt: 0, closedAt: held * MINUTE },
    { at: came * MINUTE, leftAt: left === null ? null : left * MINUTE },
  ).values(),
];

it.each([
  ['whole', [90, 45], 150, 0, null, [90, 45]],
  ['late, so that the beginning is missing', [90, 45], 135, 30, null, [60, 45]],
  ['late, where the class went on long enough', [90, 45], 170, 30, null, [90, 45]],
  ['a class that ended early lacks its end', [90, 45], 100, 0, null, [90, 10]],
  ['gone early, so that the end is missing', [90, 45], 135, 0, 100, [90, 10]],
  ['hardly begun', [90, 45], 5, 0, null, [5, 0]],
])('%s', (_what, planned, held, came, left, expected) => {
  expect(given(planned, held, came, left)).toEqual(expected);
});

it('is nothing while the class is open', () => {
  const session = { courses: courses(90), openedAt: 0, closedAt: null };
  expect([...minutesOf(session, { at: 0, leftAt: null }).values()]).toEqual([0]);
});

it('never counts more than there was, and all that somebody was there for', () => {
  const span = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 4 }),
      span,
      span,
      fc.option(span, { nil: null }),
      (planned, held, came, left) => {
        const counted = given(planned, held, came, left);
        const all = planned.reduce((sum, each) => sum + each, 0);
        const there = Math.max(0, Math.min(left ?? held, held) - came);
        expect(counted.reduce((sum, each) => sum + each, 0)).toBe(Math.min(all, held, there));
        counted.forEach((minutes, n) => {
          expect(minutes).toBeGreaterThanOrEqual(0);
          expect(minutes).toBeLessThanOrEqual(planned[n] ?? 0);
        });
      },
    ),
  );
});
