/** The perceptual hash of a sealed picture: what it looks like in 64 bits, whichever way it was compressed or turned. */
import { dHash, upright, type Grey } from '../../../miniprogram/shared/dhash';
import * as log from '../../platform/log';
import { greyJpeg } from './grey-jpeg';
import { greyPng } from './grey-png';
import type { Format } from './magic';

/** Larger ones are not decoded: no phone of the plant makes them. */
const MOST_PIXELS = 50_000_000;

/** Unpacked, in bytes: an instance has 256 MB for everything. */
const MOST_PNG_BYTES = 48 * 1024 * 1024;

type Decoded = { grey: Grey; orientation: number } | null;

/** HEIC and WebP would need a decoder of their own; a PDF is no picture. */
const DECODE: Partial<Record<Format, (bytes: Buffer) => Decoded>> = {
  jpeg: (bytes) => greyJpeg(bytes, MOST_PIXELS),
  png: (bytes) => greyPng(bytes, MOST_PNG_BYTES),
};

/**
 * Hashes a picture that {@link inspect} let pass, as it is kept. Never throws: one that cannot be decoded has no hash and
 * is evidence all the same.
 * @returns 16 hex digits; null for formats without a decoder here, for huge pictures, and for those that show nothing
 */
export function hashOf(format: Format, bytes: Buffer): string | null {
  try {
    const decoded = DECODE[format]?.(bytes) ?? null;
    return decoded === null ? null : dHash(upright(decoded.grey, decoded.orientation));
  } catch (error) {
    log.warn({ event: 'pictureUnhashed', format, why: String(error) });
    return null;
  }
}
