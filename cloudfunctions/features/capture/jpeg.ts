/** JPEG (ITU-T T.81): keeps tables, frame and scans byte for byte, and of everything else only what changes how it looks. */
import { EXIF_PREFIX, NO_EXIF, orientationOnly, readExif, type ExifFacts } from './exif';
import { notAnImage, part, startsWith, u16, u8, type Stripped } from './picture';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const COM = 0xfe;

/** Baseline, extended and progressive Huffman: what phones write and browsers show. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);

/** Huffman and quantisation tables, restart interval, number of lines. */
const DHT = 0xc4;
const DQT = 0xdb;
const DRI = 0xdd;
const DNL = 0xdc;

export interface Segment {
  marker: number;
  /** What follows marker and length. */
  body: Buffer;
  /** Marker, length and body; for a scan also its entropy-coded data. */
  whole: Buffer;
}

/** The segments between SOI and EOI; every step moves forward. @throws AppError PHOTO_NOT_IMAGE without an EOI */
export function* segments(bytes: Buffer): Generator<Segment> {
  if (u8(bytes, 0) !== 0xff || u8(bytes, 1) !== SOI) throw notAnImage();
  let at = 2;
  for (;;) {
    if (u8(bytes, at) !== 0xff) throw notAnImage();
    // A marker may be preceded by any number of fill bytes.
    while (u8(bytes, at + 1) === 0xff) at += 1;
    const marker = u8(bytes, at + 1);
    if (marker === EOI) return;
    const end = at + 2 + u16(bytes, at + 2);
    const body = part(bytes, at + 4, end);
    const next = marker === SOS ? endOfScan(bytes, end) : end;
    yield { marker, body, whole: part(bytes, at, next) };
    at = next;
  }
}

/** Where the entropy-coded data ends: at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw notAnImage();
    const next = u8(bytes, at + 1);
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
    else if (next === 0xff) at += 1;
    else break;
  }
  if (at === start) throw notAnImage();
  return at;
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** Grey, colour and print colour (CMYK): what browsers show. */
const COMPONENTS = [1, 3, 4];

/** Width and height of a frame header; more than eight bits a sample are for doctors and shown by nobody. */
function sizeOf(frame: Buffer): { width: number; height: number } {
  const [bits, height, width, components] = [u8(frame, 0), u16(frame, 1), u16(frame, 3), u8(frame, 5)];
  const isShown = bits === 8 && COMPONENTS.includes(components) && width > 0 && height > 0;
  if (!isShown || frame.length !== 6 + 3 * components) throw notAnImage();
  return { width, height };
}

/** How long a quantisation table is (B.2.4.1): 64 values of one or two bytes behind its name. */
const quantisation = (body: Buffer, at: number): number => 1 + (u8(body, at) < 16 ? 64 : 128);

/** How long a Huffman table is (B.2.4.2): 16 counts of codes by length, and as many values. */
const huffman = (body: Buffer, at: number): number =>
  17 + part(body, at + 1, at + 17).reduce((sum, count) => sum + count, 0);

/** Whether a segment of tables holds tables and nothing behind them. */
function isFilled(body: Buffer, lengthAt: (body: Buffer, at: number) => number): boolean {
  let at = 0;
  while (at < body.length) at += lengthAt(body, at);
  return at === body.length;
}

/** Which segments of tables are there, and whether one is no longer than what it holds. */
const TABLES: ReadonlyMap<number, (body: Buffer) => boolean> = new Map([
  [DHT, (body) => isFilled(body, huffman)],
  [DQT, (body) => isFilled(body, quantisation)],
  [DRI, (body) => body.length === 2],
  [DNL, (body) => body.length === 2],
]);

/** What stays of an application segment: JFIF density, colour profile, Adobe colour transform. */
function keptOf({ marker, body, whole }: Segment): Buffer | null {
  // Thumbnails inside JFIF are older pictures of the same scene: sizes 0, 0 and no pixels.
  if (marker === APP0 && startsWith(body, 'JFIF\0')) {
    return segment(APP0, Buffer.concat([part(body, 0, 12), Buffer.alloc(2)]));
  }
  if (marker === APP2 && startsWith(body, 'ICC_PROFILE\0')) return whole;
  if (marker === APP14 && startsWith(body, 'Adobe')) return segment(APP14, part(body, 0, 12));
  return null;
}

/**
 * The same picture without metadata: no APPn but JFIF, ICC and Adobe, no comments, nothing after the end; a fresh EXIF
 * with the orientation alone when it is not upright. Entropy-coded data is copied byte for byte.
 * @throws AppError PHOTO_NOT_IMAGE when it is not one whole JPEG that browsers show
 */
export function stripJpeg(bytes: Buffer): Stripped {
  let jfif: Buffer | null = null;
  const rest: Buffer[] = [];
  let facts: ExifFacts | null = null;
  let size: { width: number; height: number } | null = null;
  let scans = 0;

  for (const found of segments(bytes)) {
    const { marker, body, whole } = found;
    if (FRAMES.has(marker)) {
      if (size !== null) throw notAnImage();
      size = sizeOf(body);
      rest.push(whole);
    } else if (marker === SOS) {
      if (size === null || body.length !== 4 + 2 * u8(body, 0)) throw notAnImage();
      scans += 1;
      rest.push(whole);
    } else if (TABLES.get(marker)?.(body) === true) {
      rest.push(whole);
    } else if ((marker >= APP0 && marker <= 0xef) || marker === COM) {
      if (marker === APP1 && startsWith(body, EXIF_PREFIX)) facts ??= readExif(body);
      const kept = keptOf(found);
      // A second JFIF header means nothing.
      if (kept !== null && marker === APP0) jfif ??= kept;
      else if (kept !== null) rest.push(kept);
    } else {
      throw notAnImage();
    }
  }
  if (size === null || scans === 0) throw notAnImage();

  const { orientation, takenAt } = facts ?? NO_EXIF;
  const exif = Buffer.concat([Buffer.from(EXIF_PREFIX, 'latin1'), orientationOnly(orientation)]);
  const out = [
    Buffer.from([0xff, SOI]),
    ...(jfif === null ? [] : [jfif]),
    ...(orientation === 1 ? [] : [segment(APP1, exif)]),
    ...rest,
    Buffer.from([0xff, EOI]),
  ];
  return { bytes: Buffer.concat(out), ...size, orientation, takenAt };
}
