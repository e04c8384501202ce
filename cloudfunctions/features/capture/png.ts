/** PNG (W3C, third edition): keeps the chunks that draw the picture and drops every other. */
import { crc32 } from 'node:zlib';
import { NO_EXIF, orientationOnly, readExif, type ExifFacts } from './exif';
import { notAnImage, part, text, u32, u8, type Stripped } from './picture';

/** The eight bytes that begin every PNG, as Latin-1. */
export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** Chunks that change what is seen. Texts, time, EXIF, named palettes and the frames of an animation are not among them. */
const DRAWING = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs'.split(' '));

const COLOUR_TYPES = new Set([0, 2, 3, 4, 6]);

interface Chunk {
  type: string;
  data: Buffer;
  /** Length, type, data and checksum as they stand in the file. */
  whole: Buffer;
}

export function* chunks(bytes: Buffer): Generator<Chunk> {
  if (text(bytes, 0, 8) !== PNG_SIGNATURE) throw notAnImage();
  let at = 8;
  for (;;) {
    const length = u32(bytes, at);
    const type = text(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) throw notAnImage();
    const end = at + 12 + length;
    yield { type, data: part(bytes, at + 8, at + 8 + length), whole: part(bytes, at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

function sizeOf(header: Buffer): { width: number; height: number } {
  const [width, height] = [u32(header, 0), u32(header, 4)];
  if (header.length !== 13 || width === 0 || height === 0 || !COLOUR_TYPES.has(u8(header, 9))) {
    throw notAnImage();
  }
  return { width, height };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/**
 * The same picture without metadata; a fresh `eXIf` with the orientation alone when it is not upright.
 * An animation becomes its still picture.
 * @throws AppError PHOTO_NOT_IMAGE when it is not one whole PNG
 */
export function stripPng(bytes: Buffer): Stripped {
  const kept: Buffer[] = [];
  let facts: ExifFacts | null = null;
  let size: { width: number; height: number } | null = null;
  let pixels = 0;

  for (const { type, data, whole } of chunks(bytes)) {
    if ((type === 'IHDR') !== (size === null)) throw notAnImage();
    size ??= sizeOf(data);
    if (type === 'IDAT') pixels += data.length;
    if (type === 'eXIf') facts ??= readExif(data);
    if (DRAWING.has(type)) kept.push(whole);
    // A capital first letter: nothing can draw the picture without it, and this is none that is known.
    else if (/^[A-Z]/.test(type)) throw notAnImage();
  }
  if (size === null || pixels === 0) throw notAnImage();

  const { orientation, takenAt } = facts ?? NO_EXIF;
  if (orientation !== 1) kept.splice(1, 0, chunk('eXIf', orientationOnly(orientation)));
  const signature = Buffer.from(PNG_SIGNATURE, 'latin1');
  return { bytes: Buffer.concat([signature, ...kept]), ...size, orientation, takenAt };
}
