/** What is taken as evidence: real format by bytes, whole, and without anything that tells on people. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inspect, MAX_FILE_BYTES } from '../../../cloudfunctions/features/capture/inspect';
import { sha256 } from '../../../cloudfunctions/platform/canonical';
import { AppError } from '../../../miniprogram/shared/errors';
import { jpeg, notAPicture, png } from '../../support/pictures';
import { box, heic, pdf, phoneFiles, progressive, TELLTALE } from './samples';

/** The code with which a file is refused, or null when it is taken. */
function refusal(bytes: Buffer): string | null {
  try {
    inspect(bytes, 'scene');
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(phoneFiles({ orientation: 6, taken: '2026:11:22 09:30:00' })))(
  'a %s from a phone',
  (format, original) => {
    it('is taken, with nothing telltale left', () => {
      expect(original.includes(TELLTALE)).toBe(true);
      const kept = inspect(original, 'scene');
      expect(kept).toMatchObject({
        format,
        originalSha256: sha256(original),
        sealedSha256: sha256(kept.bytes),
        takenAt: Date.parse('2026-11-22T01:30:00Z'),
      });
      expect(kept.bytes.includes(TELLTALE)).toBe(false);
      expect(kept.bytes.includes('2026:11:22')).toBe(false);
    });

    it('stays as it is when it is inspected again', () => {
      const { bytes } = inspect(original, 'scene');
      expect(inspect(bytes, 'scene').bytes).toEqual(bytes);
    });

    it('does not alter the bytes it was given', () => {
      const copy = Buffer.from(original);
      inspect(original, 'scene');
      expect(original).toEqual(copy);
    });

    it('is refused wherever it is cut off', () => {
      // A HEIC may well end before its last box, when that is free space.
      const whole = format === 'heic' ? heic({ trailer: Buffer.alloc(0) }) : inspect(original, 'scene').bytes;
      for (let length = 0; length < whole.length; length += 1) {
        expect([length, refusal(whole.subarray(0, length))]).toEqual([length, 'PHOTO_NOT_IMAGE']);
      }
    });

    it('is taken or refused in words, whatever is changed in it', () => {
      const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
          const bytes = Buffer.from(original);
          for (const { at, byte } of changes) bytes[at] = byte;
          expect([null, 'PHOTO_NOT_IMAGE', 'PHOTO_TOO_LARGE']).toContain(refusal(bytes));
        }),
        { numRuns: 500 },
      );
    });

    it('is taken or refused in words, whatever follows its first bytes', () => {
      fc.assert(
        fc.property(fc.nat(64), fc.uint8Array({ maxLength: 300 }), (kept, rest) => {
          const bytes = Buffer.concat([original.subarray(0, kept), rest]);
          expect([null, 'PHOTO_NOT_IMAGE', 'PHOTO_TOO_LARGE']).toContain(refusal(bytes));
        }),
        { numRuns: 500 },
      );
    });
  },
);

const zip = Buffer.from('504b0304140000000800', 'hex');
const elf = Buffer.from('7f454c46020101000000', 'hex');
const start = (bytes: Buffer, text: string): Buffer =>
  Buffer.concat([bytes.subarray(0, 4), Buffer.from(text)]);

describe('a file that only calls itself a photo', () => {
  it.each<[string, Buffer]>([
    ['nothing at all', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['zeros', Buffer.alloc(4096)],
    ['a text', Buffer.from('今天的检查记录')],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a GIF', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')],
    ['a bitmap', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])],
    ['a ZIP', zip],
    ['a gzip', gzipSync('text')],
    ['a Windows program', notAPicture()],
    ['a Linux program', elf],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['an MP4', Buffer.concat([box('ftyp', 'isom', Buffer.alloc(4), 'isomavc1'), box('mdat', 'x')])],
    ['an AVIF', Buffer.concat([box('ftyp', 'avif', Buffer.alloc(4), 'mif1avif'), heic().subarray(24)])],
    ['a PDF among photos', pdf()],
    ['a web page that begins like a JPEG', start(jpeg(), '<html><script>alert(1)</script></html>')],
    ['a web page that begins like a PNG', start(png(), 'NG\r\n<html></html>')],
    ['a ZIP before a JPEG', Buffer.concat([zip, jpeg()])],
    ['a RIFF that is a sound', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
    ['only the signature of a PNG', png().subarray(0, 8)],
    ['only the signature of a JPEG', jpeg().subarray(0, 4)],
    ['only the brand of a HEIC', heic().subarray(0, 24)],
  ])('%s is refused', (_, bytes) => {
    expect(refusal(bytes)).toBe('PHOTO_NOT_IMAGE');
  });

  it('loses what was hidden behind a whole picture', () => {
    const { bytes } = inspect(Buffer.concat([jpeg(), zip, Buffer.from('<script>')]), 'scene');
    expect(bytes).toEqual(jpeg());
  });
});

describe('a drawing', () => {
  it('may be a PDF, which is kept as it is', () => {
    expect(inspect(pdf(), 'plan')).toMatchObject({ format: 'pdf', bytes: pdf(), width: null, height: null });
  });

  it.each(['scene', 'after', 'verify'] as const)('may not be a PDF as %s', (purpose) => {
    expect(() => inspect(pdf(), purpose)).toThrow(
      expect.objectContaining({ code: 'PHOTO_NOT_IMAGE' }) as Error,
    );
  });

  it('is refused when it is cut off', () => {
    const cut = pdf().subarray(0, -8);
    expect(() => inspect(cut, 'plan')).toThrow(expect.objectContaining({ code: 'PHOTO_NOT_IMAGE' }) as Error);
  });
});

/** A picture that says how large it is, and holds next to nothing. */
const claiming: Record<string, (width: number, height: number) => Buffer> = {
  jpeg: (width, height) => {
    const { file, frame } = progressive();
    const claim = Buffer.from(file);
    const at = claim.indexOf(frame) + 5;
    claim.writeUInt16BE(height, at);
    claim.writeUInt16BE(width, at + 2);
    return claim;
  },
  png: (width, height) => {
    const claim = Buffer.from(png());
    claim.writeUInt32BE(width, 16);
    claim.writeUInt32BE(height, 20);
    return claim;
  },
};

describe.each(Object.keys(claiming))('a %s that claims a size', (format) => {
  it.each([
    [12_000, 9_000, null],
    [16_384, 3_000, null],
    [16_385, 1, 'PHOTO_TOO_LARGE'],
    [1, 20_000, 'PHOTO_TOO_LARGE'],
    [20_000, 20_000, 'PHOTO_TOO_LARGE'],
    [12_001, 10_000, 'PHOTO_TOO_LARGE'],
  ])('of %i × %i', (width, height, code) => {
    expect(refusal(claiming[format]!(width, height))).toBe(code);
  });
});

it('takes a file of 20 MB and refuses one byte more', () => {
  const picture = progressive().file;
  const padded = Buffer.concat([picture, Buffer.alloc(MAX_FILE_BYTES - picture.length)]);
  expect(refusal(padded)).toBeNull();
  expect(refusal(Buffer.concat([padded, Buffer.alloc(1)]))).toBe('PHOTO_TOO_LARGE');
});
