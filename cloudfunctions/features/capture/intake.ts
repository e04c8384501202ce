/** Admits the files that come with a report or an act: whose they are, how many, and whether they are what they should be. */
import type { Evidence, EvidencePurpose, Millis } from '../../../typings/domain';
import { AppError, messageOf, type ErrorCode } from '../../../miniprogram/shared/errors';
import * as log from '../../platform/log';
import { isFollowId } from '../people/nameless';
import { platformFiles, type Files } from './files';
import { checkPath } from './paths';

/** How long a report waits for the file store (ms). After that it is sealed later, like any other. */
const CEILING = 1_500;

/** A file that a phone names: a `PhotoInput`, or a recording. */
export interface Upload {
  fileId: string;
  source: Evidence['source'];
  takenAt?: Millis | null;
  /** Of a recording, as the phone counted. */
  seconds?: number;
}

/** Under what the photos are admitted. */
export interface Admission {
  /** Where the files must lie, see {@link folderOf}. */
  folder: string;
  purpose: EvidencePurpose;
  round: number;
  now: Millis;
  /** At most this many. */
  max: number;
  actorId: string;
  /** The input's name in the messages of {@link AppError.fields}; `photos` unless told. A voice stands alone under it. */
  field?: string;
  /** Evidence ids the order has already; naming one again would replace sealed evidence. */
  taken?: ReadonlySet<string>;
}

interface Uploaded {
  id: string;
  ext: string;
  photo: Upload;
}

type Facts = Pick<Evidence, 'format' | 'bytes' | 'originalSha256' | 'takenAt' | 'seconds'>;

/** What is wrong with a photo. */
interface Fault {
  code: ErrorCode;
  message: string;
}

const fault = (code: ErrorCode, message: string = messageOf(code)): Fault => ({ code, message });

const DUPLICATE = fault('BAD_REQUEST', '这一张已经有了，请去掉，或换一张');
const NOT_IMAGE = fault('PHOTO_NOT_IMAGE', '这一张不是照片，打不开，请换一张');
/** Some phones write pictures of which nobody can say what is picture and what is position. */
const NOT_PLAIN_HEIC = fault(
  'PHOTO_NOT_IMAGE',
  '这一张的格式打不开。请在手机相机设置里把「照片格式」改成「兼容性最佳」，再拍一张',
);

/** What the path says, or what is wrong with it. Adds the id to `seen`. */
function located(photo: Upload, folder: string, seen: Set<string>): Uploaded | Fault {
  try {
    const { id, ext } = checkPath(photo.fileId, folder);
    if (seen.has(id)) return DUPLICATE;
    seen.add(id);
    return { id, ext, photo };
  } catch (error) {
    if (error instanceof AppError) return fault(error.code);
    throw error;
  }
}

/** The good results when there are no others. @throws AppError of the first fault; its fields name every photo that has one */
function allGood<T extends object>(results: (T | Fault)[], pathOf: (index: number) => string): T[] {
  const isFault = (one: T | Fault): one is Fault => 'code' in one;
  const faults = results.flatMap((one, index) => (isFault(one) ? [{ ...one, path: pathOf(index) }] : []));
  const [first] = faults;
  if (first !== undefined) {
    throw new AppError(
      first.code,
      {},
      Object.fromEntries(faults.map(({ path, message }) => [path, message])),
    );
  }
  return results.filter((one): one is T => !isFault(one));
}

/** The download, or `trouble` when the store fails or is slow; never rejects. */
async function downloaded(fileId: string, files: Files): Promise<Buffer | null | 'trouble'> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'trouble'>((resolve) => {
    timer = setTimeout(resolve, CEILING, 'trouble');
  });
  const bytes = await Promise.race([files.download(fileId).catch(() => 'trouble' as const), slow]);
  clearTimeout(timer);
  if (bytes === 'trouble') log.warn({ event: 'intakeWithoutStorage' });
  return bytes;
}

/** What the bytes say, or what is wrong with them. */
async function factsOf(
  { ext, photo }: Uploaded,
  bytes: Buffer | null | 'trouble',
  purpose: EvidencePurpose,
): Promise<Facts | Fault> {
  const claimed = photo.takenAt ?? null;
  if (bytes === null) return fault('PHOTO_NOT_UPLOADED');
  const length = photo.seconds === undefined ? {} : { seconds: photo.seconds };
  if (bytes === 'trouble')
    return { format: null, bytes: null, originalSha256: null, takenAt: claimed, ...length };
  const { inspect } = await import('./formats');
  try {
    const { format, originalSha256, takenAt, seconds } = inspect(bytes, purpose);
    const counted = seconds === null ? {} : { seconds };
    return { format, bytes: bytes.length, originalSha256, takenAt: takenAt ?? claimed, ...counted };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'PHOTO_NOT_IMAGE') return fault(error.code);
    return ext === 'heic' ? NOT_PLAIN_HEIC : NOT_IMAGE;
  }
}

/**
 * Admits photos as pending evidence. A file store in trouble never blocks: what could not be looked at within 1.5 s is
 * admitted unseen, and sealing decides.
 * @param cache - receives the bytes by evidence id, for sealing in the same invocation
 * @returns evidence by id, in the order of the inputs
 * @throws AppError PHOTO_TOO_MANY; PHOTO_PATH, BAD_REQUEST (named twice), PHOTO_NOT_UPLOADED, PHOTO_NOT_IMAGE and
 * PHOTO_TOO_LARGE with a message for each such photo under `photos.<index>`; of a voice VOICE_NOT_AUDIO and
 * VOICE_TOO_LARGE
 */
export async function admitPhotos(
  inputs: Upload[],
  admission: Admission,
  cache = new Map<string, Buffer>(),
  files: Files = platformFiles,
): Promise<Record<string, Evidence>> {
  const { folder, purpose, round, now, max, actorId, field = 'photos', taken } = admission;
  if (inputs.length > max) throw new AppError('PHOTO_TOO_MANY', { max });
  const pathOf = (index: number): string => (purpose === 'voice' ? field : `${field}.${index}`);
  const seen = new Set(taken);
  const uploaded = allGood(
    inputs.map((photo) => located(photo, folder, seen)),
    pathOf,
  );
  const looked = await Promise.all(
    uploaded.map(async (one): Promise<Evidence | Fault> => {
      const { id, photo } = one;
      const bytes = await downloaded(photo.fileId, files);
      const facts = await factsOf(one, bytes, purpose);
      if ('code' in facts) return facts;
      if (Buffer.isBuffer(bytes)) cache.set(id, bytes);
      return {
        id,
        purpose,
        round,
        fileId: photo.fileId,
        source: photo.source,
        uploadedBy: actorId,
        receivedAt: now,
        state: 'pending',
        ...facts,
        // Who gives no name is not to be found by the minute either.
        takenAt: isFollowId(actorId) ? null : facts.takenAt,
        sealedSha256: null,
        sealedFileId: null,
        sealedAt: null,
        refusedBecause: null,
        check: { result: 'pending', traceId: null, looked: null },
      };
    }),
  );
  return Object.fromEntries(allGood(looked, pathOf).map((evidence) => [evidence.id, evidence]));
}
