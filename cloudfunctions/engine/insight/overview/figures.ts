/** Sums, shares and quantiles of cells. */
import type { Cell } from '../../../../typings/insight';
import type { DayCounts } from '../month';
import { holds, type Span } from './spans';

/** Cells that hold what is asked for. */
export type Which = Partial<Record<string, string>>;

const fits = (cell: Cell, of: string, by: Which): boolean =>
  cell.of === of &&
  Object.entries(by).every(([dimension, id]) => id === undefined || cell.by[dimension] === id);

/** All cells of the days of a span. */
export const cellsIn = (days: readonly Pick<DayCounts, '_id' | 'cells'>[], span: Span): Cell[] =>
  days.flatMap(({ _id, cells }) => (holds(span, _id) ? cells : []));

/** How many there are of a measure. */
export function sum(cells: readonly Cell[], of: string, measure: string, by: Which = {}): number {
  let all = 0;
  for (const cell of cells) if (fits(cell, of, by)) all += cell.n[measure] ?? 0;
  return all;
}

/** Null: there is nothing of which it could be a part. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Whole minutes → how many took so long. */
export type Minutes = ReadonlyMap<number, number>;

/** Adds the minutes of all cells of a kind up. @param of - `response` or `closure` */
export function minutesOf(cells: readonly Cell[], of: string, by: Which = {}): Minutes {
  const minutes = new Map<number, number>();
  for (const cell of cells)
    if (fits(cell, of, by))
      for (const [minute, count] of Object.entries(cell.n))
        minutes.set(Number(minute), (minutes.get(Number(minute)) ?? 0) + count);
  return minutes;
}

export const countOf = (minutes: Minutes): number =>
  [...minutes.values()].reduce((all, count) => all + count, 0);

/** In whole minutes. */
export function mean(minutes: Minutes): number | null {
  const count = countOf(minutes);
  const total = [...minutes].reduce((all, [minute, n]) => all + minute * n, 0);
  return count === 0 ? null : Math.round(total / count);
}

/**
 * The shortest time that at least such a part did not exceed (nearest rank).
 * @param part - above 0, at most 1
 */
export function quantile(minutes: Minutes, part: number): number | null {
  const rank = Math.ceil(part * countOf(minutes));
  let passed = 0;
  for (const [minute, count] of [...minutes].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= rank) return minute;
  }
  return null;
}

export const MEDIAN = 0.5;
export const MOST = 0.9;

/** What is told apart by a dimension, each with its number, most first. */
export function ranked(
  cells: readonly Cell[],
  dimension: string,
  measure: string,
): [id: string, n: number][] {
  const byId = new Map<string, number>();
  for (const { of, by, n } of cells) {
    const id = by[dimension];
    const count = n[measure] ?? 0;
    if (of === 'order' && id !== undefined && count > 0) byId.set(id, (byId.get(id) ?? 0) + count);
  }
  return [...byId].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
