/** Which days a day, a week or a month is made of, and with which others it is compared. */
import { DAY, isoDay, startOfDay } from '../../../../miniprogram/shared/time';
import type { InsightPeriod } from '../../../../typings/insight-views';

/** Days, `yyyy-mm-dd`, both included. */
export interface Span {
  from: string;
  to: string;
}

/** Days of a week. */
const WEEK = 7;

/** So many days lie between a day and the same weekday of the year before. */
const YEAR = 52 * WEEK;

const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** So many days later; before, when fewer than none. */
export const dayAfter = (day: string, count: number): string => isoDay(startOfDay(at(day)) + count * DAY);

/** How many days a span has. */
export const lengthOf = ({ from, to }: Span): number => Math.round((at(to) - at(from)) / DAY) + 1;

/** Every day of a span, the earliest first. */
export const daysOfSpan = (span: Span): string[] =>
  Array.from({ length: lengthOf(span) }, (_none, n) => dayAfter(span.from, n));

export const holds = ({ from, to }: Span, day: string): boolean => from <= day && day <= to;

/** Monday of the week of a day. */
export const mondayOf = (day: string): string =>
  dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + WEEK - 1) % WEEK));

const MONTH = 'yyyy-mm'.length;
const firstOf = (day: string): string => `${day.slice(0, MONTH)}-01`;
const lastOf = (day: string): string => dayAfter(firstOf(dayAfter(firstOf(day), 31)), -1);

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The period that holds a day, as far as it is over. @param today - the last day there is */
export function spanOf(period: InsightPeriod, day: string, today: string): Span {
  if (period === 'today') return { from: day, to: day };
  if (period === 'month') return { from: firstOf(day), to: earlier(lastOf(day), today) };
  const from = mondayOf(day);
  return { from, to: earlier(dayAfter(from, WEEK - 1), today) };
}

/** As many days from the beginning of another month; all of it, when all of this one is meant. */
function ofMonth(first: string, span: Span): Span {
  const isWhole = span.to === lastOf(span.from);
  const last = lastOf(first);
  return { from: first, to: isWhole ? last : earlier(dayAfter(first, lengthOf(span) - 1), last) };
}

const moved = ({ from, to }: Span, days: number): Span => ({
  from: dayAfter(from, days),
  to: dayAfter(to, days),
});

/** The period before. One that is not over is compared with as many days of the one before: half a month looks like a fall. */
export function spanBefore(period: InsightPeriod, span: Span): Span {
  if (period === 'today') return moved(span, -1);
  if (period === 'week') return moved(span, -WEEK);
  return ofMonth(firstOf(dayAfter(span.from, -1)), span);
}

/** The same a year before: the same month, or the same weekdays. */
export function yearBefore(period: InsightPeriod, span: Span): Span {
  if (period !== 'month') return moved(span, -YEAR);
  const year = Number(span.from.slice(0, 4)) - 1;
  return ofMonth(`${year}${span.from.slice(4)}`, span);
}
