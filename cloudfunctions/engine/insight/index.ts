/** Counting as rules: what each kind of document adds to which day, and what a month of days says. */
export { isApart, sumOf, Tally, total } from './cells';
export { BETWEEN, countMeeting } from './meetings';
export { inspectionMonth, quickRounds, type DayCounts, type QuickRound, type Wanted } from './month';
export { answeredAt, countOrder, isMended, slotOf, spotOf, type CountedOrder } from './orders';
export {
  ANSWERS_TO_COMPARE,
  dayAfter,
  holds,
  lengthOf,
  mondayOf,
  overview,
  REMEMBERED,
  repeatsIn,
  SILENT,
  spanBefore,
  spanOf,
  withoutOrders,
  yearBefore,
  type ApartDay,
  type Beside,
  type Looked,
  type Span,
} from './overview';
export { countCertificate, countPermit } from './permits';
export { countRound } from './rounds';
export { countTraining } from './trainings';
