/** The pictures that tests upload are what they claim to be. */
import fc from 'fast-check';
import { inflateSync } from 'node:zlib';
import { jpeg, notAPicture, phoneExif, png } from '../../support/pictures';

/** The segments of a JPEG up to its scan: marker → body. */
function segments(picture: Buffer): { marker: number; body: Buffer }[] {
  const found: { marker: number; body: Buffer }[] = [];
  for (let at = 2; ;) {
    const marker = picture.readUInt16BE(at);
    const length = picture.readUInt16BE(at + 2);
    found.push({ marker, body: picture.subarray(at + 4, at + 2 + length) });
    if (marker === 0xffda) return found;
    at += 2 + length;
  }
}

describe.each([
  ['jpeg', jpeg],
  ['png', png],
  ['notAPicture', ({ seed }: { seed: number }) => notAPicture(seed)],
])('%s', (_, make) => {
  it('is the same for one seed and different for two', () => {
    const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        expect(make({ seed: a }).equals(make({ seed: b }))).toBe(a === b);
      }),
      { numRuns: 30 },
    );
  });
});

describe('jpeg', () => {
  it('starts and ends as a JPEG and tells its size', () => {
    const picture = jpeg({ width: 200, height: 130 });
    const frame = segments(picture).find(({ marker }) => marker === 0xffc0);
    expect([picture.readUInt16BE(0), picture.readUInt16BE(picture.length - 2)]).toEqual([0xffd8, 0xffd9]);
    expect([frame?.body.readUInt16BE(1), frame?.body.readUInt16BE(3)]).toEqual([130, 200]);
  });

  it('holds no stray marker in its scan', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const picture = jpeg({ seed });
      const scan = picture.subarray(picture.indexOf(Buffer.from([0xff, 0xda])) + 2, -2);
      for (const [at, byte] of scan.entries()) if (byte === 0xff) expect(scan[at + 1]).toBe(0);
    }
  });

  it('carries orientation, camera and place when asked to', () => {
    expect(jpeg().includes('Exif')).toBe(false);
    const [exif] = segments(jpeg({ exif: phoneExif }));
    expect(exif?.marker).toBe(0xffe1);
    expect(exif?.body.subarray(0, 6).toString('latin1')).toBe('Exif\0\0');
    expect(exif?.body.includes(phoneExif.make)).toBe(true);
    expect(exif?.body.includes(phoneExif.model)).toBe(true);
    expect(latitudeOf(exif?.body.subarray(6) ?? Buffer.alloc(0))).toBeCloseTo(phoneExif.latitude, 5);
  });
});

/** Reads the latitude out of an EXIF block: main directory → GPS directory → tag 2. */
function latitudeOf(tiff: Buffer): number {
  const valueAt = (directory: number, id: number): number => {
    for (let entry = 0; entry < tiff.readUInt16LE(directory); entry += 1) {
      const at = directory + 2 + entry * 12;
      if (tiff.readUInt16LE(at) === id) return tiff.readUInt32LE(at + 8);
    }
    throw new Error(`no tag ${id}`);
  };
  const at = valueAt(valueAt(8, 0x8825), 2);
  const part = (index: number): number =>
    tiff.readUInt32LE(at + index * 8) / tiff.readUInt32LE(at + index * 8 + 4);
  return part(0) + part(1) / 60 + part(2) / 3600;
}

describe('png', () => {
  it('holds as many pixels as it says', () => {
    const picture = png({ width: 10, height: 7 });
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([10, 7]);
    const data = picture.indexOf('IDAT') + 4;
    expect(inflateSync(picture.subarray(data, data + picture.readUInt32BE(data - 8)))).toHaveLength(7 * 11);
  });
});
