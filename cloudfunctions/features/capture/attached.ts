/** Photos of documents that are no orders: admitted from the folder of whoever took them, sealed at once or by the timer. */
import type { PhotoInput } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { admitPhotos } from './intake';
import { folderOf } from './paths';
import { seal } from './seal';

/** A document that photos hang on. */
export interface Attachable {
  _id: string;
  evidence: Record<string, Evidence>;
}

/** How long the invocation that admitted photos may take to seal them before the timer does. */
export const SEAL_LEASE = 10_000;

/** When a file was taken by the phone's clock is not kept: what it belongs to says when. */
const withoutClock = (evidence: Record<string, Evidence>): Record<string, Evidence> =>
  Object.fromEntries(Object.entries(evidence).map(([id, one]) => [id, { ...one, takenAt: null }]));

/**
 * Admits photos as pending evidence.
 * @param field - the input's name, for messages
 * @param taken - evidence ids that are taken; these are added
 * @param files - receives the bytes, for sealing in the same invocation
 * @throws AppError PHOTO_…
 */
export async function admitAttached(
  photos: PhotoInput[],
  actor: { id: string; openid: string },
  about: { field: string; max: number; taken: Set<string>; files: Map<string, Buffer>; now: Millis },
): Promise<Record<string, Evidence>> {
  if (photos.length === 0) return {};
  const { field, max, taken, files, now } = about;
  const admission = { folder: folderOf(actor), purpose: 'scene', round: 1, now, actorId: actor.id } as const;
  const evidence = await admitPhotos(photos, { ...admission, max, field, taken }, files);
  for (const id of Object.keys(evidence)) taken.add(id);
  return withoutClock(evidence);
}

/** Photos that nobody sealed yet, by id. */
export const pendingIn = ({ evidence }: Pick<Attachable, 'evidence'>): string[] =>
  Object.values(evidence).flatMap(({ id, state }) => (state === 'pending' ? [id] : []));

/** Records what became of photos. @param isLeft - whether some are to be tried again */
export type RecordSealed = (sealed: Record<string, Evidence>, isLeft: boolean) => Promise<void>;

/** Seals what is pending. @param files - bytes kept by admission in the same invocation, by evidence id */
export async function sealAttached(
  document: Attachable,
  record: RecordSealed,
  now: Millis,
  files = new Map<string, Buffer>(),
): Promise<void> {
  const sealed = withoutClock((await seal(document, pendingIn(document), now, files)).evidence);
  const left = pendingIn({ evidence: { ...document.evidence, ...sealed } });
  await record(sealed, left.length > 0);
}

/** Seals what an invocation admitted, as far as there is time; the timer does the rest. Never throws. */
export async function sealAttachedNow(
  document: Attachable,
  record: RecordSealed,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<void> {
  if (files.size === 0) return;
  const [result] = await withinCeiling([sealAttached(document, record, now, files)], CEILING);
  if (result?.status === 'rejected') log.defect({ event: 'attached.seal', id: document._id }, result.reason);
}
