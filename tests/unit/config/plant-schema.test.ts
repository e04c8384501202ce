/** What a roster and a routing table may say of counted shifts, holidays, leave and hours, and how a fault is named. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import roster from '../../../scripts/plant/roster.json';
import routing from '../../../scripts/plant/routing.json';
import { patched } from './patched';

function messages(kind: 'roster' | 'routing', body: unknown): string[] {
  try {
    parseConfig(kind, body);
    return [];
  } catch (error) {
    if (error instanceof AppError) return Object.values(error.fields ?? {});
    throw error;
  }
}

const leave = (over: object = {}) => ({
  personId: 'p-002',
  from: '2026-11-23',
  to: '2026-11-25',
  deputyId: 'p-003',
  ...over,
});

describe('a roster', () => {
  it.each<[string, unknown]>([
    ['holidays', undefined],
    ['holidays', 'none'],
    ['shifts.0.counts', undefined],
    ['shifts.0.counts', false],
    ['absences', []],
    ['absences', [leave(), leave({ deputyId: null, to: '2026-11-23' }), leave({ to: '2027-12-27' })]],
  ])('may have %s = %j', (path, value) => {
    expect(messages('roster', patched(roster, path, value))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['holidays', 'lunar', '节假日只能从给出的几项里选'],
    ['shifts.0.counts', 'yes', '是否计入期限只能选是或否'],
    ['absences', [leave({ from: '2026-02-30' })], '请假开始日期要写成 2026-11-22 这样的日期'],
    ['absences', [leave({ from: '2026-11-26' })], '请假的结束日期不能早于开始日期'],
    ['absences', [leave({ to: '2027-12-28' })], '请假最长 400 天，更久的请换人'],
    ['absences', [leave({ deputyId: 'p-002' })], '代班人不能是请假的人自己'],
    ['absences', [leave({ deputyId: 7 })], '代班人要写成文字'],
    ['absences', [leave({ why: '病假' })], '没有这一项，请去掉'],
  ])('may not have %s = %j', (path, value, message) => {
    expect(messages('roster', patched(roster, path, value))).toEqual([message]);
  });
});

describe('a rule', () => {
  const hours = (value: unknown) => patched(routing, 'rules.0.when.hours', value);

  it('may hold for some hours, over midnight too', () => {
    expect(messages('routing', hours({ from: '08:00', to: '12:30' }))).toEqual([]);
    expect(messages('routing', hours({ from: '22:00', to: '06:00' }))).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ from: '08:00', to: '08:00' }, '时段的开始和结束不能一样'],
    [{ from: '8:00', to: '12:00' }, '时段开始要写成 08:00 这样'],
    [{ from: '08:00', to: '24:00' }, '时段结束要写成 08:00 这样'],
    [{ from: '08:00' }, '这一项还没填'],
  ])('may not hold for %j', (value, message) => {
    expect(messages('routing', hours(value))).toEqual([message]);
  });
});
