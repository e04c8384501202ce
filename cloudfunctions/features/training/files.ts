/** Signatures and pictures of classes: admitted from the folder of whoever made them, and sealed at once or by the timer. */
import type { PhotoInput } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import { MINUTE } from '../../../miniprogram/shared/time';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { admitPhotos } from '../capture/intake';
import { folderOf } from '../capture/paths';
import { seal } from '../capture/seal';
import type { Actor } from '../people/identify';
import { settled } from '../../engine/training';
import { noteSession, writeSealed } from './store';

/** How long the invocation that admitted a picture may take to seal it before the timer does. */
const LEASE = 10_000;

/** How long the timer waits before it tries again. */
const AGAIN = 5 * MINUTE;

export const sealDue = (now: Millis): Millis => now + LEASE;

/** What is kept of a file: when it was taken by the phone's clock is not. */
const withoutClock = (evidence: Evidence): Evidence => ({ ...evidence, takenAt: null });

/** Admits one picture. @param taken - evidence that is there @param files - receives the bytes @throws AppError PHOTO_… */
export async function admittedPicture(
  photo: PhotoInput,
  actor: Actor,
  taken: Readonly<Record<string, Evidence>>,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Evidence> {
  const about = { folder: folderOf(actor), purpose: 'scene', round: 1, now, actorId: actor.id } as const;
  const ids = new Set(Object.keys(taken));
  const admitted = await admitPhotos([photo], { ...about, max: 1, field: 'photo', taken: ids }, files);
  const [evidence] = Object.values(admitted);
  if (evidence === undefined) throw new Error('a picture was admitted to nothing');
  return withoutClock(evidence);
}

const pendingIn = (evidence: Readonly<Record<string, Evidence>>): string[] =>
  Object.values(evidence).flatMap(({ id, state }) => (state === 'pending' ? [id] : []));

async function sealed(
  owner: Pick<Session, '_id' | 'evidence'>,
  ids: string[],
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Record<string, Evidence>> {
  const { evidence } = await seal(owner, ids, now, files);
  return Object.fromEntries(Object.entries(evidence).map(([id, one]) => [id, withoutClock(one)]));
}

/** Whether anything is left to seal. */
const isLeft = (
  before: Readonly<Record<string, Evidence>>,
  now: Readonly<Record<string, Evidence>>,
): boolean => pendingIn({ ...before, ...now }).length > 0;

/** Seals what is pending of a training. @returns the training as it is then */
async function sealInto(
  training: Training,
  ids: string[],
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Training> {
  const evidence = await sealed(training, ids, now, files);
  const sealDueAt = isLeft(training.evidence, evidence) ? now + AGAIN : null;
  const next = {
    ...settled({ ...training, sealDueAt }, now),
    evidence: { ...training.evidence, ...evidence },
  };
  await writeSealed(training, evidence, next);
  return next;
}

/** Seals what an invocation admitted, as far as there is time; the timer does the rest. Never throws. */
export async function sealNow(
  training: Training,
  ids: string[],
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Training> {
  if (ids.length === 0) return training;
  const [result] = await withinCeiling([sealInto(training, ids, now, files)], CEILING);
  if (result?.status === 'fulfilled' && result.value !== 'late') return result.value;
  if (result?.status === 'rejected') {
    log.defect({ event: 'training.seal', training: training._id }, result.reason);
  }
  return training;
}

/** For the timer: seals what stayed pending; the very same training when that is not due. */
export const sealLate = (training: Training, now: Millis): Promise<Training> =>
  training.sealDueAt === null || now < training.sealDueAt
    ? Promise.resolve(training)
    : sealInto(training, pendingIn(training.evidence), now, new Map());

/** Seals the picture of a class. @returns the class as it is then, and whether anything is left to seal */
export async function sealClass(
  session: Session,
  now: Millis,
  files: Map<string, Buffer> = new Map(),
): Promise<{ session: Session; left: boolean }> {
  const ids = pendingIn(session.evidence);
  if (ids.length === 0) return { session, left: false };
  const evidence = await sealed(session, ids, now, files);
  await noteSession(session._id, {}, evidence);
  const left = isLeft(session.evidence, evidence);
  return { session: { ...session, evidence: { ...session.evidence, ...evidence } }, left };
}
