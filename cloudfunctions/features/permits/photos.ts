/** Photos of tickets: admitted with what they show, sealed at once or by the timer. */
import type { PhotoInput } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import type { PermitActValues } from '../../../typings/permit-views';
import { MINUTE } from '../../../miniprogram/shared/time';
import { admitAttached, sealAttached, sealAttachedNow, type RecordSealed } from '../capture/attached';
import type { Actor } from '../people/identify';
import { writeSealed } from './store';
import { lookAt } from './world';

/** Photos of one thing: a precaution, a measurement, the end of the watch. */
export const MAX_PHOTOS = 3;

/** How long the timer waits before it tries again. */
const AGAIN = 5 * MINUTE;

/** What an invocation admitted: evidence ids by what they belong to, and the bytes. */
export interface Hand {
  /** In the order of `checks`. */
  checks: string[][];
  photos: string[];
  evidence: Record<string, Evidence>;
  files: Map<string, Buffer>;
}

/** Admits every photo of an action. @throws AppError PHOTO_… */
export async function handOf(
  permit: Permit,
  { checks = [], photos = [] }: PermitActValues,
  actor: Actor,
  now: Millis,
): Promise<Hand> {
  const taken = new Set(Object.keys(permit.evidence));
  const hand: Hand = { checks: [], photos: [], evidence: {}, files: new Map() };
  const admit = async (given: PhotoInput[], field: string): Promise<string[]> => {
    const about = { field, max: MAX_PHOTOS, taken, files: hand.files, now };
    const evidence = await admitAttached(given, actor, about);
    Object.assign(hand.evidence, evidence);
    return Object.keys(evidence);
  };
  for (const [index, check] of checks.entries())
    hand.checks.push(await admit(check.photos, `checks.${index}.photos`));
  hand.photos = await admit(photos, 'photos');
  return hand;
}

const recordOf =
  (permit: Permit, now: Millis): RecordSealed =>
  (sealed) =>
    writeSealed(
      permit,
      sealed,
      lookAt({ ...permit, evidence: { ...permit.evidence, ...sealed } }, now, AGAIN),
    );

/** Seals what an invocation admitted; the timer does the rest. Never throws. */
export const sealNow = (permit: Permit, now: Millis, files: Map<string, Buffer>): Promise<void> =>
  sealAttachedNow(permit, recordOf(permit, now), now, files);

/** For the timer: seals what stayed pending. */
export const sealPending = (permit: Permit, now: Millis): Promise<void> =>
  sealAttached(permit, recordOf(permit, now), now);
