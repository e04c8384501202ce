/** What a picture looks like: the same after it was compressed, cropped, brightened or turned; another for other pictures. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { greyJpeg } from '../../../cloudfunctions/features/capture/grey-jpeg';
import { greyPng } from '../../../cloudfunctions/features/capture/grey-png';
import { hashOf } from '../../../cloudfunctions/features/capture/hash';
import { inspect } from '../../../cloudfunctions/features/capture/inspect';
import { dHash, distance, NEAR, upright, type Grey } from '../../../miniprogram/shared/dhash';
import { encodeMosaic } from '../../support/jpeg';
import { jpeg, phoneExif, png, withExif } from '../../support/pictures';
import { pngChunk, SOI, EOI, segment } from './samples';

const FOLDER = join(__dirname, '../../../scripts/demo/photos');
const photos = readdirSync(FOLDER).filter((name) => name.endsWith('.jpg'));
const MOST = 50_000_000;
const greyOf = (file: Buffer): Grey => greyJpeg(file, MOST)!.grey;
const decoded = new Map(photos.map((name) => [name, greyOf(readFileSync(join(FOLDER, name)))]));
const greyOfPhoto = (name: string): Grey => decoded.get(name)!;

/** Rows of numbers as a picture. */
const grey = (rows: number[][]): Grey => ({
  width: rows[0]!.length,
  height: rows.length,
  values: rows.flat(),
});

const mapped = (picture: Grey, value: (x: number, y: number) => number): Grey => ({
  ...picture,
  values: Array.from({ length: picture.width * picture.height }, (_none, at) =>
    value(at % picture.width, Math.floor(at / picture.width)),
  ),
});

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

const levelled = (picture: Grey, change: (level: number) => number): Grey =>
  mapped(picture, (x, y) => clamp(change(picture.values[y * picture.width + x]!)));

/** Without `share` of each side, all around. */
function cropped({ width, height, values }: Grey, share: number): Grey {
  const [dx, dy] = [Math.round(width * share), Math.round(height * share)];
  const size = { width: width - 2 * dx, height: height - 2 * dy };
  return mapped({ ...size, values }, (x, y) => values[(y + dy) * width + x + dx]!);
}

/** A JPEG of flat blocks, each of which is one pixel in half the range, as the encoder writes it. */
function bytesOf({ width, height, values }: Grey): Buffer {
  let at = 0;
  return encodeMosaic(width * 8, height * 8, () => {
    const level = at % 3 === 0 ? clamp(values[Math.floor(at / 3)]!) : 128;
    at += 1;
    return level;
  });
}

const reEncoded = (picture: Grey): Grey => greyOf(bytesOf(picture));

/** Noise of a sensor, the same in every run. */
function noisy(picture: Grey, levels: number): Grey {
  let state = 7;
  return levelled(picture, (level) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return level + ((state / 2 ** 31) * 2 - 1) * levels;
  });
}

/** A picture that is drawn from few random numbers: soft patches of light. */
const scene = (seed: number[]): Grey =>
  mapped({ width: 36, height: 24, values: [] }, (x, y) =>
    clamp(
      seed.reduce((sum, s, index) => {
        const [fx, fy] = [1 + ((s >> 3) % 5), 1 + ((s >> 7) % 4)];
        return sum + 30 * Math.sin((fx * x) / 6 + s + index) * Math.cos((fy * y) / 5 + (s >> 2));
      }, 128),
    ),
  );

const apart = (a: Grey, b: Grey): number => distance(dHash(a)!, dHash(b)!);

describe('the hash of a photo', () => {
  it.each([
    ['compressed again', reEncoded],
    ['brighter', (one: Grey) => levelled(one, (level) => level * 1.15 + 10)],
    ['darker', (one: Grey) => levelled(one, (level) => level * 0.7)],
    ['cropped by 2 %', (one: Grey) => cropped(one, 0.01)],
    ['noisy', (one: Grey) => noisy(one, 8)],
  ])('stays near when it is %s', (_how, change) => {
    const distances = photos.map((name) => apart(greyOfPhoto(name), change(greyOfPhoto(name))));
    expect(photos.length).toBeGreaterThan(10);
    expect(Math.max(...distances)).toBeLessThanOrEqual(NEAR);
  });

  it('is far from that of another picture', () => {
    const seeds = fc.array(fc.nat(100_000), { minLength: 3, maxLength: 3 });
    const pairs = fc.sample(fc.tuple(seeds, seeds), { numRuns: 200, seed: 7 });
    const near = pairs.filter(([a, b]) => apart(scene(a), scene(b)) <= NEAR);
    expect(near).toEqual([]);
  });

  it('is none when the picture shows nothing', () => {
    expect(dHash(mapped({ width: 90, height: 80, values: [] }, () => 4))).toBeNull();
    expect(
      dHash(
        noisy(
          mapped({ width: 900, height: 800, values: [] }, () => 6),
          6,
        ),
      ),
    ).toBeNull();
    expect(dHash({ width: 0, height: 0, values: [] })).toBeNull();
  });

  it('compares each cell with the one to its right', () => {
    const falling = Array.from({ length: 9 }, (_none, x) => 240 - 20 * x);
    expect(dHash(grey(Array.from({ length: 8 }, () => falling)))).toBe('f'.repeat(16));
    expect(dHash(grey(Array.from({ length: 8 }, () => [...falling].reverse())))).toBe('0'.repeat(16));
    expect(distance('f'.repeat(16), '0'.repeat(16))).toBe(64);
    expect(distance('00000000000000ff', '0000000000000f0f')).toBe(8);
  });
});

describe('orientation', () => {
  const upside = grey([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  /** As EXIF 2.32 draws them: where the first row and column of the stored picture are to be seen. */
  it.each([
    [
      1,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      2,
      [
        [3, 2, 1],
        [6, 5, 4],
      ],
    ],
    [
      3,
      [
        [6, 5, 4],
        [3, 2, 1],
      ],
    ],
    [
      4,
      [
        [4, 5, 6],
        [1, 2, 3],
      ],
    ],
    [
      5,
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    [
      6,
      [
        [4, 1],
        [5, 2],
        [6, 3],
      ],
    ],
    [
      7,
      [
        [6, 3],
        [5, 2],
        [4, 1],
      ],
    ],
    [
      8,
      [
        [3, 6],
        [2, 5],
        [1, 4],
      ],
    ],
  ])('%i is turned as it is to be seen', (orientation, rows) => {
    const { width, height, values } = upright(upside, orientation);
    expect([width, height]).toEqual([rows[0]!.length, rows.length]);
    expect([...Array.from(values)]).toEqual(rows.flat());
  });

  it('makes a turned copy of a file look the same', () => {
    const photo = greyOfPhoto(photos[0]!);
    // Stored as a phone held upright stores it: to be turned right when seen.
    const stored = upright(photo, 8);
    const file = withExif(bytesOf(stored), { ...phoneExif, orientation: 6 });
    const { bytes } = inspect(file, 'scene');
    expect(greyJpeg(bytes, MOST)?.orientation).toBe(6);
    const hash = hashOf('jpeg', bytes);
    expect(distance(hash!, dHash(photo)!)).toBeLessThanOrEqual(NEAR);
  });
});

describe('a JPEG', () => {
  it('gives the brightness of its blocks', () => {
    const levels = [10, 60, 110, 160, 210, 250];
    const picture = bytesOf(grey([levels.slice(0, 3), levels.slice(3)]));
    const read = greyOf(picture);
    expect([read.width, read.height]).toEqual([3, 2]);
    // The encoder halves the range around grey.
    expect(Array.from(read.values)).toEqual(levels.map((level) => (level >> 1) - 64 + 128));
  });

  it.each([
    ['cut off', (file: Buffer) => Buffer.concat([file.subarray(0, file.length >> 1), EOI])],
    [
      'without tables',
      (file: Buffer) => Buffer.concat([SOI, file.subarray(file.indexOf(Buffer.from([0xff, 0xc0])))]),
    ],
    [
      'of codes that do not exist',
      () => {
        const frame = segment(0xc0, Buffer.from([8, 0, 16, 0, 16, 1, 1, 0x11, 0]));
        const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
        return Buffer.concat([SOI, frame, scan, Buffer.alloc(40, 0x55), EOI]);
      },
    ],
  ])('%s has no hash and is no defect', (_how, broken) => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    const file = broken(readFileSync(join(FOLDER, photos[0]!)));
    expect(hashOf('jpeg', file)).toBeNull();
    warned.mockRestore();
  });

  it('never keeps the machine busy, whatever its bytes are', () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    const whole = jpeg({ width: 96, height: 96 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const file = Buffer.from(whole);
        for (const [at, byte] of changes) file[at] = byte;
        const hash = hashOf('jpeg', file);
        expect(hash === null || /^[0-9a-f]{16}$/.test(hash)).toBe(true);
      }),
      { numRuns: 200 },
    );
    warned.mockRestore();
  });
});

/** A PNG of given lines, each with the filter in front. */
function pngOf(width: number, height: number, depth: number, colour: number, lines: number[][]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  return Buffer.concat([
    png().subarray(0, 8),
    pngChunk('IHDR', header),
    ...(colour === 3
      ? [pngChunk('PLTE', Buffer.from([0, 0, 0, 255, 255, 255, 90, 90, 90, 10, 200, 30]))]
      : []),
    pngChunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    pngChunk('IEND', ''),
  ]);
}

describe('a PNG', () => {
  const read = (file: Buffer): number[] => Array.from(greyPng(file, 1_000)!.grey.values);

  it.each([
    [
      'without a filter',
      [
        [0, 10, 20, 30],
        [0, 40, 50, 60],
      ],
    ],
    [
      'filtered by the left',
      [
        [1, 10, 10, 10],
        [1, 40, 10, 10],
      ],
    ],
    [
      'filtered by the line above',
      [
        [2, 10, 20, 30],
        [2, 30, 30, 30],
      ],
    ],
    [
      'filtered by the mean',
      [
        [3, 10, 15, 20],
        [3, 35, 20, 20],
      ],
    ],
    [
      'filtered by Paeth',
      [
        [4, 10, 10, 10],
        [4, 30, 10, 10],
      ],
    ],
  ])('%s is read', (_how, lines) => {
    expect(read(pngOf(3, 2, 8, 0, lines))).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('is read in any depth and colour', () => {
    expect(read(pngOf(4, 1, 1, 0, [[0, 0b1010_0000]]))).toEqual([255, 0, 255, 0]);
    expect(read(pngOf(4, 1, 2, 3, [[0, 0b00_01_10_11]]))).toEqual([0, 255, 90, 123]);
    expect(read(pngOf(1, 1, 16, 0, [[0, 200, 99]]))).toEqual([200]);
    expect(read(pngOf(1, 1, 8, 6, [[0, 0, 255, 0, 9]]))).toEqual([149]);
    expect(read(pngOf(1, 1, 8, 4, [[0, 77, 9]]))).toEqual([77]);
  });

  it('is left alone when it is interlaced or unpacks to more than may be', () => {
    const interlaced = pngOf(1, 1, 8, 0, [[0, 7]]);
    interlaced[8 + 8 + 12] = 1;
    expect(greyPng(interlaced, 1_000)).toBeNull();
    expect(greyPng(pngOf(30, 30, 8, 0, [[0]]), 900)).toBeNull();
  });

  it('looks like the same picture as a JPEG', () => {
    const photo = greyOfPhoto(photos[0]!);
    const lines = Array.from({ length: photo.height }, (_none, y) => [
      0,
      ...Array.from({ length: photo.width }, (_n, x) => clamp(photo.values[y * photo.width + x]!)),
    ]);
    const file = pngOf(photo.width, photo.height, 8, 0, lines);
    const hash = hashOf('png', file);
    expect(distance(hash!, dHash(photo)!)).toBeLessThanOrEqual(NEAR);
  });
});

describe('other files', () => {
  it.each(['heic', 'webp', 'pdf', 'mp3'] as const)('%s has none', (format) => {
    expect(hashOf(format, Buffer.from('x'))).toBeNull();
  });

  it('that are huge are not decoded', () => {
    const huge = Buffer.from(readFileSync(join(FOLDER, photos[0]!)));
    const frame = huge.indexOf(Buffer.from([0xff, 0xc2])) < 0 ? 0xc0 : 0xc2;
    huge.writeUInt16BE(20_000, huge.indexOf(Buffer.from([0xff, frame])) + 5);
    huge.writeUInt16BE(20_000, huge.indexOf(Buffer.from([0xff, frame])) + 7);
    expect(hashOf('jpeg', huge)).toBeNull();
    expect(greyJpeg(huge, MOST)).toBeNull();
  });
});
