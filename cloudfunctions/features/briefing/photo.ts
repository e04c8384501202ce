/** The photo of those who met: admitted from the leader's folder, and sealed at once or by the timer. */
import type { PhotoInput } from '../../../typings/api';
import type { Briefing } from '../../../typings/briefing';
import type { Evidence, Millis } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { admitPhotos } from '../capture/intake';
import { checkPath, folderOf } from '../capture/paths';
import { seal } from '../capture/seal';
import type { Actor } from '../people/identify';
import { writeSealed } from './store';

/** How long the invocation that admitted the photo may take to seal it before the timer does. */
const LEASE = 10_000;

/** How long the timer waits before it tries again. */
const AGAIN = 5 * MINUTE;

/** When the timer looks for a photo that was just admitted. */
export const sealDue = (now: Millis): Millis => now + LEASE;

/** The evidence id of a photo. @throws AppError PHOTO_PATH for one that is not theirs */
export const photoId = ({ fileId }: PhotoInput, actor: Actor): string =>
  checkPath(fileId, folderOf(actor)).id;

/**
 * Admits the photo of a meeting.
 * @param files - receives the bytes, for sealing in the same invocation
 * @throws AppError PHOTO_…
 */
export async function admitted(
  photo: PhotoInput,
  actor: Actor,
  files: Map<string, Buffer>,
  now: Millis,
): Promise<Evidence> {
  const about = { folder: folderOf(actor), purpose: 'scene', round: 1, now, actorId: actor.id } as const;
  const [evidence] = Object.values(await admitPhotos([photo], { ...about, max: 1, field: 'photo' }, files));
  if (evidence === undefined) throw new Error('a photo was admitted and is not there');
  // The photo belongs to its meeting, which says when it was.
  return { ...evidence, takenAt: null };
}

/** @returns what became of the photos */
async function sealAll(
  briefing: Briefing,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Briefing['evidence']> {
  const { evidence, again } = await seal(briefing, Object.keys(briefing.evidence), now, files);
  await writeSealed(briefing._id, evidence, again.length > 0 ? now + AGAIN : null);
  return evidence;
}

/**
 * Seals what an invocation admitted, as far as there is time; the timer does the rest. Never throws.
 * @returns the meeting with what is sealed
 */
export async function sealNow(
  briefing: Briefing,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Briefing> {
  const [result] = await withinCeiling([sealAll(briefing, now, files)], CEILING);
  if (result?.status === 'rejected')
    log.defect({ event: 'briefings.seal', briefing: briefing._id }, result.reason);
  const sealed = result?.status === 'fulfilled' && result.value !== 'late' ? result.value : {};
  return { ...briefing, evidence: { ...briefing.evidence, ...sealed } };
}

/** For the timer. @returns true: it was seen to */
export async function sealPending(briefing: Briefing, now: Millis): Promise<boolean> {
  await sealAll(briefing, now, new Map());
  return true;
}
