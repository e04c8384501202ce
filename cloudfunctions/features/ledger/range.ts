/** The days that papers are about. */
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { daysOfMonth } from '../month-report/content';

/** Three years with their leap day: longer than a ledger must be kept. */
const LONGEST = 3 * 366;

export interface Range {
  from: string;
  to: string;
}

/** @throws AppError BAD_REQUEST for days that are to come, in the wrong order, or too many */
export function checkRange({ from, to }: Range, now: Millis): void {
  const refuse = (field: 'from' | 'to', told: string): never => {
    throw new AppError('BAD_REQUEST', {}, { [field]: told });
  };
  if (from > isoDay(now)) refuse('from', '这一天还没到，请选今天或以前');
  if (to > isoDay(now)) refuse('to', '这一天还没到，请选今天或以前');
  if (to < from) refuse('to', '结束日期要在开始日期之后');
  if (Date.parse(to) - Date.parse(from) >= LONGEST * DAY) refuse('from', '一次最多三年，请分几次导出');
}

/** The report is of a month. @throws AppError BAD_REQUEST for days that are not those of one that is over */
export function checkWholeMonth({ from, to }: Range, now: Millis): void {
  const { from: first, to: last } = daysOfMonth(from.slice(0, 'yyyy-mm'.length));
  if (from !== first || to !== last)
    throw new AppError('BAD_REQUEST', {}, { to: '报告按整月出，请选一个整月' });
  if (last >= isoDay(now)) throw new AppError('BAD_REQUEST', {}, { to: '这个月还没过完，下月 1 日出报告' });
}
