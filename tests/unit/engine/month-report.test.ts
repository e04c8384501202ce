/** The report of a month as rules: whole weeks, what is looked ahead at, sentences, and what never stands in it. */
import {
  forecastsOf,
  gapsOf,
  sentencesOf,
  wholeWeeks,
  withoutNames,
} from '../../../cloudfunctions/engine/month-report';
import { EMPTY, FULL } from '../miniprogram/insight';

it.each([
  // The last day is a Sunday: its week is whole.
  ['2026-05-31', '2026-05-25'],
  ['2026-11-30', '2026-11-23'],
  ['2026-12-31', '2026-12-21'],
])('ends its weeks up to %s with the one from %s', (to, last) => {
  const weeks = wholeWeeks(to);
  expect(weeks).toHaveLength(26);
  expect(weeks[25]).toBe(last);
});

const day = (_id: string, n: number) => ({
  _id,
  cells: [
    { of: 'permit', by: { level: 'first', area: 'a' }, n: { asked: n, closed: n } },
    {
      of: 'order',
      by: { area: 'a', category: 'height', department: 'd', urgency: 'low', slot: '08' },
      n: { reported: 2 * n },
    },
    {
      of: 'order',
      by: { area: 'a', category: 'site', department: 'd', urgency: 'low', slot: '08' },
      n: { reported: 50 },
    },
  ],
});

it('counts whole weeks alone, and knows nothing of those before the plant', () => {
  const days = [day('2026-10-06', 3), day('2026-10-11', 1), day('2026-11-29', 5), day('2026-11-30', 9)];
  const [permits, height] = forecastsOf(days, '2026-11-30', ['height', 'site']);
  expect(permits?.weeks.slice(-9)).toEqual([null, 4, 0, 0, 0, 0, 0, 0, 5]);
  expect(height?.weeks.slice(-9)).toEqual([null, 8, 0, 0, 0, 0, 0, 0, 10]);
  expect(permits?.sentence).toContain('数据太少');
  expect(permits?.points).toEqual([]);
});

it('says what comes, where there is enough', () => {
  const days = Array.from({ length: 26 }, (_none, n) => day(wholeWeeks('2026-11-30')[n] ?? '', 4));
  const [permits] = forecastsOf(days, '2026-11-30', []);
  expect(permits?.points).toHaveLength(4);
  expect(permits?.sentence).toMatch(/^动火作业票大致持平：接下来 4 周每周约 4 张/);
});

it('leaves out what the plant has no category for', () => {
  expect(forecastsOf([], '2026-11-30', ['site']).map(({ id }) => id)).toEqual(['permits']);
});

it('says nothing of what nothing is known of', () => {
  expect(sentencesOf(EMPTY)).toEqual(['报了 0 条，关了 0 条']);
  expect(sentencesOf(FULL).join('')).not.toMatch(/NaN|undefined|null/);
  expect(gapsOf(EMPTY, 0, true)).toEqual([]);
  expect(gapsOf({ ...EMPTY, missing: ['2026-11-03'] }, 2, false)).toHaveLength(3);
});

it.each([
  ['王小明说的，找王小', '有关人员说的，找有关人员'],
  ['打 13912345678 或 0571-8888 6666', '打 （号码略） 或 （号码略）'],
  ['在 120.123456，31.234567', '在 （坐标略），（坐标略）'],
  ['YH-20261103-0007 周五前 3 件', 'YH-（号码略） 周五前 3 件'],
  ['王', '王'],
])('keeps names and numbers out of %p', (words, said) => {
  expect(withoutNames(words, ['王', '王小', '王小明'])).toBe(said);
});
