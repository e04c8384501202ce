/** Trainings of a span of time, for the ledger. */
export { trainingsIn, type TrainingRow } from './store';
