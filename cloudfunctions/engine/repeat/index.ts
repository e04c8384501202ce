/** Hazards that came back, as rules: docs/repeats.md. */
export {
  answered,
  comingsBack,
  dueOf,
  LOOKED_BACK,
  lookedAt,
  measured,
  nextReminder,
  stageOf,
  standing,
  WATCHED,
  type Change,
  type Sighting,
} from './repeat';
