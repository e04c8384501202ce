/** The days that papers are about. */
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, isoDay } from '../../../miniprogram/shared/time';

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
