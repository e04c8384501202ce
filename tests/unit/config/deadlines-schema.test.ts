/** The deadline table: what ships, and what a table may not say. */
import deadlines from '../../../cloudfunctions/config/deadlines.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import { HOUR } from '../../../miniprogram/shared/time';
import { patched } from './patched';

function fields(body: unknown): Record<string, string> | undefined {
  try {
    parseConfig('deadlines', body);
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
}

const { high, medium, low } = parseConfig('deadlines', deadlines);

it('ships the wall clock for 高, and shift hours for 中 and 低', () => {
  expect([high.clock, medium.clock, low.clock]).toEqual(['wall', 'shift', 'shift']);
});

it('ships limits that never grow with urgency, on a working day of eight hours', () => {
  const limits = Object.keys(high).filter((key) => key !== 'clock') as Exclude<keyof typeof high, 'clock'>[];
  expect(limits).toHaveLength(10);
  for (const limit of limits) {
    expect(low[limit]).toBeGreaterThanOrEqual(medium[limit]);
    // Eight counted hours are a day.
    expect(medium[limit] * 3).toBeGreaterThanOrEqual(high[limit]);
  }
});

it('ships two hours for 判定 and 裁决, whatever the urgency', () => {
  for (const { determine, rule } of [high, medium, low])
    expect([determine, rule]).toEqual([2 * HOUR, 2 * HOUR]);
});

it.each<[string, unknown, Record<string, string>]>([
  ['high.clock', 'shift', { high: '紧急程度高的，夜里和节假日也要计时' }],
  ['low.clock', 'sun', { 'low.clock': '计时方式只能从给出的几项里选' }],
  ['medium.plan', undefined, { 'medium.plan': '这一项还没填' }],
  ['medium.check', 30_000, { 'medium.check': '抽查期限不能短于 1 分钟' }],
  ['low.determine', '2h', { 'low.determine': '判定期限要写成时长' }],
  ['low.rule', 401 * 24 * HOUR, { 'low.rule': '裁决期限不能长于 400 天' }],
  ['high.approve', 0.5, { 'high.approve': '审批期限要写成整数毫秒' }],
])('may not have %s = %j', (path, value, refused) => {
  expect(fields(patched(deadlines, path, value))).toEqual(refused);
});
