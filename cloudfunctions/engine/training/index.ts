/** Trainings as rules: who has to learn what by when, what counts as done, and what the clock does about it. */
export { attendanceOf, minutesOf } from './class';
export { dueFor, endOf, trainingId, type DueTraining, type Learner } from './due';
export {
  attendedOf,
  courseIn,
  isTaught,
  isToSign,
  partInTurn,
  settled,
  withAttendance,
  withRead,
  withSignature,
  withTry,
} from './progress';
export { graded, hasPassed, isRight, nextTryAt, questionsOf } from './quiz';
export { recordOf, trainingFor, type Around } from './record';
export {
  explained,
  mayDelayTo,
  tickTraining,
  waived,
  type AroundTraining,
  type TickedTraining,
  type TrainingNotice,
} from './tick';
