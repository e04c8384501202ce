/** 班前会 as rules: when a team meets, what its card holds, what people and the clock do with it. */
export {
  actsOf,
  closed,
  countsOf,
  withSignature,
  explained,
  namedBy,
  newMiss,
  opened,
  said,
  signature,
} from './act';
export {
  briefingFor,
  briefingId,
  isUntouched,
  meetingsDue,
  renewed,
  windowOf,
  type Surroundings,
} from './meeting';
export { quizOf, type QuizPicture } from './quiz';
export { EXPLAIN_WITHIN, tick, type BriefingNotice, type Ticked } from './tick';
