/** Photos of answers: admitted from the folder of whoever took them, and sealed at once or by the timer. */
import type { PhotoInput } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { MINUTE } from '../../../miniprogram/shared/time';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { admitPhotos } from '../capture/intake';
import { folderOf } from '../capture/paths';
import { seal } from '../capture/seal';
import type { Actor } from '../people/identify';
import { unsealed, writeSealed } from './store';

/** Photos of one answer. */
export const MAX_PHOTOS = 3;

/** How long the invocation that admitted photos may take to seal them before the timer does. */
const LEASE = 10_000;

/** How long the timer waits before it tries again. */
const AGAIN = 5 * MINUTE;

/** Tasks of one run; what is left comes with the next. */
const BATCH = 20;

/** When a file was taken by the phone's clock is not kept of inspections: the answer it belongs to says when. */
const withoutClock = (evidence: Record<string, Evidence>): Record<string, Evidence> =>
  Object.fromEntries(Object.entries(evidence).map(([id, one]) => [id, { ...one, takenAt: null }]));

/**
 * Admits the photos of one answer.
 * @param field - of the answer, for messages
 * @param taken - evidence ids that are taken; those of this answer are added
 * @param files - receives the bytes, for sealing in the same invocation
 * @throws AppError PHOTO_…
 */
export async function admitted(
  photos: PhotoInput[],
  actor: Actor,
  {
    field,
    taken,
    files,
    now,
  }: { field: string; taken: Set<string>; files: Map<string, Buffer>; now: Millis },
): Promise<Record<string, Evidence>> {
  if (photos.length === 0) return {};
  const about = { folder: folderOf(actor), purpose: 'scene', round: 1, now, actorId: actor.id } as const;
  const evidence = await admitPhotos(photos, { ...about, max: MAX_PHOTOS, field, taken }, files);
  for (const id of Object.keys(evidence)) taken.add(id);
  return withoutClock(evidence);
}

/** When the timer looks for photos that were just admitted. */
export const sealDue = (now: Millis): Millis => now + LEASE;

const pendingIn = ({ evidence }: Pick<Task, 'evidence'>): string[] =>
  Object.values(evidence).flatMap(({ id, state }) => (state === 'pending' ? [id] : []));

async function sealAll(task: Task, ids: string[], now: Millis, files: Map<string, Buffer>): Promise<void> {
  const sealed = withoutClock((await seal(task, ids, now, files)).evidence);
  const left = pendingIn({ evidence: { ...task.evidence, ...sealed } });
  await writeSealed(task, sealed, left.length > 0 ? now + AGAIN : null);
}

/** Seals what an invocation admitted, as far as there is time; the timer does the rest. Never throws. */
export async function sealNow(
  task: Task,
  ids: string[],
  now: Millis,
  files: Map<string, Buffer>,
): Promise<void> {
  if (ids.length === 0) return;
  const [result] = await withinCeiling([sealAll(task, ids, now, files)], CEILING);
  if (result?.status === 'rejected') log.defect({ event: 'tasks.seal', task: task._id }, result.reason);
}

/** For the timer: seals what stayed pending. One database call when there is nothing. @returns how many tasks it saw */
export async function sealTasks(now: Millis): Promise<number> {
  const waiting = await unsealed(now, BATCH);
  for (const task of waiting) {
    try {
      await sealAll(task, pendingIn(task), now, new Map());
    } catch (error) {
      log.defect({ event: 'tasks.seal', task: task._id }, error);
    }
  }
  return waiting.length;
}
