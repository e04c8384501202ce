/** What a method would have said week by week in the past, and how far off that was. */
import type { Method } from './methods';
import { filled, mean, type WeeklySeries } from './series';

/** Weeks that are looked back at; older ones say little of today. */
const ORIGINS = 26;

/** Errors by how many weeks ahead they were made: `errors[0]` one week ahead. */
export type Errors = readonly (readonly number[])[];

/**
 * Every forecast is made of the weeks before it alone. Weeks that nobody counted are not compared.
 * @param from - weeks that the first forecast has
 */
export function backTest(series: WeeklySeries, method: Method, weeks: number, from: number): Errors {
  const errors = Array.from({ length: weeks }, (): number[] => []);
  const all = filled(series);
  for (let origin = Math.max(from, series.length - ORIGINS); origin < series.length; origin++)
    for (const [step, expected] of method(all.slice(0, origin), weeks).entries()) {
      const came = series[origin + step];
      if (came !== undefined && came !== null) errors[step]?.push(Math.abs(came - expected));
    }
  return errors;
}

/** The mean absolute error. */
export const meanError = (errors: Errors): number => mean(errors.flat());

/**
 * The distance within which so many of the errors stayed, with the correction for few of them: the interval is as wide as
 * the largest error while there are too few to leave one out.
 * @param share - between 0 and 1
 */
export function reach(errors: readonly number[], share: number): number {
  const sorted = [...errors].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * share));
  return sorted[rank - 1] ?? 0;
}
