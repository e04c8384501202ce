/** What the clock does to hazards that came back: reminds while something is left to do, and says when one held. */
import type { Millis } from '../../../typings/domain';
import type { Repeat } from '../../../typings/repeat';
import { HOUR } from '../../../miniprogram/shared/time';
import { nextReminder, stageOf, standing } from '../../engine/repeat';
import { createLook, oneByOne } from '../../platform/look';
import { plant } from '../plant/current';
import { tellRepeat } from './notices';
import { nextRepeats, noteTold } from './store';

/** Told before it is noted: a run that ends in between tells again, which is one message. */
async function see(repeat: Repeat, now: Millis): Promise<boolean> {
  const last = standing(repeat.rounds);
  if (last === null) return noteTold(repeat, null);
  const isHeld = stageOf(last, now) === 'held';
  await tellRepeat(repeat, isHeld ? 'repeatHeld' : 'repeatDue', await plant(now), now);
  return noteTold(repeat, nextReminder(last, now));
}

/** They are due by the day. */
const EVERY = HOUR;

/** Makes the part of the minute timer. @param clock - the running time */
export const createRepeatSweep = (clock: () => Millis): ((now: Millis) => Promise<number>) =>
  createLook({ every: EVERY, next: nextRepeats, settle: oneByOne('repeats', see) }, clock);
