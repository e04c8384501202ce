/** The brightness of a PNG (W3C, third edition): lines unpacked and unfiltered, colours made grey. */
import { inflateSync } from 'node:zlib';
import { greyOf, type Grey } from '../../../miniprogram/shared/dhash';
import { readExif } from './exif';
import { notAnImage, u32, u8 } from './picture';
import { chunks } from './png';

/** Samples of a pixel by colour type: grey, colour, palette, grey and alpha, colour and alpha. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Of the three neighbours the one nearest to left + up − corner (9.4). */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Takes the filter off a line, in place. @param step - bytes from a pixel to the next, at least 1 */
function unfilter(filter: number, line: Buffer, above: Buffer, step: number): void {
  for (let at = 0; at < line.length; at += 1) {
    const left = line[at - step] ?? 0;
    const up = above[at] ?? 0;
    const guess =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : filter === 4
              ? paeth(left, up, above[at - step] ?? 0)
              : 0;
    line[at] = (line[at] ?? 0) + guess;
  }
}

interface Header {
  width: number;
  height: number;
  /** Bits of a sample. */
  depth: number;
  colour: number;
}

/** Reads the brightness of the pixels of one line. */
function reader({ depth, colour }: Header, palette: Buffer): (line: Buffer, x: number) => number {
  const samples = SAMPLES[colour] ?? 1;
  const largest = 2 ** Math.min(depth, 8) - 1;
  const bytes = depth / 8;
  const sample = (line: Buffer, x: number, index: number): number => {
    if (depth >= 8) return line[(x * samples + index) * bytes] ?? 0;
    const bit = x * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & largest;
  };
  if (colour === 3) {
    return (line, x) => {
      const at = 3 * sample(line, x, 0);
      return greyOf(palette[at] ?? 0, palette[at + 1] ?? 0, palette[at + 2] ?? 0);
    };
  }
  if (samples < 3) return (line, x) => (sample(line, x, 0) * 255) / largest;
  return (line, x) => greyOf(sample(line, x, 0), sample(line, x, 1), sample(line, x, 2));
}

/**
 * The brightness of a PNG and its orientation.
 * @param mostBytes - of unpacked lines
 * @returns null for one that is interlaced or larger than that
 * @throws AppError PHOTO_NOT_IMAGE, or what zlib says, when it cannot be decoded
 */
export function greyPng(bytes: Buffer, mostBytes: number): { grey: Grey; orientation: number } | null {
  let header: Header | null = null;
  let palette: Buffer = Buffer.alloc(0);
  let orientation = 1;
  let isInterlaced = false;
  const packed: Buffer[] = [];
  for (const { type, data } of chunks(bytes)) {
    if (type === 'IHDR') {
      header = { width: u32(data, 0), height: u32(data, 4), depth: u8(data, 8), colour: u8(data, 9) };
      isInterlaced = u8(data, 12) !== 0;
    } else if (type === 'PLTE') palette = data;
    else if (type === 'eXIf') orientation = readExif(data).orientation;
    else if (type === 'IDAT') packed.push(data);
  }
  if (header === null) throw notAnImage();
  const { width, height, depth, colour } = header;
  const bits = depth * (SAMPLES[colour] ?? 1);
  const length = Math.ceil((width * bits) / 8);
  const unpacked = (length + 1) * height;
  if (isInterlaced || unpacked > mostBytes) return null;

  const lines = inflateSync(Buffer.concat(packed), { maxOutputLength: unpacked });
  if (lines.length < unpacked) throw notAnImage();
  const values = new Uint8Array(width * height);
  const brightness = reader(header, palette);
  let above: Buffer = Buffer.alloc(length);
  for (let y = 0; y < height; y += 1) {
    const at = y * (length + 1);
    const line = lines.subarray(at + 1, at + 1 + length);
    unfilter(u8(lines, at), line, above, Math.max(1, bits >> 3));
    for (let x = 0; x < width; x += 1) values[y * width + x] = brightness(line, x);
    above = line;
  }
  return { grey: { width, height, values }, orientation };
}
