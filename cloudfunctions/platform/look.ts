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
  /** How long an instance waits at most: others may have made something due meanwhile. */
  every: Millis;
  /** Documents that are to be looked at after `past`, the most overdue first; also ones that are not due yet. One database call. */
  next(past: Millis, limit: number): Promise<T[]>;
  /**
   * Deals with those that are due, at least one.
   * @param inTime - whether there is time left for another
   * @returns how many were written
   */
  settle(due: readonly T[], now: Millis, inTime: () => boolean): Promise<number>;
}

/** Does something that may fail without keeping others from their turn. @param about - what it was about, for the log */
export async function attempt(
  event: string,
  about: Readonly<Record<string, string>>,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.defect({ event, ...about }, error);
    return false;
  }
}

/**
 * Deals with documents one after the other; one that fails keeps no other from its turn.
 * @param event - names a failure in the log
 * @param see - deals with one. @returns whether it was written
 */
export const oneByOne =
  <T extends Due>(event: string, see: (document: T, now: Millis) => Promise<boolean>): Looking<T>['settle'] =>
  async (due, now, inTime) => {
    let written = 0;
    for (const document of due)
      written += Number(inTime() && (await attempt(event, { id: document._id }, () => see(document, now))));
    return written;
  };

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
    const written = due.length === 0 ? 0 : await looking.settle(due, now, inTime);
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
 * @returns a tick: how many documents it dealt with; `anyway` looks whatever is known
 */
export function createLook<T extends Due>(
  looking: Looking<T>,
  clock: () => Millis,
): (now: Millis, anyway?: boolean) => Promise<number> {
  let nextLook = -Infinity;
  let lookedAt = -Infinity;
  return async (now, anyway = false) => {
    // The clock of a simulation may be set back.
    if (!anyway && now >= lookedAt && now < nextLook) return 0;
    const started = clock();
    const { dealt, upcoming, more } = await seeAll(looking, now, () => clock() - started < TIME_BUDGET);
    lookedAt = now;
    // What was dealt with may fall due again before anything else that was read.
    nextLook = more ? now + MINUTE : Math.min(upcoming ?? Infinity, now + looking.every);
    return dealt;
  };
}
