/** What a Monday tells of the week before, and when the clock has something to do about it. */
import { answerDue, mondayAt, weekSentences, weekWork } from '../../../../cloudfunctions/engine/week-top';
import { EMPTY, FULL } from '../../miniprogram/insight';

const at = (text: string): number => Date.parse(`${text}+08:00`);

it.each([
  ['2026-11-23T07:59:59', null],
  ['2026-11-23T08:00:00', 'write'],
  ['2026-11-24T00:00:00', 'write'],
  ['2026-11-26T23:59:59', 'write'],
  ['2026-11-27T07:59:59', null],
  ['2026-11-27T08:00:00', 'remind'],
  ['2026-11-28T09:00:00', null],
  ['2026-11-29T23:59:59', null],
] as const)('has at %s to do: %s', (when, what) => {
  expect(weekWork(at(when))).toBe(what);
});

it.each([
  ['2026-11-23T00:00:00', '2026-11-23'],
  ['2026-11-29T23:59:59', '2026-11-23'],
  ['2026-12-31T12:00:00', '2026-12-28'],
  ['2027-01-03T12:00:00', '2026-12-28'],
])('finds at %s the week of %s', (when, monday) => {
  expect(mondayAt(at(when))).toBe(monday);
});

it('is answered by Friday evening', () => {
  expect(answerDue('2026-12-28')).toBe(at('2027-01-01T18:00:00'));
});

describe('sentences', () => {
  it('are three at most, how much first, then where', () => {
    const told = weekSentences(FULL);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told[0]).toMatch(/^上周报了 \d+ 条，关了 \d+ 条/);
    expect(told[1]).toContain(FULL.top[0]?.name);
    expect(told[2]).toMatch(/30 天没有人报，去走一走$/);
  });

  it('say how much was mended in time where every area told of something', () => {
    expect(weekSentences({ ...FULL, silent: [] }).at(-1)).toMatch(/^关了的里面，\d+%按时改好$/);
  });

  it('say nothing of what nothing is known of', () => {
    expect(weekSentences({ ...EMPTY, silent: [] })).toEqual(['上周报了 0 条，关了 0 条']);
  });
});
