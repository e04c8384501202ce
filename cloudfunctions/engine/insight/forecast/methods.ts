/** The two ways to look ahead: as it was a season ago, and additive Holt-Winters with a damped trend. */
import { mean, SEASON } from './series';

/** @returns the coming `weeks`, never below 0. @param past - every week, the earliest first; at least one */
export type Method = (past: readonly number[], weeks: number) => number[];

const ahead = (weeks: number, of: (step: number) => number): number[] =>
  Array.from({ length: weeks }, (_none, step) => Math.max(0, of(step)));

/** Each week like the one a season before; the last one while there is no whole season. */
export const seasonalNaive: Method = (past, weeks) => {
  const back = Math.min(SEASON, past.length);
  return ahead(weeks, (step) => past[past.length - back + (step % back)] ?? 0);
};

/** With fewer weeks Holt-Winters has no two seasons to begin with. */
export const HOLT_WINTERS_FROM = 2 * SEASON;

/** A trend loses this part of itself each week, so that it never runs away. */
const DAMPING = 0.9;

interface Weights {
  level: number;
  trend: number;
  season: number;
}

const WEIGHTS: readonly Weights[] = [0.05, 0.2, 0.4, 0.7].flatMap((level) =>
  [0, 0.1, 0.3].flatMap((trend) => [0, 0.1, 0.3].map((season) => ({ level, trend, season }))),
);

interface Fit {
  /** Sum of the squared errors one week ahead. */
  error: number;
  forecast: (weeks: number) => number[];
}

function fit(past: readonly number[], weights: Weights): Fit {
  const first = mean(past.slice(0, SEASON));
  let level = first;
  let trend = (mean(past.slice(SEASON, 2 * SEASON)) - first) / SEASON;
  // Without a weight for it there is no season, rather than that of the first month for ever.
  const season = past.slice(0, SEASON).map((count) => (weights.season === 0 ? 0 : count - first));
  let error = 0;
  for (const [week, count] of past.entries()) {
    if (week < SEASON) continue;
    const slot = week % SEASON;
    const usual = season[slot] ?? 0;
    const expected = level + DAMPING * trend;
    error += (count - expected - usual) ** 2;
    const next = weights.level * (count - usual) + (1 - weights.level) * expected;
    trend = weights.trend * (next - level) + (1 - weights.trend) * DAMPING * trend;
    level = next;
    season[slot] = weights.season * (count - level) + (1 - weights.season) * usual;
  }
  const forecast = (weeks: number): number[] => {
    let rise = 0;
    return ahead(weeks, (step) => {
      rise += trend * DAMPING ** (step + 1);
      return level + rise + (season[(past.length + step) % SEASON] ?? 0);
    });
  };
  return { error, forecast };
}

/** With the weights that would have been best one week ahead. @param past - at least {@link HOLT_WINTERS_FROM} weeks */
export const holtWinters: Method = (past, weeks) =>
  WEIGHTS.map((weights) => fit(past, weights))
    .reduce((best, one) => (one.error < best.error ? one : best))
    .forecast(weeks);
