/** What all picture formats share: checked reading of untrusted bytes, and the shape of a picture without its metadata. */
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';

/** A picture as it may be kept: nothing left in it that tells where, by whom or with what it was taken. */
export interface Stripped {
  bytes: Buffer;
  /** Pixels as stored, before the orientation is applied. */
  width: number;
  height: number;
  /** EXIF orientation, 1–8; 1 is upright. */
  orientation: number;
  /** When it was taken, as the file said before it was stripped: a claim. */
  takenAt: Millis | null;
}

/** The one failure of this room's parsers: the file is not a whole picture of its format. */
export const notAnImage = (): AppError => new AppError('PHOTO_NOT_IMAGE');

/**
 * A view of `bytes` from `start` up to `end`.
 * @throws AppError PHOTO_NOT_IMAGE when that leaves the file
 */
export function part(bytes: Buffer, start: number, end: number): Buffer {
  if (start < 0 || end < start || end > bytes.length) throw notAnImage();
  return bytes.subarray(start, end);
}

/** One byte. @throws AppError PHOTO_NOT_IMAGE past the end */
export function u8(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw notAnImage();
  return byte;
}

/** Two bytes, big-endian. @throws AppError PHOTO_NOT_IMAGE past the end */
export const u16 = (bytes: Buffer, at: number): number => part(bytes, at, at + 2).readUInt16BE();

/** Four bytes, big-endian. @throws AppError PHOTO_NOT_IMAGE past the end */
export const u32 = (bytes: Buffer, at: number): number => part(bytes, at, at + 4).readUInt32BE();

/** `length` bytes as Latin-1 text. @throws AppError PHOTO_NOT_IMAGE past the end */
export const text = (bytes: Buffer, at: number, length: number): string =>
  part(bytes, at, at + length).toString('latin1');

/** Whether the bytes begin with this Latin-1 text; never throws. */
export const startsWith = (bytes: Buffer, prefix: string): boolean =>
  bytes.toString('latin1', 0, prefix.length) === prefix;
