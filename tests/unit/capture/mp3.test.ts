/** Recordings: what is heard is kept to the byte, nothing else is, and nothing else passes for one. */
import fc from 'fast-check';
import { inspect, MAX_VOICE_BYTES } from '../../../cloudfunctions/features/capture/inspect';
import { MAX_VOICE_SECONDS, stripMp3 } from '../../../cloudfunctions/features/capture/mp3';
import { sha256 } from '../../../cloudfunctions/platform/canonical';
import { AppError } from '../../../miniprogram/shared/errors';
import type { EvidencePurpose } from '../../../typings/domain';
import { jpeg, png } from '../../support/pictures';
import { id3v1, id3v2, recording, SPEECH, tagFrame } from '../../support/recordings';
import { box, heic, pdf, phoneFiles, TELLTALE } from './samples';

/** The code with which a file is refused, or null when it is taken. */
function refusal(bytes: Buffer, purpose: EvidencePurpose = 'voice'): string | null {
  try {
    inspect(bytes, purpose);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const zip = Buffer.from('504b0304140000000800', 'hex');
const page = Buffer.from('<!doctype html><script>alert(1)</script>');
const FRAME = 108;

/** What one frame of the recordings here holds besides its head. */
const framed = (content: Buffer): Buffer => {
  const sound = recording(3);
  for (let at = 0; at + FRAME <= sound.length; at += FRAME) content.copy(sound, at + 4, 0, FRAME - 4);
  return sound;
};

describe('a recording from a phone', () => {
  it.each([
    ['of LAME', SPEECH, 0.5],
    ['of 3 s', recording(3), 3],
    ['of 15 s', recording(15), 15],
  ])('%s is taken as it is, and its length is counted', (_, bytes, seconds) => {
    expect(inspect(bytes, 'voice')).toMatchObject({
      format: 'mp3',
      width: null,
      height: null,
      takenAt: null,
      originalSha256: sha256(bytes),
      sealedSha256: sha256(bytes),
      seconds: expect.closeTo(seconds, 1) as number,
    });
    expect(inspect(bytes, 'voice').bytes.equals(bytes)).toBe(true);
  });

  it.each([
    [8_000, 16_000],
    [11_025, 16_000],
    [12_000, 24_000],
    [22_050, 32_000],
    [24_000, 128_000],
  ])('may have %i Hz at %i bit/s', (sampleRate, bitRate) => {
    const bytes = recording(2, sampleRate, bitRate);
    const { bytes: kept, seconds } = stripMp3(bytes);
    expect([kept.equals(bytes), seconds]).toEqual([true, expect.closeTo(2, 0)]);
  });

  it('of 15 s is below 60 KB', () => {
    expect(recording(15).length).toBeLessThan(60_000);
  });
});

describe('what stands around the sound', () => {
  const cover = tagFrame(
    'APIC',
    Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), phoneFiles().jpeg!]),
  );
  const place = tagFrame('GEOB', `\0text/plain\0\0\0${TELLTALE}`);

  it.each([
    ['a tag with a picture and a place', Buffer.concat([id3v2(cover, place), SPEECH])],
    ['two tags', Buffer.concat([id3v2(place), id3v2(cover), SPEECH])],
    ['a tag behind', Buffer.concat([SPEECH, id3v1(TELLTALE)])],
    ['tags before and behind', Buffer.concat([id3v2(tagFrame('TPE1', TELLTALE)), SPEECH, id3v1(TELLTALE)])],
  ])('%s goes', (_, bytes) => {
    expect(bytes.includes(TELLTALE)).toBe(true);
    expect(inspect(bytes, 'voice').bytes).toEqual(SPEECH);
  });

  it('a first frame that only tells about the file goes', () => {
    const summary = Buffer.alloc(FRAME);
    SPEECH.copy(summary, 0, 0, 4);
    summary.write(`Info\0\0\0\x0f${TELLTALE}`, 4 + 9, 'latin1');
    expect(inspect(Buffer.concat([summary, SPEECH]), 'voice').bytes).toEqual(SPEECH);
  });

  it('inspecting what was kept keeps it', () => {
    const { bytes } = inspect(Buffer.concat([id3v2(cover), SPEECH]), 'voice');
    expect(inspect(bytes, 'voice').bytes).toEqual(bytes);
  });
});

describe('a file that only calls itself a recording', () => {
  it.each<[string, Buffer]>([
    ['nothing at all', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(4096)],
    ['a photo', jpeg()],
    ['a picture', png()],
    ['a HEIC', heic()],
    ['a PDF', pdf()],
    ['a web page', page],
    ['a ZIP', zip],
    ['an M4A', Buffer.concat([box('ftyp', 'M4A ', Buffer.alloc(4), 'M4A mp42isom'), box('mdat', 'x')])],
    ['an ADTS stream', Buffer.from('fff15080027ffc', 'hex')],
    ['a WAV', Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
    ['an Ogg', Buffer.from('OggS\0\x02', 'latin1')],
    ['a text with a byte order mark', Buffer.from('fffe3c0073006300', 'hex')],
    ['a tag without sound', id3v2(tagFrame('TIT2', 'x'))],
    [
      'a tag longer than the file',
      Buffer.concat([id3v2(tagFrame('TIT2', 'x')).subarray(0, 6), Buffer.from([1, 1, 1, 1]), SPEECH]),
    ],
    ['a tag before a web page', Buffer.concat([id3v2(), page])],
    ['a web page before sound', Buffer.concat([page, SPEECH])],
    ['a photo before sound', Buffer.concat([jpeg(), SPEECH])],
    ['a ZIP behind sound', Buffer.concat([SPEECH, zip])],
    ['a photo behind sound', Buffer.concat([SPEECH, jpeg()])],
    ['a web page between sounds', Buffer.concat([SPEECH, page, SPEECH])],
    ['sounds of two sample rates', Buffer.concat([recording(1), recording(1, 8_000, 16_000)])],
    ['a web page cut into frames', framed(Buffer.from('<script>alert(1)</script>'.repeat(5)))],
    ['a program cut into frames', framed(Buffer.from('7f454c4602010100'.repeat(14), 'hex'))],
    ['a moment', recording(0.1)],
  ])('%s is refused', (_, bytes) => {
    expect(refusal(bytes)).toBe('VOICE_NOT_AUDIO');
  });

  it.each<[string, number, number]>([
    ['the version that is reserved', 1, 0xeb],
    ['another layer', 1, 0xf5],
    ['a free bit rate', 2, 0x08],
    ['the bit rate that is reserved', 2, 0xf8],
    ['the sample rate that is reserved', 2, 0x3c],
    ['the emphasis that is reserved', 3, 0xc6],
  ])('with %s is refused', (_, at, byte) => {
    const bytes = recording(1);
    for (let frame = 0; frame < bytes.length; frame += FRAME) bytes[frame + at] = byte;
    expect(refusal(bytes)).toBe('VOICE_NOT_AUDIO');
  });
});

describe('where a recording ends', () => {
  it('is cut off anywhere: the whole frames stay, and there is no sound at all below a fifth of a second', () => {
    for (let length = 0; length <= SPEECH.length; length += 1) {
      const frames = Math.floor(length / FRAME);
      const cut = SPEECH.subarray(0, length);
      // 36 ms a frame.
      if (frames < 6) expect([length, refusal(cut)]).toEqual([length, 'VOICE_NOT_AUDIO']);
      else expect(inspect(cut, 'voice').bytes.equals(SPEECH.subarray(0, frames * FRAME))).toBe(true);
    }
  });

  it('is no later than somebody may talk', () => {
    expect(refusal(recording(MAX_VOICE_SECONDS - 0.1))).toBeNull();
    expect(refusal(recording(MAX_VOICE_SECONDS + 0.1))).toBe('VOICE_TOO_LARGE');
  });

  it('is no further than a megabyte', () => {
    const tag = (size: number): Buffer => id3v2(tagFrame('PRIV', Buffer.alloc(size)));
    const room = MAX_VOICE_BYTES - SPEECH.length - tag(0).length;
    expect(refusal(Buffer.concat([tag(room), SPEECH]))).toBeNull();
    expect(refusal(Buffer.concat([tag(room + 1), SPEECH]))).toBe('VOICE_TOO_LARGE');
  });
});

describe('whatever comes', () => {
  const taken = [null, 'VOICE_NOT_AUDIO', 'VOICE_TOO_LARGE'];

  it('is taken or refused in words when bytes of it are changed', () => {
    const original = Buffer.concat([id3v2(tagFrame('TIT2', 'x')), SPEECH, id3v1('x')]);
    const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(original);
        for (const { at, byte } of changes) bytes[at] = byte;
        expect(taken).toContain(refusal(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('is taken or refused in words when something else follows its first bytes', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.uint8Array({ maxLength: 300 }), (kept, rest) => {
        expect(taken).toContain(refusal(Buffer.concat([SPEECH.subarray(0, kept), rest])));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when frames hold anything but sound', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 28 * FRAME, maxLength: 28 * FRAME }), (noise) => {
        const bytes = Buffer.from(noise);
        for (let at = 0; at < bytes.length; at += FRAME) SPEECH.copy(bytes, at, 0, 4);
        expect(refusal(bytes)).toBe('VOICE_NOT_AUDIO');
      }),
      { numRuns: 200 },
    );
  });
});

it.each(['scene', 'plan', 'after', 'verify', 'interim', 'lock', 'comment'] as const)(
  'is no picture: refused as %s',
  (purpose) => {
    expect(refusal(SPEECH, purpose)).toBe('PHOTO_NOT_IMAGE');
  },
);
