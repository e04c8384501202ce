/** Months and years of business time (+08:00), as accounts, statements and the fund name them. */
import type { Millis } from '../../../typings/domain';
import { isoDay, startOfDay } from '../../../miniprogram/shared/time';

/** `yyyy-mm` of an instant. */
export const isoMonth = (at: Millis): string => isoDay(at).slice(0, 7);

/** `yyyy` of an instant. */
export const yearOf = (at: Millis): string => isoDay(at).slice(0, 4);

/** The first instant of a month. @param month - `yyyy-mm` */
export const monthStart = (month: string): Millis => Date.parse(`${month}-01T00:00:00+08:00`);

/** The month so many months later, or earlier below zero. */
export function monthAfter(month: string, by = 1): string {
  const [year = 0, no = 0] = month.split('-').map(Number);
  const count = year * 12 + no - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The first instant of the month after. */
export const nextMonthStart = (at: Millis): Millis => monthStart(monthAfter(isoMonth(at)));

/** The last day of a year, from its first instant. */
export const lastDayOf = (year: string): Millis => startOfDay(Date.parse(`${year}-12-31T00:00:00+08:00`));
