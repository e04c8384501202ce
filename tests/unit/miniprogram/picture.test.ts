/** Which files go as pictures: by their bytes, whatever their name says, and each refusal says what to do. */
import {
  HEAD_BYTES,
  judgeFile,
  judgePicture,
  lookOf,
  MOST_BYTES,
  PictureRefused,
  type Look,
} from '../../../miniprogram/services/core/picture';
import { TEXT } from '../../../miniprogram/shared/text';
import { jpeg, notAPicture, png } from '../../support/pictures';

const MB = 1024 * 1024;

const head = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes.subarray(0, HEAD_BYTES)).buffer;
const look = (bytes: Buffer): Look => lookOf(bytes.length, head(bytes));
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const WEBP = latin('RIFF\x20\0\0\0WEBPVP8 ');
const MOVING_WEBP = latin('RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0');
const STILL_WEBP = latin('RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0');
const HEIC = latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic');
const GIF = latin('GIF89a\x01\0\x01\0');
const PDF = latin('%PDF-1.7\n');
/** An animation says so between its header and its first pixels. */
const APNG = Buffer.concat([
  png().subarray(0, 33),
  latin('\0\0\0\x08acTL\0\0\0\x02\0\0\0\0crc.'),
  latin('\0\0\0\0IDAT'),
]);
const NAMES_A_CHUNK = Buffer.concat([png().subarray(0, 33), latin('\0\0\0\x08IDATacTL')]);

describe('the bytes of a file', () => {
  it.each<[string, Buffer, Look['kind'], boolean]>([
    ['a JPEG', jpeg(), 'jpeg', false],
    ['a PNG', png(), 'png', false],
    ['an animated PNG', APNG, 'png', true],
    ['a PNG whose pixels read like a chunk', NAMES_A_CHUNK, 'png', false],
    ['a WebP', WEBP, 'webp', false],
    ['an extended WebP', STILL_WEBP, 'webp', false],
    ['an animated WebP', MOVING_WEBP, 'webp', true],
    ['a HEIC', HEIC, 'heic', false],
    ['a GIF', GIF, 'gif', true],
    ['a PDF', PDF, 'pdf', false],
    ['a program', notAPicture(), null, false],
    ['a text', latin('照片'), null, false],
    ['nothing', Buffer.alloc(0), null, false],
  ])('tell %s', (_, bytes, kind, moves) => {
    expect(look(bytes)).toEqual({ size: bytes.length, kind, moves });
  });
});

describe('a picture', () => {
  const small: Look = { size: MB, kind: 'jpeg', moves: false };
  /** What becomes of it: what is said besides, or why it is refused. */
  const fate = (before: Look, now: Look | null, longSide = 4_000): string => {
    try {
      return judgePicture(before, { look: now, longSide });
    } catch (error) {
      if (!(error instanceof PictureRefused)) throw error;
      return `refused: ${error.message}`;
    }
  };
  const { empty, unreadable, moving, still, large } = TEXT.picture;

  it.each<[string, Look, Look | null, number, string]>([
    ['made small', look(jpeg()), small, 4_000, ''],
    ['of a name that lies, made small', look(png()), small, 4_000, ''],
    ['of a kind that nobody here knows, made small', look(latin('II*\0')), small, 4_000, ''],
    ['of 30 MB, made small', { ...small, size: 30 * MB }, small, 9_000, ''],
    ['of 20,000 pixels, made small', small, small, 20_000, ''],
    ['that moves, made still', look(GIF), small, 400, still],
    ['that cannot be made smaller', small, null, 4_000, ''],
    ['of a HEIC that this phone cannot draw', look(HEIC), null, 0, ''],
    ['of an animated PNG that cannot be made smaller', look(APNG), null, 400, still],
    ['of 0 bytes', look(Buffer.alloc(0)), null, 0, `refused: ${empty}`],
    ['that is a program', look(notAPicture()), null, 0, `refused: ${unreadable}`],
    ['that is a document', look(PDF), null, 0, `refused: ${unreadable}`],
    ['of 30 MB that nothing makes smaller', { ...small, size: 30 * MB }, null, 0, `refused: ${large}`],
    ['of the most that is taken', { ...small, size: MOST_BYTES }, null, 0, ''],
    ['of 20,000 pixels that nothing makes smaller', small, null, 20_000, `refused: ${large}`],
    ['that still moves when it is smaller', look(GIF), look(GIF), 400, `refused: ${moving}`],
    ['that moves and cannot be made still', look(MOVING_WEBP), null, 400, `refused: ${moving}`],
  ])('%s', (_, before, now, longSide, expected) => {
    expect(fate(before, now, longSide)).toBe(expected);
  });
});

describe('a document', () => {
  it.each([
    ['a drawing', look(PDF)],
    ['a picture of one', look(png())],
  ])('%s goes', (_, file) => expect(() => judgeFile(file)).not.toThrow());

  it.each([
    ['of 0 bytes', look(Buffer.alloc(0)), TEXT.picture.emptyFile],
    ['of 30 MB', { ...look(PDF), size: 30 * MB }, TEXT.picture.largeFile],
    ['that is a program', look(notAPicture()), TEXT.picture.unreadableFile],
    ['that moves', look(GIF), TEXT.picture.unreadableFile],
  ])('%s does not, and the person reads why', (_, file, sentence) => {
    expect(() => judgeFile(file)).toThrow(new PictureRefused(sentence));
  });
});
