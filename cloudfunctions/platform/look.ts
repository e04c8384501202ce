/** A part of the minute timer that asks the database only when it knows of something due, and now and then in any case. */
import type { Millis } from '../../typings/domain';
import { MINUTE } from '../../miniprogram/shared/time';
import * as log from './log';

/** Documents taken in one read. */
const BATCH = 50;

/** How long (ms) one run may go on, so that the rest of the minute has its turn. */
const TIME_BUDGET = 4_000;

interface Due {
  _id: string;
  nextDueAt: Millis | null;
}

export interface Looking<T extends Due> {
  /** Names a failure in the log. */
  event: string;
  /** How long an instance waits at most: others may have made something due meanwhile. */
  every: Millis;
  /** Documents that are to be looked at after `past`, the most overdue first; also ones that are not due yet. One database call. */
  next(past: Millis, limit: number): Promise<T[]>;
  /** Deals with one that is due. @returns whether it was written */
  see(document: T, now: Millis): Promise<boolean>;
}

/** One that fails keeps no other from its turn. */
async function seen<T extends Due>(document: T, now: Millis, looking: Looking<T>): Promise<boolean> {
  try {
    return await looking.see(document, now);
  } catch (error) {
    log.defect({ event: looking.event, id: document._id }, error);
    return false;
  }
}

/** Deals with what is due, in batches. */
async function seeAll<T extends Due>(
  looking: Looking<T>,
  now: Millis,
  inTime: () => boolean,
): Promise<{ dealt: number; upcoming: Millis | null; more: boolean }> {
  let dealt = 0;
  let past: Millis = 0;
  for (;;) {
    const read = await looking.next(past, BATCH);
    const due = read.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now);
    let written = 0;
    for (const document of due) written += Number(inTime() && (await seen(document, now, looking)));
    dealt += written;
    if (due.length < BATCH)
      return { dealt, upcoming: read[due.length]?.nextDueAt ?? null, more: due.length > 0 };
    if (!inTime()) return { dealt, upcoming: null, more: true };
    // What nothing can be done for must not keep those behind it from their turn.
    if (written < due.length) past = due.at(-1)?.nextDueAt ?? past;
  }
}

/**
 * Makes such a part: one database call when it looks, else none.
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many documents it dealt with
 */
export function createLook<T extends Due>(
  looking: Looking<T>,
  clock: () => Millis,
): (now: Millis) => Promise<number> {
  let nextLook = -Infinity;
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && now < nextLook) return 0;
    const started = clock();
    const { dealt, upcoming, more } = await seeAll(looking, now, () => clock() - started < TIME_BUDGET);
    lookedAt = now;
    // What was dealt with may fall due again before anything else that was read.
    nextLook = more ? now + MINUTE : Math.min(upcoming ?? Infinity, now + looking.every);
    return dealt;
  };
}
