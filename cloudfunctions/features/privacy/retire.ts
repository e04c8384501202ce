/** Deletes or blanks what was kept for long enough: once a night, one kind a tick, in bounded batches. */
import type { Millis } from '../../../typings/domain';
import { dayStamp, wallClock } from '../../../miniprogram/shared/time';
import type { KeptId } from '../../config/retention';
import * as log from '../../platform/log';
import { retireMessages } from '../notices/kept';
import { retireClaims } from '../order/kept';
import { retireInvites, retireTries } from '../people/kept';
import { retireCodeTries } from '../shop/kept';
import { retireTurns } from '../shift/kept';

/** The hour of the day in which it happens, when little else is done. */
export const RETIRING_HOUR = 3;

/** Documents of one tick; what is left comes with the next. */
const BATCH = 100;

/** Each order is a write of its own. */
const ORDERS = 20;

/** How one kind goes. */
export interface Retiring {
  id: KeptId;
  limit: number;
  /** @returns how many were found; fewer than the limit means that none are left */
  run(now: Millis, limit: number): Promise<number>;
}

/** The kinds with an end; `device` goes with `positions`. */
export const RETIRING: readonly Retiring[] = [
  { id: 'positions', limit: ORDERS, run: retireClaims },
  { id: 'messages', limit: BATCH, run: retireMessages },
  { id: 'shifts', limit: BATCH, run: retireTurns },
  { id: 'attempts', limit: BATCH, run: retireTries },
  { id: 'attempts', limit: BATCH, run: retireCodeTries },
  { id: 'invites', limit: BATCH, run: retireInvites },
];

/**
 * Makes the part of the minute timer that retires. Nothing is asked of the database but in the ticks of that
 * hour that still have a kind to go through; a kind that fails is left to the next night.
 * @param kinds - in their order
 * @returns a tick: how many documents it dealt with
 */
export function createRetirement(kinds: readonly Retiring[] = RETIRING): (now: Millis) => Promise<number> {
  let day = '';
  let at = 0;
  return async (now) => {
    if (wallClock(now).hour !== RETIRING_HOUR) return 0;
    if (day !== dayStamp(now)) [day, at] = [dayStamp(now), 0];
    const kind = kinds[at];
    if (kind === undefined) return 0;
    try {
      const found = await kind.run(now, kind.limit);
      if (found < kind.limit) at += 1;
      return found;
    } catch (error) {
      log.defect({ event: 'jobs.retire', kind: kind.id }, error);
      at += 1;
      return 0;
    }
  };
}
