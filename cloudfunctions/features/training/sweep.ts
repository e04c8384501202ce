/** What the clock does to trainings and classes: people are reminded, misses recorded and told, and nothing ends in silence. */
import type { Millis } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { tickTraining } from '../../engine/training';
import { createLook, oneByOne } from '../../platform/look';
import { markUntrained } from '../people/untrained';
import { plant } from '../plant/current';
import { payTraining } from './earned';
import { sealLate } from './files';
import { isStillFor } from './generate';
import { settleClass } from './minutes';
import { tellOpenClass, tellPaid, tellTraining } from './notices';
import { nextSessions, nextTrainings, noteSession, writeTraining } from './store';

/** How long an instance waits at most before it looks again: others may have made something meanwhile. */
const EVERY = 5 * MINUTE;

/** How often a trainer is reminded of a class that nobody ended, before safety is told as well. */
const ALONE = 1;

/** One training. Told and marked before it is noted: a run that ends in between does it again, which changes nothing. */
async function settle(read: Training, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  const training = await sealLate(read, now);
  const ticked = tickTraining(training, now, {
    isFor: (each) => isStillFor(inForce, each),
    bossOf: (personId) => inForce.duty.bossOf(personId),
    safety: inForce.duty.safety(now),
  });
  if (ticked === null) return training !== read;
  if (ticked.mark !== undefined) await markUntrained(training.person.id, training.programmeId, ticked.mark);
  const points = await payTraining(training, inForce, now);
  if (points > 0) await tellPaid(training, points, inForce, now);
  await tellTraining(training, ticked, inForce, now);
  return (await writeTraining(training, ticked.training)) !== null;
}

/** One class: what is left to do of one that ended, or a reminder of one that did not. */
async function settleSession(session: Session, now: Millis): Promise<boolean> {
  if (session.closedAt !== null) {
    await settleClass(session, now);
    return true;
  }
  const inForce = await plant(now);
  const all = session.reminded < ALONE ? [session.trainer] : [session.trainer, inForce.duty.safety(now)];
  const people = new Map(all.map((person) => [person.id, person]));
  for (const person of people.values()) await tellOpenClass(session, person, inForce, now);
  return noteSession(session._id, { reminded: session.reminded + 1, nextDueAt: now + DAY });
}

/**
 * Makes the part of the minute timer that looks after trainings and classes.
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many trainings and classes it dealt with
 */
export function createTrainingSweep(clock: () => Millis): (now: Millis) => Promise<number> {
  const event = 'training.sweep';
  const trainings = createLook({ every: EVERY, next: nextTrainings, settle: oneByOne(event, settle) }, clock);
  const classes = createLook(
    { every: EVERY, next: nextSessions, settle: oneByOne(event, settleSession) },
    clock,
  );
  return async (now) => (await trainings(now)) + (await classes(now));
}
