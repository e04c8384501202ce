/** Counting as rules: what each kind of document adds to which day, and what a month of days says. */
export { sumOf, Tally, total } from './cells';
export { BETWEEN, countMeeting } from './meetings';
export { inspectionMonth, quickRounds, type DayCounts, type QuickRound, type Wanted } from './month';
export { countOrder, slotOf, type CountedOrder } from './orders';
export { countCertificate, countPermit } from './permits';
export { countRound } from './rounds';
export { countTraining } from './trainings';
