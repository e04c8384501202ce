/** The numbers of a day, a week or a month, from those of days: docs/measures.md, Numbers of a period. */
export { overview, SILENT, withoutOrders, type Beside, type Looked } from './overview';
export { ANSWERS_TO_COMPARE } from './ranking';
export { REMEMBERED, repeatsIn, type ApartDay, type Repeats } from './repeats';
export { dayAfter, holds, lengthOf, mondayOf, spanBefore, spanOf, yearBefore, type Span } from './spans';
