/** What a day holds beside rounds, as 今日任务 tells it. */
import type { DayLine } from '../../../typings/day';
import { entriesOf } from '../../../miniprogram/packages/inspection/day/entries';
import { fill, TEXT } from '../../../miniprogram/shared/text';

const line = (kind: DayLine['kind'], title: string, dueAt: number | null = null): DayLine => ({
  kind,
  id: title,
  title,
  line: '去签到',
  dueAt,
});

const ids = (lines: readonly DayLine[], isOverseer = false): Record<'waiting' | 'others', string[]> => {
  const { waiting, others } = entriesOf(lines, isOverseer);
  return { waiting: waiting.map(({ id }) => id), others: others.map(({ id }) => id) };
};

it('leads to meetings, tickets and trainings in any case', () => {
  expect(ids([])).toEqual({ waiting: [], others: ['briefing', 'permit', 'training'] });
});

it('leads whoever oversees to the meetings of others as well', () => {
  expect(ids([], true).others).toEqual(['briefing', 'permit', 'training', 'meetings']);
});

it('puts what waits first, once', () => {
  expect(ids([line('permit', '二级 焊支架'), line('briefing', '装配一班')])).toEqual({
    waiting: ['briefing', 'permit'],
    others: ['training'],
  });
});

it('names a certificate only when one ends', () => {
  expect(ids([line('certificate', '焊接与热切割作业')]).waiting).toEqual(['certificate']);
});

it('says what waits, the first of several with their number', () => {
  const [one] = entriesOf([line('training', '新员工三级教育')], false).waiting;
  const hint = fill(TEXT.inspection.dayLine, { title: '新员工三级教育', line: '去签到' });
  expect(one).toMatchObject({ title: TEXT.training.title, page: 'training', hint });
  const [several] = entriesOf([line('training', '新员工三级教育'), line('training', '年度')], false).waiting;
  expect(several?.hint).toBe(fill(TEXT.inspection.dayLines, { hint, count: 2 }));
});
