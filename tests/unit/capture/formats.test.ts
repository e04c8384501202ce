/** What survives stripping, format by format: the picture to the byte, the orientation, and nothing that tells where or by whom. */
import { boxes, itemData } from '../../../cloudfunctions/features/capture/boxes';
import { stripHeic } from '../../../cloudfunctions/features/capture/heic';
import { stripJpeg } from '../../../cloudfunctions/features/capture/jpeg';
import { stripPng } from '../../../cloudfunctions/features/capture/png';
import { stripWebp } from '../../../cloudfunctions/features/capture/webp';
import { jpeg, phoneExif, png } from '../../support/pictures';
import {
  adobe,
  box,
  EOI,
  exifSegment,
  heic,
  HEVC,
  icc,
  LOSSLESS,
  LOSSY,
  phoneJpeg,
  phonePng,
  phoneWebp,
  pngChunk,
  progressive,
  riffChunk,
  segment,
  SOI,
  TELLTALE,
  vp8x,
  webp,
} from './samples';

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];
const notAnImage = expect.objectContaining({ code: 'PHOTO_NOT_IMAGE' }) as Error;

/** A TIFF with orientation 6 and nothing else. */
const ORIENTATION_6 = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');

describe('JPEG', () => {
  it('leaves a plain picture as it is', () => {
    const plain = jpeg();
    expect(stripJpeg(plain).bytes).toEqual(plain);
  });

  it('keeps nothing a phone adds but profile, colour transform and orientation', () => {
    const plain = jpeg({ width: 40, height: 24 });
    const jfifEnd = 2 + 18;
    const withAll = Buffer.concat([
      plain.subarray(0, jfifEnd),
      exifSegment({ orientation: 6 }),
      icc,
      adobe,
      segment(0xfe, TELLTALE),
      plain.subarray(jfifEnd),
      Buffer.from(TELLTALE),
    ]);
    const fresh = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), ORIENTATION_6]));
    const { bytes, width, height } = stripJpeg(withAll);
    expect(bytes).toEqual(
      Buffer.concat([plain.subarray(0, jfifEnd), fresh, icc, adobe, plain.subarray(jfifEnd)]),
    );
    expect([width, height]).toEqual([40, 24]);
  });

  it('drops GPS, make and model that a camera wrote', () => {
    const { bytes, orientation } = stripJpeg(jpeg({ exif: phoneExif }));
    expect(bytes.includes(phoneExif.make) || bytes.includes(phoneExif.model)).toBe(false);
    // Tag 0x8825 in the little-endian directory points to GPS.
    expect(bytes.includes(Buffer.from([0x25, 0x88, 4, 0]))).toBe(false);
    expect(orientation).toBe(phoneExif.orientation);
  });

  it.each(ORIENTATIONS)('keeps orientation %i through stripping twice', (orientation) => {
    const once = stripJpeg(phoneJpeg({ orientation }));
    expect(once.orientation).toBe(orientation);
    expect(stripJpeg(once.bytes)).toMatchObject({ bytes: once.bytes, orientation, takenAt: null });
  });

  it('copies several scans with stuffed zeros, restarts and fill bytes verbatim', () => {
    const { file, scans, frame } = progressive();
    const { bytes, width, height } = stripJpeg(file);
    for (const piece of [frame, ...scans]) expect(bytes.includes(piece)).toBe(true);
    expect(bytes).toEqual(file);
    expect([width, height]).toEqual([24, 16]);
  });

  it('empties the thumbnail inside a JFIF header', () => {
    const thumbnail = segment(0xe0, `JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01abc${TELLTALE}`);
    const { bytes } = stripJpeg(Buffer.concat([SOI, thumbnail, progressive().file.subarray(2)]));
    expect(bytes.subarray(2, 20)).toEqual(segment(0xe0, 'JFIF\0\x01\x02\0\0\x48\0\x48\0\0'));
    expect(bytes.includes(TELLTALE)).toBe(false);
  });

  const { file, frame, scans } = progressive();
  const scan = scans[0]!;
  const sof = (body: number[]): Buffer => segment(0xc1, Buffer.from(body));
  const withTable = (marker: number, body: number[]): Buffer =>
    Buffer.concat([SOI, segment(marker, Buffer.from(body)), file.subarray(2)]);
  it.each<[string, Buffer]>([
    ['no frame', Buffer.concat([SOI, segment(0xdb, Buffer.alloc(65)), EOI])],
    ['a scan before the frame', Buffer.concat([SOI, scan, frame, EOI])],
    ['a frame without a scan', Buffer.concat([SOI, frame, EOI])],
    ['a scan without data', Buffer.concat([SOI, frame, segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])), EOI])],
    ['two frames', Buffer.concat([SOI, frame, frame, scan, EOI])],
    [
      'a frame without height',
      Buffer.concat([SOI, segment(0xc0, Buffer.from([8, 0, 0, 0, 9, 1, 1, 17, 0])), scan, EOI]),
    ],
    ['twelve bits a sample', Buffer.concat([SOI, sof([12, 0, 16, 0, 24, 1, 1, 0x11, 0]), scan, EOI])],
    ['two components', Buffer.concat([SOI, sof([8, 0, 16, 0, 24, 2, 1, 17, 0, 2, 17, 0]), scan, EOI])],
    ['words behind a quantisation table', withTable(0xdb, [0, ...Array.from({ length: 64 }, () => 8), 65])],
    ['words behind a Huffman table', withTable(0xc4, [0, 1, ...Array.from({ length: 15 }, () => 0), 0, 65])],
    ['words behind a restart interval', withTable(0xdd, [0, 4, 65])],
    ['a table that is cut off', withTable(0xdb, [0, 1, 2])],
    ['arithmetic coding', Buffer.concat([SOI, segment(0xc9, frame.subarray(4)), scan, EOI])],
    ['a hierarchical frame', Buffer.concat([SOI, segment(0xde, frame.subarray(4)), frame, scan, EOI])],
    ['bytes between segments', Buffer.concat([SOI, Buffer.from([0]), file.subarray(2)])],
    ['a segment length below two', Buffer.concat([SOI, Buffer.from([0xff, 0xe1, 0, 1]), file.subarray(2)])],
    ['no end', file.subarray(0, -2)],
  ])('refuses %s', (_, bytes) => {
    expect(() => stripJpeg(bytes)).toThrow(notAnImage);
  });
});

describe('PNG', () => {
  it('keeps exactly the chunks of the picture', () => {
    expect(stripPng(phonePng()).bytes).toEqual(png());
    expect(stripPng(png({ width: 20, height: 10 }))).toMatchObject({ width: 20, height: 10 });
  });

  it.each(ORIENTATIONS)('keeps orientation %i through stripping twice', (orientation) => {
    const once = stripPng(phonePng({ orientation }));
    expect(once.orientation).toBe(orientation);
    expect(stripPng(once.bytes)).toMatchObject({ bytes: once.bytes, orientation });
  });

  it('writes the orientation with its checksum, before the pixels', () => {
    const { bytes } = stripPng(phonePng({ orientation: 6 }));
    const chunk = Buffer.concat([
      pngChunk('eXIf', ORIENTATION_6).subarray(0, -4),
      Buffer.from('d6674b69', 'hex'),
    ]);
    expect(bytes.subarray(33, 33 + chunk.length).toString('hex')).toBe(chunk.toString('hex'));
  });

  const [signature, header, rest] = [png().subarray(0, 8), png().subarray(8, 33), png().subarray(33)];
  it.each<[string, Buffer[]]>([
    ['a chunk before the header', [signature, pngChunk('gAMA', Buffer.alloc(4)), header, rest]],
    ['two headers', [signature, header, header, rest]],
    ['a header of another size', [signature, pngChunk('IHDR', Buffer.alloc(12)), rest]],
    ['no width', [signature, pngChunk('IHDR', Buffer.from([0, 0, 0, 0, 0, 0, 0, 9, 8, 0, 0, 0, 0])), rest]],
    [
      'no such colours',
      [signature, pngChunk('IHDR', Buffer.from([0, 0, 0, 9, 0, 0, 0, 9, 8, 5, 0, 0, 0])), rest],
    ],
    ['no pixels', [signature, header, pngChunk('IEND', '')]],
    ['an unknown chunk that is needed', [signature, header, pngChunk('CgBI', 'apple'), rest]],
    ['a chunk name that is none', [signature, header, pngChunk('ab 1', ''), rest]],
    ['no end', [signature, header, rest.subarray(0, -12)]],
  ])('refuses %s', (_, pieces) => {
    expect(() => stripPng(Buffer.concat(pieces))).toThrow(notAnImage);
  });
});

describe('WebP', () => {
  it('keeps picture and profile, mends flags and size', () => {
    const expected = webp(vp8x(0x20), riffChunk('ICCP', 'profile'), LOSSY);
    expect(stripWebp(phoneWebp()).bytes).toEqual(expected);
  });

  it('keeps the orientation as an EXIF of its own, and says so in the flags', () => {
    const expected = webp(vp8x(0x28), riffChunk('ICCP', 'profile'), LOSSY, riffChunk('EXIF', ORIENTATION_6));
    expect(stripWebp(phoneWebp({ orientation: 6 })).bytes).toEqual(expected);
  });

  it.each(ORIENTATIONS)('keeps orientation %i through stripping twice', (orientation) => {
    const once = stripWebp(phoneWebp({ orientation }));
    expect(once.orientation).toBe(orientation);
    expect(stripWebp(once.bytes)).toMatchObject({ bytes: once.bytes, orientation });
  });

  it('keeps the simple form simple, and ignores an orientation that nobody would apply', () => {
    const { bytes, orientation } = stripWebp(webp(LOSSLESS, riffChunk('EXIF', ORIENTATION_6)));
    expect(bytes).toEqual(webp(LOSSLESS));
    expect(orientation).toBe(1);
  });

  it.each([
    ['lossy', LOSSY],
    ['lossless', LOSSLESS],
  ])('reads the size of a %s picture', (_, picture) => {
    expect(stripWebp(webp(picture))).toMatchObject({ width: 1, height: 1 });
  });

  it.each<[string, Buffer]>([
    ['no picture', webp(vp8x(0), riffChunk('ICCP', 'profile'))],
    ['two pictures', webp(LOSSY, LOSSLESS)],
    ['an animation', webp(vp8x(2), riffChunk('ANIM', Buffer.alloc(6)), riffChunk('ANMF', LOSSY))],
    ['a frame that is no key frame', webp(riffChunk('VP8 ', Buffer.from('MQEAnQEqAQABAA==', 'base64')))],
    ['a RIFF size beyond the file', webp(LOSSY).subarray(0, -4)],
    ['a chunk beyond RIFF', webp(LOSSY.subarray(0, -6))],
  ])('refuses %s', (_, bytes) => {
    expect(() => stripWebp(bytes)).toThrow(notAnImage);
  });
});

describe('HEIC', () => {
  it('keeps length and picture, and zeroes all that no picture item claims', () => {
    const original = heic();
    const { bytes, width, height } = stripHeic(original);
    expect(bytes).toHaveLength(original.length);
    expect(bytes.includes(HEVC)).toBe(true);
    expect(bytes.includes('grid....')).toBe(true);
    expect(bytes.includes(TELLTALE)).toBe(false);
    expect([width, height]).toEqual([40, 30]);
  });

  it('leaves every byte of the file as it was, or zero, or the name of a freed box', () => {
    const original = heic();
    const { bytes } = stripHeic(original);
    const free = new Set([...Buffer.from('free')]);
    const changed = [...bytes].filter((byte, at) => byte !== original[at] && byte !== 0);
    expect(changed.every((byte) => free.has(byte))).toBe(true);
    expect(stripHeic(bytes).bytes).toEqual(bytes);
  });

  it('reads when it was taken before it is gone', () => {
    const taken = { taken: '2026:11:22 09:30:00', zone: '+08:00' };
    const once = stripHeic(heic({ exif: taken }));
    expect(once.takenAt).toBe(Date.parse('2026-11-22T01:30:00Z'));
    expect(stripHeic(once.bytes).takenAt).toBeNull();
  });

  it('does not start to count extents that take no room in the file', () => {
    const iloc = box('iloc', Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]));
    expect(() => itemData(iloc, boxes(iloc, 0, iloc.length)[0]!)).toThrow(notAnImage);
  });

  it('zeroes metadata also where it overlaps the picture', () => {
    const { bytes } = stripHeic(heic({ shift: -HEVC.length }));
    expect(bytes.includes(HEVC)).toBe(false);
  });

  it('zeroes metadata also where a picture item claims it', () => {
    const { bytes } = stripHeic(heic({ greedy: 1 }));
    expect([bytes.includes(HEVC), bytes.includes(TELLTALE)]).toEqual([true, false]);
  });

  it.each(['moov', 'uuid', 'mpvd', 'sefd'])('frees a %s box behind the picture', (type) => {
    const { bytes } = stripHeic(heic({ trailer: box(type, TELLTALE) }));
    expect(bytes.subarray(-TELLTALE.length - 4)).toEqual(
      Buffer.concat([Buffer.from('free'), Buffer.alloc(TELLTALE.length)]),
    );
  });

  it.each<[string, Buffer]>([
    ['another codec', heic({ primary: 'av01' })],
    ['metadata outside of the media', heic({ shift: 10_000 })],
    ['items in another file', heic({ elsewhere: 1 })],
    ['extents of unstated length', heic({ lengthSize: 0 })],
    ['bytes that are no box', heic({ trailer: Buffer.from('tail') })],
    ['a box that reaches beyond the file', heic().subarray(0, -1)],
    ['no media', heic({ media: 'free' })],
    [
      'media in a thousand pieces',
      heic({ trailer: Buffer.concat(Array.from({ length: 1000 }, () => box('mdat'))) }),
    ],
    ['items that claim more than there is', heic({ greedy: 60 })],
    ['two meta boxes', heic({ trailer: box('meta', Buffer.alloc(4)) })],
  ])('refuses %s', (_, bytes) => {
    expect(() => stripHeic(bytes)).toThrow(notAnImage);
  });
});
