/** What the clock does to trainings and classes: people are reminded, misses recorded and told, and nothing ends in silence. */
import type { Millis } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { tickTraining } from '../../engine/training';
import * as log from '../../platform/log';
import { markUntrained } from '../people/untrained';
import { plant, type Plant } from '../plant/current';
import { sealLate } from './files';
import { isStillFor } from './generate';
import { settleClass } from './minutes';
import { tellOpenClass, tellTraining } from './notices';
import { nextSessions, nextTrainings, noteSession, writeTraining } from './store';

/** Taken in one read. */
const BATCH = 50;

/** How long (ms) one run may go on, so that the rest of the minute has its turn. */
const TIME_BUDGET = 5_000;

/** How long an instance waits at most before it looks again: others may have made something meanwhile. */
const EVERY = 5 * MINUTE;

/** How often a trainer is reminded of a class that nobody ended, before safety is told as well. */
const ALONE = 1;

/** One training. Told and marked before it is noted: a run that ends in between does it again, which changes nothing. */
async function settle(read: Training, inForce: Plant, now: Millis): Promise<boolean> {
  const training = await sealLate(read, now);
  const ticked = tickTraining(training, now, {
    isFor: (each) => isStillFor(inForce, each),
    bossOf: (personId) => inForce.duty.bossOf(personId),
    safety: inForce.duty.safety(now),
  });
  if (ticked === null) return training !== read;
  if (ticked.mark !== undefined) await markUntrained(training.person.id, training.programmeId, ticked.mark);
  await tellTraining(training, ticked, inForce, now);
  return (await writeTraining(training, ticked.training)) !== null;
}

/** One class: what is left to do of one that ended, or a reminder of one that did not. */
async function settleSession(session: Session, inForce: Plant, now: Millis): Promise<boolean> {
  if (session.closedAt !== null) {
    await settleClass(session, now);
    return true;
  }
  const all = session.reminded < ALONE ? [session.trainer] : [session.trainer, inForce.duty.safety(now)];
  const people = new Map(all.map((person) => [person.id, person]));
  for (const person of people.values()) await tellOpenClass(session, person, inForce, now);
  return noteSession(session._id, { reminded: session.reminded + 1, nextDueAt: now + DAY });
}

/** Does something that may fail without keeping others from their turn. */
async function attempt(work: () => Promise<boolean>, about: Record<string, string>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.defect({ event: 'training.sweep', ...about }, error);
    return false;
  }
}

interface Dealt {
  dealt: number;
  /** When something falls due next; null: nothing that is known of. */
  upcoming: Millis | null;
}

async function trainings(now: Millis, inTime: () => boolean): Promise<Dealt> {
  let dealt = 0;
  let past: Millis = 0;
  for (;;) {
    const read = await nextTrainings(past, BATCH);
    const due = read.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now);
    const inForce = due.length === 0 ? null : await plant(now);
    let settled = 0;
    for (const training of due) {
      if (inForce === null || !inTime()) break;
      settled += Number(await attempt(() => settle(training, inForce, now), { training: training._id }));
    }
    dealt += settled;
    if (due.length < BATCH)
      return { dealt, upcoming: settled > 0 ? now : (read[due.length]?.nextDueAt ?? null) };
    if (!inTime()) return { dealt, upcoming: now };
    // Those that nothing can be done for must not keep those behind them from their turn.
    if (settled < due.length) past = due.at(-1)?.nextDueAt ?? past;
  }
}

async function classes(now: Millis): Promise<Dealt> {
  const read = await nextSessions(BATCH);
  const due = read.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now);
  const inForce = due.length === 0 ? null : await plant(now);
  let dealt = 0;
  for (const session of due) {
    if (inForce === null) break;
    dealt += Number(await attempt(() => settleSession(session, inForce, now), { session: session._id }));
  }
  return { dealt, upcoming: read[due.length]?.nextDueAt ?? null };
}

/**
 * Makes the part of the minute timer that looks after trainings and classes. Two database calls when it looks, which it
 * does when it knows of something that falls due, and every few minutes in any case; else none.
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many trainings and classes it dealt with
 */
export function createTrainingSweep(clock: () => Millis): (now: Millis) => Promise<number> {
  let nextLook = -Infinity;
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && now < nextLook) return 0;
    const started = clock();
    const looked = [await trainings(now, () => clock() - started < TIME_BUDGET), await classes(now)];
    lookedAt = now;
    const next = Math.min(...looked.map(({ upcoming }) => upcoming ?? Infinity), now + EVERY);
    // What was dealt with may fall due again before anything else that was read.
    nextLook = Math.max(next, now + MINUTE);
    return looked.reduce((sum, { dealt }) => sum + dealt, 0);
  };
}
