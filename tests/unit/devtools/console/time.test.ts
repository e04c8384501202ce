/** The clock's words, in +08:00 wherever the browser is. */
import { clockText, dateText, justAfter, spanText, whenText } from '../../../../devtools/console/page/time';

const at = (text: string): number => Date.parse(`2026-11-${text}+08:00`);
const now = at('23T09:10:00');

it('tells time and date', () => {
  expect([clockText(now), dateText(now)]).toEqual(['9:10', '11月23日 周一']);
  expect([clockText(at('22T00:05:00')), dateText(at('22T00:05:00'))]).toEqual(['0:05', '11月22日 周日']);
});

it.each([
  ['23T00:00:00', '0:00'],
  ['22T23:59:00', '昨天 23:59'],
  ['24T00:00:00', '明天 0:00'],
  ['21T15:05:00', '11月21日'],
])('%s reads as %s', (when, text) => {
  expect(whenText(at(when), now)).toBe(text);
});

it.each([
  [10_000, '1 分钟'],
  [600_000, '10 分钟'],
  [7_200_000, '2 小时'],
  [4_800_000, '1 小时 20 分'],
  [86_400_000, '1 天'],
])('%i ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

it('goes past the minute on which the timer sees a due time', () => {
  expect(justAfter(at('23T10:30:00'))).toBe(at('23T10:30:01'));
  expect(justAfter(at('23T10:30:00') + 31)).toBe(at('23T10:31:01'));
});
