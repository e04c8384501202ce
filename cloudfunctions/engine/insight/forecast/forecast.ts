/** What the coming weeks will probably bring, how sure that is, and how good such forecasts were: docs/forecast.md. */
import { backTest, meanError, reach, type Errors } from './back-test';
import { HOLT_WINTERS_FROM, holtWinters, seasonalNaive } from './methods';
import { filled, knownOf, mean, type WeeklySeries } from './series';

/** Weeks that are forecast. */
const WEEKS = 4;

/** With fewer weeks, or fewer things in all of them, nothing is forecast. */
const WEEKS_AT_LEAST = 8;
const COUNT_AT_LEAST = 10;

/** Past forecasts that can be compared with what came; without them nobody knows how wide the interval has to be. */
const COMPARED_AT_LEAST = 4;

/** Part of the weeks that the interval is to hold. */
const SHARE = 0.8;

/** Weeks that the coming ones are compared with: a quarter. */
const RECENT = 12;

/** Holt-Winters has to have been better by so much, over so many past forecasts, to be preferred to the plain way. */
const BETTER_BY = 0.95;
const FORECASTS_TO_COMPARE = 6;

export type ForecastMethod = 'holtWinters' | 'seasonalNaive';

/** One coming week. `low` ≤ `point` ≤ `high`; `low` and `high` are whole numbers. */
export interface ForecastPoint {
  point: number;
  low: number;
  high: number;
}

export interface Forecast {
  kind: 'forecast';
  /** In Chinese, the trend first. */
  sentence: string;
  points: ForecastPoint[];
  /** By how much such forecasts were off on average. */
  ownPastError: number;
  method: ForecastMethod;
}

export interface TooFew {
  kind: 'tooFew';
  sentence: string;
}

interface Chosen {
  method: ForecastMethod;
  errors: Errors;
  coming: number[];
}

/** The method that did better in the past; the plain one when in doubt. */
function choose(series: WeeklySeries): Chosen {
  const all = filled(series);
  const plain: Chosen = {
    method: 'seasonalNaive',
    errors: backTest(series, seasonalNaive, WEEKS, WEEKS),
    coming: seasonalNaive(all, WEEKS),
  };
  const errors = backTest(series, holtWinters, WEEKS, HOLT_WINTERS_FROM);
  if ((errors[0]?.length ?? 0) < FORECASTS_TO_COMPARE) return plain;
  // Of the same weeks, or the comparison would not be fair.
  const toBeat = meanError(backTest(series, seasonalNaive, WEEKS, HOLT_WINTERS_FROM));
  if (meanError(errors) >= BETTER_BY * toBeat) return plain;
  return { method: 'holtWinters', errors, coming: holtWinters(all, WEEKS) };
}

/** With one decimal. */
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** A difference that such forecasts are often off by is no trend. */
function trendOf(coming: number, recent: number, ownPastError: number): string {
  if (Math.abs(coming - recent) <= ownPastError) return '大致持平';
  return coming > recent ? '在增多' : '在减少';
}

/**
 * Looks four weeks ahead.
 * @param series - whole weeks up to now; one that still runs would look like a fall
 * @param subject - what is counted, e.g. 「动火作业」
 * @param unit - of one of it, e.g. 「次」
 * @throws RangeError for what cannot be a count
 */
export function forecast(series: WeeklySeries, subject: string, unit: string): Forecast | TooFew {
  const known = knownOf(series);
  const sum = known.reduce((total, count) => total + count, 0);
  const tooFew: TooFew = { kind: 'tooFew', sentence: `${subject}：数据太少，还看不出趋势` };
  if (known.length < WEEKS_AT_LEAST || sum < COUNT_AT_LEAST) return tooFew;
  const { method, errors, coming } = choose(series);
  if ((errors[0]?.length ?? 0) < COMPARED_AT_LEAST) return tooFew;
  const points = coming.map((value, step) => {
    const point = rounded(value);
    // A week further ahead is never surer than a nearer one.
    const width = Math.max(...errors.slice(0, step + 1).map((each) => reach(each, SHARE)));
    return { point, low: Math.max(0, Math.floor(point - width)), high: Math.ceil(point + width) };
  });
  const ownPastError = rounded(meanError(errors));
  const recent = known.slice(-RECENT);
  const [usual, expected] = [mean(recent), mean(coming)];
  const low = Math.min(...points.map((each) => each.low));
  const high = Math.max(...points.map((each) => each.high));
  const sentence = [
    `${subject}${trendOf(expected, usual, ownPastError)}：`,
    `接下来 ${WEEKS} 周每周约 ${rounded(expected)} ${unit}，最近 ${recent.length} 周平均 ${rounded(usual)} ${unit}。`,
    `多半在 ${low} 到 ${high} ${unit}之间；以前这样估，平均差 ${ownPastError} ${unit}`,
  ].join('');
  return { kind: 'forecast', sentence, points, ownPastError, method };
}
