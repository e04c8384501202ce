/** Weekly counts as a forecast reads them: which weeks are known, and what stands in for those that are not. */

/** Counts of weeks that follow each other, the earliest first; null: nobody counted in that week. */
export type WeeklySeries = readonly (number | null)[];

/** Weeks after which a pattern is taken to come back: a month of production, since a year of weeks is rarely there. */
export const SEASON = 4;

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** @throws RangeError for what cannot be a count */
export function knownOf(series: WeeklySeries): number[] {
  const known = series.filter((count) => count !== null);
  if (!known.every((count) => Number.isFinite(count) && count >= 0))
    throw new RangeError('a weekly count is a number from 0');
  return known;
}

/** Every week with a number: a gap takes that of a season before, and the mean of what came before where there is none. */
export function filled(series: WeeklySeries): number[] {
  const all: number[] = [];
  for (const [week, count] of series.entries()) all.push(count ?? all[week - SEASON] ?? mean(all));
  return all;
}
