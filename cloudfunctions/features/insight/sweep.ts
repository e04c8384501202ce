/** The part of the minute timer that counts: what changed becomes facts, and the days that they touch are made anew. */
import type { Millis } from '../../../typings/domain';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { createLook, oneByOne } from '../../platform/look';
import { collect } from './collect';
import { forgetEmptied, makeDay } from './days';
import type { Source } from './source';
import { daysDue, type DueDay } from './store';

/** How old numbers are at most while the timer runs: nothing is asked of the database in the minutes between. */
const EVERY = 5 * MINUTE;

/** How long (ms) one run may take before what is left waits for the next minute. */
const TIME_BUDGET = 4_000;

/** How long a fact that adds nothing is kept: much longer than any run lasts. */
const EMPTY_KEPT = DAY;

/**
 * Makes it.
 * @param sources - all kinds of documents that are counted
 * @param clock - the running time, to stay inside the function's limit
 * @returns a tick: how many documents and days it dealt with
 */
export function createCounting(
  sources: readonly Source[],
  clock: () => Millis,
): (now: Millis) => Promise<number> {
  const looks = sources.map((source) =>
    createLook(
      {
        every: EVERY,
        next: (past, limit) => source.due(past, limit),
        settle: (due, now) => collect(source, due, now),
      },
      clock,
    ),
  );
  const makeDays = oneByOne<DueDay>('insight.days', makeDay);
  const days = createLook({ every: EVERY, next: daysDue, settle: makeDays }, clock);
  let lookedAt = -Infinity;
  let tidiedAt = -Infinity;

  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && Math.floor(now / EVERY) === Math.floor(lookedAt / EVERY)) return 0;
    const started = clock();
    let dealt = 0;
    for (const look of [...looks, days]) {
      if (clock() - started > TIME_BUDGET) return dealt;
      // By the running time: what this very run wrote before is due as well.
      dealt += await look(clock(), true);
    }
    if (Math.abs(now - tidiedAt) >= DAY) {
      await forgetEmptied(now - EMPTY_KEPT, now);
      tidiedAt = now;
    }
    lookedAt = now;
    return dealt;
  };
}
