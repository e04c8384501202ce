/** Decides whether a file may be evidence, and makes the form of it that is kept. */
import type { EvidencePurpose, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { sha256 } from '../../platform/canonical';
import { stripHeic } from './heic';
import { stripJpeg } from './jpeg';
import { sniff, type Format } from './magic';
import { stripMp3 } from './mp3';
import { notAnImage, type Stripped } from './picture';
import { stripPng } from './png';
import { stripWebp } from './webp';

/** The largest file that is taken, in bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The largest recording: 15 s at the highest bit rate that a phone's recorder knows are 600 KB. */
export const MAX_VOICE_BYTES = 1024 * 1024;

/**
 * The longest side and the most pixels that are taken: more than phones' cameras and panoramas have, less than what makes
 * a phone run out of memory that is to show it. A few bytes can claim any size.
 */
const MAX_SIDE = 16_384;
const MAX_PIXELS = 120_000_000;

/** Whether a picture says that it is larger than anybody could look at. */
const isOversized = ({ width, height }: Pick<Inspected, 'width' | 'height'>): boolean =>
  width !== null && height !== null && (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS);

/** A file that passed. */
export interface Inspected {
  format: Format;
  /** As it is kept: without metadata but its orientation. A PDF is kept as it is. */
  bytes: Buffer;
  originalSha256: string;
  sealedSha256: string;
  /** Pixels as stored; null for a PDF and a recording. */
  width: number | null;
  height: number | null;
  /** From the file's own EXIF; a claim. */
  takenAt: Millis | null;
  /** How long a recording lasts; null for anything else. */
  seconds: number | null;
}

type Kept = Pick<Inspected, 'bytes' | 'width' | 'height' | 'takenAt'> & Partial<Pick<Inspected, 'seconds'>>;

/** A drawing is a document: what it says is its purpose, so it is only checked to be whole (ISO 32000, 7.5.5). */
function keepPdf(bytes: Buffer): Kept {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 1024));
  if (!/startxref\s+\d+\s+%%EOF/.test(tail)) throw notAnImage();
  return { bytes, width: null, height: null, takenAt: null };
}

/** What some formats are taken for, and nothing else. */
const PURPOSES: Partial<Record<Format, EvidencePurpose[]>> = { pdf: ['plan'], mp3: ['voice'] };

const KEEP: Record<Format, (bytes: Buffer) => Kept | Stripped> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  heic: stripHeic,
  pdf: keepPdf,
  mp3: (bytes) => ({ ...stripMp3(bytes), width: null, height: null, takenAt: null }),
};

/**
 * Looks into a file: its real format by its bytes, whether it is whole, and what of it is kept.
 * Inspecting what was kept keeps it as it is.
 * @param purpose - PDFs are taken for `plan` only, recordings for `voice` only and nothing else for it
 * @throws AppError PHOTO_TOO_LARGE above {@link MAX_FILE_BYTES} or by its pixels; PHOTO_NOT_IMAGE for anything but a whole picture. Of a
 * voice: VOICE_TOO_LARGE above {@link MAX_VOICE_BYTES} or when it lasts too long; VOICE_NOT_AUDIO for anything but an MP3
 */
export function inspect(bytes: Buffer, purpose: EvidencePurpose): Inspected {
  const isVoice = purpose === 'voice';
  if (isVoice && bytes.length > MAX_VOICE_BYTES) throw new AppError('VOICE_TOO_LARGE');
  if (bytes.length > MAX_FILE_BYTES) throw new AppError('PHOTO_TOO_LARGE');
  const format = sniff(bytes);
  if (isVoice && format !== 'mp3') throw new AppError('VOICE_NOT_AUDIO');
  if (format === null || !(PURPOSES[format]?.includes(purpose) ?? true)) throw notAnImage();
  const kept: Kept = KEEP[format](bytes);
  if (isOversized(kept)) throw new AppError('PHOTO_TOO_LARGE');
  return {
    format,
    bytes: kept.bytes,
    originalSha256: sha256(bytes),
    sealedSha256: sha256(kept.bytes),
    width: kept.width,
    height: kept.height,
    takenAt: kept.takenAt,
    seconds: kept.seconds ?? null,
  };
}
