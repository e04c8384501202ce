/** Whether a file that was taken or chosen can go as a picture, by its size and its first bytes, and what to say when it cannot. Pure. */
import { TEXT } from '../../shared/text';

const t = TEXT.picture;

/** The largest file that the server takes (bytes). */
export const MOST_BYTES = 20 * 1024 * 1024;

/** The longest side that a phone is asked to draw when it could not make the picture smaller (px). */
const LONGEST_SIDE = 8_192;

/** How much of a file is read to know what it is (bytes): an animation says so in its first chunks. */
export const HEAD_BYTES = 1_024;

/** What a file is by its first bytes; `gif` moves, or is taken to. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'heic' | 'gif' | 'pdf';

/** A file as it lies on the phone. */
export interface Look {
  size: number;
  /** Null for anything that nobody here knows. */
  kind: Kind | null;
  /** Whether it is an animation. */
  moves: boolean;
}

/** What a picture is marked with: a ring, an arrow, or a mask over a face. */
export type Tool = 'ring' | 'arrow' | 'mask';

/** A file that is not taken; the message says what the person can do. */
export class PictureRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'PictureRefused';
  }
}

const latin = (head: ArrayBuffer): string =>
  Array.from(new Uint8Array(head), (byte) => String.fromCharCode(byte)).join('');

const SIGNATURES: readonly (readonly [Kind, RegExp])[] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['heic', /^[^]{4}ftyp(?:[^]{4})*?(?:hei[cmsx]|hev[cx]|mif1|msf1)/],
  ['gif', /^GIF8[79]a/],
  ['pdf', /^%PDF-/],
];

/** In WebP a flag of the extended header; in APNG a chunk before the first pixels. */
const MOVES: Partial<Record<Kind, (text: string) => boolean>> = {
  gif: () => true,
  webp: (text) => text.slice(12, 16) === 'VP8X' && (text.charCodeAt(20) & 0x02) !== 0,
  png: (text) => /acTL/.test(text.split('IDAT')[0] ?? ''),
};

/** @param head - the first {@link HEAD_BYTES} of the file, or all of a smaller one */
export function lookOf(size: number, head: ArrayBuffer): Look {
  const text = latin(head);
  const kind = SIGNATURES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return { size, kind, moves: kind !== null && MOVES[kind]?.(text) === true };
}

/** What the phone made of a picture when it was asked for a smaller one. */
export interface Made {
  /** The new file; null when it could make none. */
  look: Look | null;
  /** The longer side of the picture (px); 0 when the phone cannot say. */
  longSide: number;
}

/**
 * Whether a picture may go. What the phone could make smaller is a picture; of anything else the bytes must say so, and
 * the server looks at it again.
 * @param before - the file as it was taken or chosen
 * @returns what to say besides, empty when there is nothing
 * @throws PictureRefused
 */
export function judgePicture(before: Look, { look, longSide }: Made): string {
  if (before.size === 0) throw new PictureRefused(t.empty);
  if (look === null && (before.kind === null || before.kind === 'pdf'))
    throw new PictureRefused(t.unreadable);
  const goes = look ?? before;
  if (goes.size > MOST_BYTES || (look === null && longSide > LONGEST_SIDE)) throw new PictureRefused(t.large);
  // The server keeps the first picture of an animated PNG; the others it refuses.
  if (goes.moves && goes.kind !== 'png') throw new PictureRefused(t.moving);
  return before.moves ? t.still : '';
}

/** Whether a drawing or document may go. @throws PictureRefused */
export function judgeFile({ size, kind }: Look): void {
  if (size === 0) throw new PictureRefused(t.emptyFile);
  if (size > MOST_BYTES) throw new PictureRefused(t.largeFile);
  if (kind === null || kind === 'gif') throw new PictureRefused(t.unreadableFile);
}
