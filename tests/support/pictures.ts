/** Makes real picture files for tests: small, valid, different for each seed, and with the EXIF a phone would write. */
import { crc32, deflateSync } from 'node:zlib';
import { numbersOf } from './chance';
import { encodeMosaic } from './jpeg';

export interface PictureOptions {
  /** Equal seeds make equal files. */
  seed?: number;
  /** Pixels; rounded up to whole blocks of 8 in a JPEG. */
  width?: number;
  height?: number;
}

export interface Exif {
  /** 1–8 as in EXIF 2.3, 4.6.4; 6 is a phone held upright. */
  orientation: number;
  make: string;
  model: string;
  /** Degrees, north and east positive. */
  latitude: number;
  longitude: number;
}

/** What a phone in the plant would write; the strings are easy to look for in a file that should not hold them. */
export const phoneExif: Exif = {
  orientation: 6,
  make: 'ACME-PHONE',
  model: 'ACME-CAMERA-7',
  latitude: 31.230416,
  longitude: 121.473701,
};

/**
 * A baseline JPEG: a mosaic of coloured blocks.
 * @param options - and `exif`, to be written as a phone does
 */
export function jpeg({
  seed = 1,
  width = 64,
  height = 48,
  exif,
}: PictureOptions & { exif?: Exif } = {}): Buffer {
  const picture = encodeMosaic(width, height, randomBytes(seed));
  return exif === undefined ? picture : withExif(picture, exif);
}

/** A PNG of random grey pixels. */
export function png({ seed = 1, width = 32, height = 24 }: PictureOptions = {}): Buffer {
  const random = randomBytes(seed);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, greyscale; compression, filter and interlace methods 0.
  header.set([8, 0, 0, 0, 0], 8);
  // Each line starts with its filter: none.
  const line = () => Buffer.from([0, ...Array.from({ length: width }, random)]);
  const pixels = Buffer.concat(Array.from({ length: height }, line));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Bytes that are no picture, whatever their name says. */
export function notAPicture(seed = 1): Buffer {
  const random = randomBytes(seed);
  return Buffer.concat([Buffer.from('MZ'), Buffer.from(Array.from({ length: 400 }, random))]);
}

/**
 * Inserts an EXIF segment (APP1) right after the start of a JPEG.
 * @throws RangeError when `picture` is not a JPEG
 */
export function withExif(picture: Buffer, exif: Exif): Buffer {
  if (picture.readUInt16BE(0) !== 0xffd8) throw new RangeError('EXIF goes into a JPEG');
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(exif)]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), segment, body, picture.subarray(2)]);
}

/** One tag of a directory, little-endian. Types: 2 ASCII, 3 SHORT, 4 LONG, 5 RATIONAL. */
interface Tag {
  id: number;
  type: 2 | 3 | 4 | 5;
  count: number;
  value: Buffer;
}

const ascii = (id: number, text: string): Tag => {
  const value = Buffer.from(`${text}\0`, 'latin1');
  return { id, type: 2, count: value.length, value };
};

const short = (id: number, number: number): Tag => {
  const value = Buffer.alloc(4);
  value.writeUInt16LE(number);
  return { id, type: 3, count: 1, value };
};

const long = (id: number, number: number): Tag => {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return { id, type: 4, count: 1, value };
};

/** Degrees, minutes and hundredths of seconds, as GPS tags want them. */
const angle = (id: number, degrees: number): Tag => {
  const hundredths = Math.round(Math.abs(degrees) * 360_000);
  const parts = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6_000) % 60, hundredths % 6_000];
  const value = Buffer.alloc(24);
  for (const [index, part] of parts.entries()) {
    value.writeUInt32LE(part, index * 8);
    value.writeUInt32LE(index === 2 ? 100 : 1, index * 8 + 4);
  }
  return { id, type: 5, count: 3, value };
};

/** The TIFF inside an EXIF segment: header, main directory, GPS directory. */
function tiff(exif: Exif): Buffer {
  const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  const main = (gpsAt: number) =>
    directory(8, [
      ascii(0x010f, exif.make),
      ascii(0x0110, exif.model),
      short(0x0112, exif.orientation),
      long(0x8825, gpsAt),
    ]);
  const gpsAt = header.length + main(0).length;
  const gps = directory(gpsAt, [
    ascii(1, exif.latitude < 0 ? 'S' : 'N'),
    angle(2, exif.latitude),
    ascii(3, exif.longitude < 0 ? 'W' : 'E'),
    angle(4, exif.longitude),
  ]);
  return Buffer.concat([header, main(gpsAt), gps]);
}

/** A directory and, behind it, the values that do not fit into their four bytes. `at` is its offset in the TIFF. */
function directory(at: number, tags: Tag[]): Buffer {
  const table = Buffer.alloc(2 + tags.length * 12 + 4);
  const far: Buffer[] = [];
  let farAt = at + table.length;
  table.writeUInt16LE(tags.length, 0);
  for (const [index, { id, type, count, value }] of tags.entries()) {
    const entry = 2 + index * 12;
    table.writeUInt16LE(id, entry);
    table.writeUInt16LE(type, entry + 2);
    table.writeUInt32LE(count, entry + 4);
    if (value.length <= 4) {
      value.copy(table, entry + 8);
    } else {
      table.writeUInt32LE(farAt, entry + 8);
      far.push(value);
      farAt += value.length;
    }
  }
  return Buffer.concat([table, ...far]);
}

/** A PNG chunk: length, type, data and the checksum of the latter two. */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** Repeatable random bytes. */
function randomBytes(seed: number): () => number {
  const numbers = numbersOf(seed);
  return () => numbers() & 0xff;
}
