/** What the clock does to a training, whatever runs of it are doubled, late or missing. */
import fc from 'fast-check';
import {
  explained,
  mayDelayTo,
  tickTraining,
  waived,
  type AroundTraining,
} from '../../../../cloudfunctions/engine/training';
import type { Training } from '../../../../typings/training';
import { at, DUE, JOINED, training } from './fixtures';

const DAY = 24 * 60 * 60_000;
const BOSS = { id: 'boss', name: '班长' };
const SAFETY = { id: 'safety', name: '安全员' };
const AROUND: AroundTraining = { isFor: () => true, bossOf: () => BOSS, safety: SAFETY };

/** Lets the clock run to an instant. @returns the training then, what was told and to whom, and the last mark */
function runTo(begin: Training, until: number, step = DAY / 4, around = AROUND) {
  let one = begin;
  const told: string[] = [];
  const marks: (string | null)[] = [];
  for (let now = JOINED; now <= until; now += step) {
    const ticked = tickTraining(one, now, around);
    if (ticked === null) continue;
    one = ticked.training;
    told.push(...ticked.tell.map(({ notice, to }) => `${notice} ${to.id}`));
    if (ticked.mark !== undefined) marks.push(ticked.mark);
  }
  return { one, told, marks };
}

it('begins, reminds half way and on the last day, and then goes up', () => {
  const { one, told, marks } = runTo(training(), DUE + 11 * DAY);
  expect(told).toEqual([
    'trainingBegun p-1',
    'trainingDue p-1',
    'trainingDue p-1',
    ...['trainingLate p-1', 'trainingLate boss'],
    ...['trainingLate p-1', 'trainingLateUp boss', 'trainingLateUp safety'],
    ...['trainingLate p-1', 'trainingLateUp boss', 'trainingLateUp safety'],
  ]);
  expect(marks).toEqual(['三级安全教育还没学完']);
  expect(one).toMatchObject({ state: 'overdue', open: true, isMissed: true, flagged: true });
  expect(one.misses).toMatchObject([{ reason: null, raisedTo: [BOSS, SAFETY] }]);
});

it('says nothing twice when a run is doubled', () => {
  const ticked = tickTraining(training(), JOINED, AROUND)!;
  expect(tickTraining(ticked.training, JOINED, AROUND)).toBeNull();
});

it('reminds nobody of a deadline that is over', () => {
  const ticked = tickTraining(training(), DUE + DAY, AROUND);
  expect(ticked?.tell.map(({ notice }) => notice)).toEqual(['trainingLate', 'trainingLate']);
});

it('tells each thing once at most, however seldom it runs, and never ends what is not done', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60_000, max: 15 * DAY }), (step) => {
      const { one, told } = runTo(training(), DUE + 2 * DAY, step);
      const count = (line: string): number => told.filter((each) => each === line).length;
      expect(count('trainingBegun p-1')).toBeLessThanOrEqual(1);
      expect(count('trainingDue p-1')).toBeLessThanOrEqual(2);
      expect(count('trainingLate p-1')).toBeLessThanOrEqual(1);
      expect(one.open).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('ends with the person', () => {
  const gone = { ...AROUND, isFor: () => false };
  const { one, told, marks } = runTo(training({ flagged: true }), JOINED, DAY, gone);
  expect(one).toMatchObject({ state: 'dropped', open: false, nextDueAt: null, flagged: false });
  expect({ told, marks }).toEqual({ told: [], marks: [null] });
});

it('takes the mark off whoever was let off', () => {
  const off = waived(training({ flagged: true }), SAFETY, '转岗', JOINED);
  expect(off).toMatchObject({ state: 'waived', open: false, nextDueAt: JOINED });
  expect(tickTraining(off, JOINED, AROUND)).toMatchObject({ mark: null, training: { nextDueAt: null } });
});

describe('a reason', () => {
  const late = runTo(training(), DUE + DAY).one;

  it('moves the deadline, and begins the reminders of its last day again', () => {
    const now = DUE + DAY;
    const next = explained(late, { reason: '病假', by: BOSS, until: '2026-12-10' }, now);
    const until = Date.parse('2026-12-10T23:59:59+08:00');
    expect(next).toMatchObject({ state: 'due', dueAt: until, isMissed: true, remindAt: until - DAY });
    const told = runTo(next, until + DAY, DAY / 4).told;
    expect(told).toEqual(['trainingDue p-1', 'trainingLate p-1', 'trainingLate boss']);
  });

  it.each([
    ['2026-12-01', true],
    ['2026-12-31', true],
    ['2026-11-30', false],
    ['2027-01-01', false],
  ])('may name %s: %s', (until, isAllowed) => {
    expect(mayDelayTo(until, at('2026-12-01'))).toBe(isAllowed);
  });
});
