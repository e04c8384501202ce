/** Looking ahead as rules: weekly counts to what comes next, or to the word that there are too few. */
export { seasonalNaive } from './methods';
export { forecast, type Forecast, type ForecastMethod, type ForecastPoint, type TooFew } from './forecast';
export type { WeeklySeries } from './series';
