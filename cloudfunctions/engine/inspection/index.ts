/** Inspections as rules: when a plan is due, what a task holds, and how a round goes. */
export { begun, LAPSES_AFTER, lapsed, revived } from './before-use';
export { due, isByClock, type DueShift, type WorkDays } from './due';
export { answered, findingsOf, finish, merged, newMiss, unreported, type Arriving } from './round';
export { idInChecklist, itemsOf, taskFor, taskId, type Surroundings } from './task';
export {
  dropped,
  EXPLAIN_WITHIN,
  isUntouched,
  tick,
  type Around,
  type TaskNotice,
  type Ticked,
} from './tick';
