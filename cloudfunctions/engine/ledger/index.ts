/** The papers that an inspector asks for, as lines of data: nothing here reads or writes anything. */
export { ORDER_COLUMNS, type Column, type OrderLine } from './columns';
export { gapsOf, isHazard } from './gaps';
export { orderLine, stamp, type Names, type Registered } from './order-line';
export { isWhoReported, REPORTER, withoutReporter } from './private';
export {
  addToMonth,
  closingRate,
  monthOf,
  NO_TALLY,
  STATISTIC_COLUMNS,
  statisticLines,
  tallyOf,
  total,
} from './tally';
export {
  CERTIFICATE_COLUMNS,
  certificateLine,
  FUND_COLUMNS,
  fundLine,
  GAP_COLUMNS,
  HEAD_COLUMNS,
  HOT_WORK_COLUMNS,
  hotWorkLine,
  TRAINING_COLUMNS,
  trainingLine,
} from './others';
export { shownCounts, shownMonths } from './shown';
export { KIND_TITLES, SECTIONS, type SectionId } from './plan';
