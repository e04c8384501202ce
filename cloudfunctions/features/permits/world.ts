/** What the engine of tickets may ask of the plant in force, and what the clock makes of a ticket by then. */
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { dueAt, settle, type Moved, type PermitWorld } from '../../engine/permit';
import { pendingIn, SEAL_LEASE } from '../capture/attached';
import type { Plant } from '../plant/current';

export const worldOf = ({ duty }: Pick<Plant, 'duty'>, now: Millis): PermitWorld => ({ now, duty });

/** The ticket as it stands now, whether or not the timer was there. */
export const settled = (permit: Permit, inForce: Plant, now: Millis): Moved =>
  settle(permit, worldOf(inForce, now));

/** When the timer looks at a ticket: what falls due, or photos to seal. @param again - how long it leaves photos alone */
export function lookAt(permit: Permit, now: Millis, again: Millis = SEAL_LEASE): Millis | null {
  const due = dueAt(permit);
  if (pendingIn(permit).length === 0) return due;
  return Math.min(due ?? Infinity, now + again);
}
