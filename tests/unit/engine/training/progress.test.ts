/** What counts as done: classes, readings, quizzes and signatures, each once, in the order of the levels. */
import {
  courseIn,
  graded,
  isTaught,
  isToSign,
  nextTryAt,
  partInTurn,
  questionsOf,
  recordOf,
  withAttendance,
  withRead,
  withSignature,
  withTry,
} from '../../../../cloudfunctions/engine/training';
import type { Attendance, Training, TrainingCourse } from '../../../../typings/training';
import { at, JOINED, training } from './fixtures';

const TRAINER = { id: 'safety', name: '安全员' };

const attended = (minutes: number): Map<string, Attendance> =>
  new Map([['law', { minutes, at: JOINED, how: 'scanned', trainer: TRAINER }]]);

const law = (one: Training): TrainingCourse => courseIn(one, 'law')!.course;

/** All right. */
function passed(one: Training, now = JOINED): Training {
  const asked = questionsOf(law(one), one._id, law(one).tries.length + 1);
  const answers = Object.fromEntries(asked.map(({ id, correct }) => [id, correct]));
  return withTry(one, 'law', graded(law(one), asked, { id: 'try', answers }, now), now);
}

const sign = (one: Training, level: 'company' | 'workshop', now = JOINED): Training =>
  withSignature(one, level, { at: now, evidenceId: level, recordHash: 'x' }, now + 10_000);

describe('a class', () => {
  it('counts once, whoever gives it how often', () => {
    const once = withAttendance(training(), 's-1', attended(40), JOINED);
    expect(withAttendance(once, 's-1', attended(90), JOINED)).toBe(once);
    expect(once).toMatchObject({ state: 'doing', minutes: { all: 135, done: 0 }, line: '还差上课：课 law' });
  });

  it('is enough with what may be missed, added up', () => {
    const part = withAttendance(training(), 's-1', attended(79), JOINED);
    expect(isTaught(law(part))).toBe(false);
    const whole = withAttendance(part, 's-2', attended(1), JOINED);
    expect(isTaught(law(whole))).toBe(true);
    expect(whole.line).toBe('还差考试：课 law');
  });

  it('changes nothing of a training that is over, or of a course that is done', () => {
    const over = training({ open: false, state: 'waived' });
    expect(withAttendance(over, 's-1', attended(90), JOINED)).toBe(over);
    const done = passed(withAttendance(training(), 's-1', attended(90), JOINED));
    expect(withAttendance(done, 's-2', attended(90), JOINED)).toBe(done);
  });
});

it('goes from the class over the quiz and the signature to the next level, and ends with the last', () => {
  let one = passed(withAttendance(training(), 's-1', attended(90), JOINED));
  expect(one).toMatchObject({ minutes: { done: 90 }, line: '公司级学完了，请签字' });
  expect(isToSign(partInTurn(one)!)).toBe(true);
  one = sign(one, 'company');
  expect(one).toMatchObject({ open: true, line: '还差自学：课 fire', sealDueAt: JOINED + 10_000 });
  one = withRead(one, 'fire', ['one', 'none'], JOINED);
  expect(withRead(one, 'fire', ['one'], at('2026-11-12'))).toBe(one);
  one = sign(withRead(one, 'fire', ['two'], JOINED), 'workshop', at('2026-11-12'));
  expect(one).toMatchObject({
    ...{
      state: 'done',
      open: false,
      finishedAt: at('2026-11-12'),
      minutes: { all: 135, done: 135 },
      line: '',
    },
    ...{ remindAt: at('2026-11-12'), nextDueAt: at('2026-11-12') },
  });
});

it('takes the mark off whoever is done at the next look', () => {
  const one = passed(withAttendance(training({ flagged: true }), 's-1', attended(90), JOINED));
  const read = withRead(sign(one, 'company'), 'fire', ['one', 'two'], JOINED);
  expect(sign(read, 'workshop').remindAt).toBe(JOINED);
});

it('is another record after any change of it', () => {
  const before = JSON.stringify(recordOf(training(), 'company'));
  const after = withAttendance(training(), 's-1', attended(40), JOINED);
  expect(JSON.stringify(recordOf(after, 'company'))).not.toBe(before);
  expect(JSON.stringify(recordOf(training(), 'company'))).toBe(before);
});

describe('a quiz', () => {
  const course = law(training());

  it('draws the same for the same try, and something else for another person or try', () => {
    const ids = (who: string, no: number): string =>
      questionsOf(course, who, no)
        .map(({ id }) => id)
        .join();
    expect(ids('p-1', 1)).toBe(ids('p-1', 1));
    const draws = new Set(Array.from({ length: 40 }, (_none, n) => ids(`p-${n}`, 1 + (n % 3))));
    expect(draws.size).toBeGreaterThan(20);
    expect(questionsOf(course, 'p-1', 1)).toHaveLength(3);
  });

  it('is right with all that is right and nothing else, and takes no answer to what was not asked', () => {
    const asked = questionsOf(course, 'p-1', 1);
    const all = Object.fromEntries(asked.map(({ id }) => [id, ['a', 'b', 'c', 'd']]));
    expect(graded(course, asked, { id: 't', answers: all }, JOINED)).toMatchObject({
      right: 0,
      passed: false,
    });
    const some = Object.fromEntries(asked.slice(1).map(({ id, correct }) => [id, correct]));
    const tried = graded(course, asked, { id: 't', answers: { ...some, 'q-99': ['a'] } }, JOINED);
    expect(tried).toMatchObject({ right: 2, passed: true });
    expect(Object.keys(tried.answers).sort()).toEqual(asked.map(({ id }) => id).sort());
  });

  it('waits between tries, and for the next day after so many', () => {
    const failed = (clock: string) => ({
      id: clock,
      at: at('2026-11-10', clock),
      answers: {},
      right: 0,
      passed: false,
    });
    const after = (...clocks: string[]) => nextTryAt({ ...course, tries: clocks.map(failed) });
    expect(after()).toBe(0);
    expect(after('09:00')).toBe(at('2026-11-10', '09:30'));
    expect(after('09:00', '10:00')).toBe(at('2026-11-11', '00:00'));
    expect(after('09:00', '23:50')).toBe(at('2026-11-11', '00:20'));
    expect(nextTryAt({ ...course, tries: [{ ...failed('09:00'), passed: true }] })).toBeNull();
  });
});
