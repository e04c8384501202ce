/** Turns pending evidence into sealed evidence: the stripped file under `sealed/`, the original gone. Safe to repeat at any point. */
import type { Evidence, Millis, Order } from '../../../typings/domain';
import { AppError, type ErrorCode } from '../../../miniprogram/shared/errors';
import { sha256 } from '../../platform/canonical';
import * as log from '../../platform/log';
import { isFollowId } from '../people/nameless';
import { platformFiles, type Files } from './files';
import type { Inspected } from './inspect';
import type { Format } from './magic';
import { inSameBucket, sealedPath } from './paths';

const FORMATS: readonly Format[] = ['jpeg', 'png', 'webp', 'heic', 'pdf', 'mp3'];

const refused = (evidence: Evidence, code: ErrorCode): Evidence => ({
  ...evidence,
  state: 'refused',
  refusedBecause: code,
});

/** The bytes that count: those admitted, else those in the store. @returns a code when they may not be sealed */
async function checked(evidence: Evidence, original: Buffer): Promise<Inspected | ErrorCode> {
  // A phone can overwrite its own upload; what was reported is what is sealed, or nothing.
  if (evidence.originalSha256 !== null && sha256(original) !== evidence.originalSha256)
    return 'PHOTO_REPLACED';
  const { inspect } = await import('./formats');
  try {
    return inspect(original, evidence.purpose);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** The original is gone: an earlier run sealed it and was cut off before it was recorded, or it never arrived. */
async function recovered(orderId: string, evidence: Evidence, now: Millis, files: Files): Promise<Evidence> {
  const { id: evidenceId, receivedAt, fileId } = evidence;
  for (const format of evidence.format === null ? FORMATS : [evidence.format]) {
    const sealedFileId = inSameBucket(fileId, sealedPath({ orderId, evidenceId, receivedAt, format }));
    const bytes = await files.download(sealedFileId);
    if (bytes === null) continue;
    const sealedSha256 = sha256(bytes);
    const { hashOf } = await import('./formats');
    return {
      ...evidence,
      state: 'sealed',
      format,
      bytes: bytes.length,
      sealedSha256,
      sealedFileId,
      sealedAt: now,
      dHash: hashOf(format, bytes),
    };
  }
  return refused(evidence, 'PHOTO_NOT_UPLOADED');
}

/** One piece of evidence. @throws when the file store is in trouble; nothing is lost then */
async function sealOne(
  orderId: string,
  evidence: Evidence,
  now: Millis,
  admitted: Buffer | undefined,
  files: Files,
): Promise<Evidence> {
  const original = admitted ?? (await files.download(evidence.fileId));
  if (original === null) return recovered(orderId, evidence, now, files);
  const found = await checked(evidence, original);
  if (typeof found === 'string') return refused(evidence, found);

  const { format, bytes, originalSha256, sealedSha256, takenAt, seconds } = found;
  const { hashOf } = await import('./formats');
  const { id: evidenceId, receivedAt } = evidence;
  const sealedFileId = await files.upload(sealedPath({ orderId, evidenceId, receivedAt, format }), bytes);
  // Only now: a crash before this line leaves both files, one after it leaves the sealed one.
  await files.remove([evidence.fileId]);
  return {
    ...evidence,
    state: 'sealed',
    format,
    bytes: bytes.length,
    takenAt: isFollowId(evidence.uploadedBy) ? null : (takenAt ?? evidence.takenAt),
    ...(seconds === null ? {} : { seconds }),
    originalSha256,
    sealedSha256,
    sealedFileId,
    sealedAt: now,
    dHash: hashOf(format, bytes),
  };
}

/**
 * Seals the pending evidence among `evidenceIds`; the rest is passed over. Writes files, never the order.
 * @param cache - bytes kept by admission in the same invocation, by evidence id
 * @returns what to record (`sealed` with its size and hashes, or `refused` with the code), and the ids that must be
 * tried again because the file store was in trouble. The original of a refused file stays where it is.
 */
export async function seal(
  order: Pick<Order, '_id' | 'evidence'>,
  evidenceIds: string[],
  now: Millis,
  cache = new Map<string, Buffer>(),
  files: Files = platformFiles,
): Promise<{ evidence: Record<string, Evidence>; again: string[] }> {
  const evidence: Record<string, Evidence> = {};
  const again: string[] = [];
  await Promise.all(
    [...new Set(evidenceIds)].map(async (id) => {
      const pending = Object.hasOwn(order.evidence, id) ? order.evidence[id] : undefined;
      if (pending?.state !== 'pending') return;
      try {
        evidence[id] = await sealOne(order._id, pending, now, cache.get(id), files);
      } catch (error) {
        log.defect({ event: 'sealAgain', order: order._id }, error);
        again.push(id);
      }
    }),
  );
  return { evidence, again };
}
