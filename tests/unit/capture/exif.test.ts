/** What is read of an EXIF block: orientation and time taken, out of both byte orders and out of rubbish. */
import fc from 'fast-check';
import { NO_EXIF, orientationOnly, readExif } from '../../../cloudfunctions/features/capture/exif';
import { exif } from './samples';

const utc = (iso: string): number => Date.parse(iso);

describe.each(['II', 'MM'] as const)('EXIF in byte order %s', (byteOrder) => {
  it.each<[string, string | undefined, number | null]>([
    ['2026:11:22 09:30:00', undefined, utc('2026-11-22T01:30:00Z')],
    ['2026:11:22 09:30:00', '+08:00', utc('2026-11-22T01:30:00Z')],
    ['2021:04:11 15:47:53', '-05:00', utc('2021-04-11T20:47:53Z')],
    ['2026:11:22 09:30:00', '   :  ', utc('2026-11-22T01:30:00Z')],
    ['2024:02:29 23:59:59', undefined, utc('2024-02-29T15:59:59Z')],
    ['2026:02:31 10:00:00', undefined, null],
    ['2026:13:01 10:00:00', undefined, null],
    ['2026:11:22 24:00:00', undefined, null],
    ['0000:00:00 00:00:00', undefined, null],
    ['    :  :     :  :  ', undefined, null],
    ['yesterday', undefined, null],
  ])('%s %s is %s', (taken, zone, at) => {
    expect(readExif(exif({ taken, byteOrder, ...(zone === undefined ? {} : { zone }) })).takenAt).toBe(at);
  });

  it.each([
    [0, 1],
    [1, 1],
    [8, 8],
    [9, 1],
    [65_535, 1],
  ])('orientation %i counts as %i', (written, orientation) => {
    expect(readExif(exif({ orientation: written, byteOrder })).orientation).toBe(orientation);
  });
});

it('says nothing of a block that is none', () => {
  expect(readExif(Buffer.alloc(0))).toEqual(NO_EXIF);
  expect(readExif(Buffer.from('Exif\0\0'))).toEqual(NO_EXIF);
  expect(readExif(Buffer.from('II+\0'))).toEqual(NO_EXIF);
});

it('reads back what it writes', () => {
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    expect(readExif(orientationOnly(orientation))).toEqual({ orientation, takenAt: null });
  }
});

it('never throws, whatever a block holds', () => {
  const order = fc.constantFrom('II*\0', 'MM\0*');
  fc.assert(
    fc.property(order, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const { orientation } = readExif(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
      expect(orientation).toBeGreaterThanOrEqual(1);
      expect(orientation).toBeLessThanOrEqual(8);
    }),
  );
});
