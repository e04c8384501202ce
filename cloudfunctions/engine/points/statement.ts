/** A month of one account: what it opened with, what came and went, what it closed with. */
import type { MonthSums } from '../../../typings/account';
import type { LedgerEntry } from '../../../typings/domain';
import type { PointsStatement } from '../../../typings/points';
import { netOf, NO_SUMS, summed } from './book';
import { isoMonth } from './months';

function from(month: string, sums: MonthSums, closed: number): PointsStatement {
  const { earned, takenBack, spent, returned, lapsed } = sums;
  return { month, opened: closed - netOf(sums), earned, takenBack, spent, returned, lapsed, closed };
}

/**
 * @param entries - all since the month began
 * @param balance - now: the sum of all entries ever
 */
export function statementOf(
  month: string,
  entries: readonly Pick<LedgerEntry, 'kind' | 'points' | 'at'>[],
  balance: number,
): PointsStatement {
  const within = entries.filter(({ at }) => isoMonth(at) === month);
  const later = entries.filter(({ at }) => isoMonth(at) > month);
  const closed = later.reduce((sum, { points }) => sum - points, balance);
  return from(month, within.reduce(summed, NO_SUMS), closed);
}

/** The same from the sums that an account keeps of its newest months. */
export function statementFrom(
  month: string,
  months: Record<string, MonthSums>,
  balance: number,
): PointsStatement {
  const later = Object.entries(months).filter(([each]) => each > month);
  const closed = later.reduce((left, [, sums]) => left - netOf(sums), balance);
  return from(month, months[month] ?? NO_SUMS, closed);
}
