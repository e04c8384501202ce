/** The two facts of an EXIF block that matter here, and the block that is left: the orientation and nothing else. */
import type { Millis } from '../../../typings/domain';
import { startsWith } from './picture';

export interface ExifFacts {
  /** 1–8 (EXIF 2.32, 4.6.4 A); 1 when absent or nonsense. */
  orientation: number;
  takenAt: Millis | null;
}

/** A picture without EXIF: upright, taken nobody knows when. */
export const NO_EXIF: ExifFacts = { orientation: 1, takenAt: null };

/** Precedes the TIFF in JPEG, and by habit elsewhere. */
export const EXIF_PREFIX = 'Exif\0\0';

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;

const ASCII = 2;
const SHORT = 3;
const LONG = 4;

/** A clock without a zone is read as the plant's. */
const PLANT_OFFSET = '+08:00';

interface Tag {
  type: number;
  count: number;
  /** Where its four bytes of value or offset are. */
  at: number;
}

/** A TIFF of either byte order. What lies outside it reads as 0, which is no valid tag, type or offset. */
class Tiff {
  private readonly little: boolean;

  constructor(private readonly bytes: Buffer) {
    this.little = startsWith(bytes, 'II');
  }

  u16(at: number): number {
    if (at + 2 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  /** Tags of the directory at an offset. Directories are never followed further, so a cycle leads nowhere. */
  directory(at: number): Map<number, Tag> {
    const tags = new Map<number, Tag>();
    if (at === 0) return tags;
    const count = this.u16(at);
    for (let entry = at + 2; entry < at + 2 + count * 12 && entry < this.bytes.length; entry += 12) {
      tags.set(this.u16(entry), { type: this.u16(entry + 2), count: this.u32(entry + 4), at: entry + 8 });
    }
    return tags;
  }

  number(tag: Tag | undefined): number {
    if (tag?.type === SHORT) return this.u16(tag.at);
    return tag?.type === LONG ? this.u32(tag.at) : 0;
  }

  ascii(tag: Tag | undefined): string {
    if (tag?.type !== ASCII) return '';
    const at = tag.count <= 4 ? tag.at : this.u32(tag.at);
    return this.bytes.toString('latin1', at, at + Math.min(tag.count, 32)).replace(/\0.*$/s, '');
  }
}

/** `2026:11:22 14:30:00` with its zone as an instant; null when it is no real date. */
function instant(clock: string, zone: string): Millis | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(clock.trim());
  if (match === null) return null;
  const [, year, month, day, time] = match;
  const local = `${year}-${month}-${day}T${time}`;
  // The 31st of February would silently become the 3rd of March.
  if (!isRealClock(local)) return null;
  const at = Date.parse(local + (/^[+-]\d\d:\d\d$/.test(zone.trim()) ? zone.trim() : PLANT_OFFSET));
  return Number.isNaN(at) ? null : at;
}

function isRealClock(local: string): boolean {
  const at = Date.parse(`${local}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local);
}

/**
 * Reads orientation and DateTimeOriginal (with OffsetTimeOriginal when there, else +08:00).
 * Never throws: a broken block says nothing, it does not make the picture unreadable.
 * @param block - a TIFF, with or without the prefix `Exif\0\0`
 */
export function readExif(block: Buffer): ExifFacts {
  const bytes = startsWith(block, EXIF_PREFIX) ? block.subarray(EXIF_PREFIX.length) : block;
  if (!startsWith(bytes, 'II*\0') && !startsWith(bytes, 'MM\0*')) return NO_EXIF;
  const tiff = new Tiff(bytes);
  const main = tiff.directory(tiff.u32(4));
  const orientation = tiff.number(main.get(ORIENTATION));
  const details = tiff.directory(tiff.number(main.get(EXIF_DIRECTORY)));
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenAt: instant(
      tiff.ascii(details.get(DATE_TIME_ORIGINAL)),
      tiff.ascii(details.get(OFFSET_TIME_ORIGINAL)),
    ),
  };
}

/** A fresh TIFF that says the orientation and nothing else, big-endian, 26 bytes. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
