/** What the clock does to tickets: work whose time is over stops, what nobody did is pushed up, photos are sealed. */
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { MINUTE } from '../../../miniprogram/shared/time';
import { createLook, oneByOne } from '../../platform/look';
import { pendingIn } from '../capture/attached';
import { plant } from '../plant/current';
import { tellOf } from './notices';
import { sealPending } from './photos';
import { nextPermits, writePermit } from './store';
import { recorded } from './trail';
import { lookAt, settled } from './world';

/** How long an instance waits at most before it looks again: others may have asked for tickets meanwhile. */
const EVERY = 5 * MINUTE;

/** Told before it is noted: a run that ends in between tells again, which leaves one row. */
async function see(permit: Permit, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  const moved = settled(permit, inForce, now);
  if (moved.ticket !== permit) {
    const noted = recorded(moved.ticket, moved.happenings, now, null);
    await tellOf(noted, moved.tell, inForce, now);
    // Photos come with the next look, which is at once.
    return (await writePermit(permit, { ...noted, nextDueAt: lookAt(noted, now, 0) })) !== null;
  }
  if (pendingIn(permit).length === 0)
    return (await writePermit(permit, { ...permit, nextDueAt: lookAt(permit, now) })) !== null;
  await sealPending(permit, now);
  return true;
}

/** Makes the part of the minute timer that looks after tickets. @param clock - the running time */
export const createPermitSweep = (clock: () => Millis): ((now: Millis) => Promise<number>) =>
  createLook({ every: EVERY, next: nextPermits, settle: oneByOne('permits.sweep', see) }, clock);
