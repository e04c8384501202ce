/** The statement of a month, added up from the ledger: what the account kept of it is checked by it, not the other way round. */
import type { Millis } from '../../../typings/domain';
import type { PointsStatement } from '../../../typings/points';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoMonth, monthAfter, monthStart } from '../../engine/points/months';
import { statementOf } from '../../engine/points/statement';
import { balanceOf } from '../accounts';
import { ledger } from './store';

/** How many months back one may ask. */
const MOST_BACK = 12;

/** @throws AppError BAD_REQUEST for a month that has not begun, or is too long ago */
export function checkMonth(month: string, now: Millis): void {
  const running = isoMonth(now);
  if (month <= running && month >= monthAfter(running, -MOST_BACK)) return;
  throw new AppError('BAD_REQUEST', {}, { month: '请选已经开始的、一年以内的月份' });
}

/** Three database calls. @throws AppError BAD_REQUEST */
export async function statement(personId: string, month: string, now: Millis): Promise<PointsStatement> {
  checkMonth(month, now);
  const [balance, entries] = await Promise.all([
    balanceOf(personId),
    ledger.since(personId, monthStart(month)),
  ]);
  return statementOf(month, entries, balance);
}
