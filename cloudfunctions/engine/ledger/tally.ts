/** 季度/年度统计: what was found and put right, added up by month, so that any quarter or year is a sum. */
import type { Millis } from '../../../typings/domain';
import type { MonthTally, Tally } from '../../../typings/ledger';
import { isoDay } from '../../../miniprogram/shared/time';
import type { Column } from './columns';
import { isHazard, isOverdue } from './gaps';
import type { Registered } from './order-line';

export const NO_TALLY: Tally = {
  ...{ found: 0, general: 0, major: 0, undetermined: 0, closed: 0, closedInTime: 0 },
  ...{ open: 0, overdue: 0, deferred: 0, majorClosed: 0, money: 0, withGaps: 0 },
};

const COUNTED = Object.keys(NO_TALLY) as (keyof Tally)[];

/** `yyyy-mm`, +08:00. */
export const monthOf = (at: Millis): string => isoDay(at).slice(0, 'yyyy-mm'.length);

/** What one order adds to the month in which it was found. @param gaps - how many it has */
export function tallyOf(order: Registered, gaps: number, now: Millis): Tally {
  if (!isHazard(order)) return NO_TALLY;
  const { level, open, closedAt, deferral, resolveDueAt, state } = order;
  const isClosed = !open && closedAt !== null;
  const due = deferral?.until ?? resolveDueAt;
  return {
    found: 1,
    general: Number(level === 'general'),
    major: Number(level === 'major'),
    undetermined: Number(level === 'undetermined'),
    closed: Number(isClosed),
    closedInTime: Number(isClosed && closedAt <= due),
    open: Number(open),
    overdue: Number(isOverdue(order, now)),
    deferred: Number(open && state === 'deferred'),
    majorClosed: Number(isClosed && level === 'major'),
    money: deferral?.money ?? 0,
    withGaps: Number(gaps > 0),
  };
}

export const addTallies = (a: Tally, b: Tally): Tally => {
  const sum = { ...a };
  for (const key of COUNTED) sum[key] += b[key];
  return sum;
};

/** Adds one to its month; months come in order. */
export function addToMonth(months: readonly MonthTally[], month: string, one: Tally): MonthTally[] {
  const known = months.find((each) => each.month === month);
  const rest = months.filter((each) => each.month !== month);
  const sum = { month, tally: addTallies(known?.tally ?? NO_TALLY, one) };
  return [...rest, sum].sort((a, b) => a.month.localeCompare(b.month));
}

export const total = (months: readonly MonthTally[]): Tally =>
  months.reduce((sum, { tally }) => addTallies(sum, tally), NO_TALLY);

/** 整改率: closed of what was found, in percent with one digit; empty where nothing was found. */
export const closingRate = ({ found, closed }: Tally): string =>
  found === 0 ? '' : `${((closed * 100) / found).toFixed(1)}%`;

export const STATISTIC_COLUMNS = [
  { id: 'period', title: '统计期', width: 16 },
  { id: 'found', title: '排查隐患数', width: 12 },
  { id: 'general', title: '一般隐患', width: 11 },
  { id: 'major', title: '重大隐患', width: 11 },
  { id: 'undetermined', title: '待判定', width: 10 },
  { id: 'closed', title: '已整改', width: 10 },
  { id: 'closedInTime', title: '按期整改', width: 11 },
  { id: 'rate', title: '整改率', width: 10 },
  { id: 'open', title: '未整改', width: 10 },
  { id: 'overdue', title: '超期未改', width: 11 },
  { id: 'deferred', title: '暂缓整改', width: 11 },
  { id: 'majorClosed', title: '重大已整改', width: 12 },
  { id: 'money', title: '整改资金(元)', width: 13 },
  { id: 'withGaps', title: '有缺项的', width: 11 },
] as const satisfies readonly Column[];

export type StatisticColumn = (typeof STATISTIC_COLUMNS)[number]['id'];

const lineOf = (period: string, tally: Tally): Record<StatisticColumn, string | number> => ({
  period,
  ...tally,
  rate: closingRate(tally),
});

const quarterOf = (month: string): string =>
  `${month.slice(0, 4)} 年第 ${Math.ceil(Number(month.slice(5)) / 3)} 季度`;

const yearOf = (month: string): string => `${month.slice(0, 4)} 年`;

/** Sums of months that belong together, in order. */
function grouped(
  months: readonly MonthTally[],
  nameOf: (month: string) => string,
): Record<StatisticColumn, string | number>[] {
  const names = [...new Set(months.map(({ month }) => nameOf(month)))];
  return names.map((name) => lineOf(name, total(months.filter(({ month }) => nameOf(month) === name))));
}

/** Months, then quarters, then years; one line that says zero where nothing was found at all. */
export function statisticLines(months: readonly MonthTally[]): Record<StatisticColumn, string | number>[] {
  if (months.length === 0) return [lineOf('合计', NO_TALLY)];
  return [...grouped(months, (month) => month), ...grouped(months, quarterOf), ...grouped(months, yearOf)];
}
