/** What a file is by its first bytes, whatever its name says. */
import { startsWith } from './picture';
import { PNG_SIGNATURE } from './png';

export type Format = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf' | 'mp3';

/** Brands of still pictures in HEVC (ISO/IEC 23008-12, annex B); `mif1` alone may be any codec, `avif` is another. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis']);

/** The major brand and the compatible ones of `ftyp`. */
function brands(bytes: Buffer): string[] {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const found: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) found.push(bytes.toString('latin1', at, at + 4));
  return found;
}

const SIGNATURES: [Format, (bytes: Buffer) => boolean][] = [
  // SOI and the first byte of a table, frame, application or comment segment.
  [
    'jpeg',
    (bytes) => /^\xff\xd8\xff[\xc0-\xc4\xdb\xdd\xe0-\xef\xfe\xff]/.test(bytes.toString('latin1', 0, 4)),
  ],
  ['png', (bytes) => startsWith(bytes, `${PNG_SIGNATURE}\0\0\0\rIHDR`)],
  ['webp', (bytes) => /^RIFF[^]{4}WEBPVP8[ LX]/.test(bytes.toString('latin1', 0, 16))],
  ['heic', (bytes) => brands(bytes).some((brand) => HEIC_BRANDS.has(brand))],
  // A tag, or the first frame of layer III; nothing else in this list begins with eleven set bits.
  [
    'mp3',
    (bytes) => /^(?:ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/.test(bytes.toString('latin1', 0, 4)),
  ],
  ['pdf', (bytes) => /^%PDF-[12]\.\d[\r\n ]/.test(bytes.toString('latin1', 0, 9))],
];

/**
 * The format a file claims by its signature. Whether the rest keeps the promise is for the format's own parser to say.
 * @returns null for anything that is neither a picture nor a PDF nor an MP3
 */
export function sniff(bytes: Buffer): Format | null {
  return SIGNATURES.find(([, matches]) => matches(bytes))?.[0] ?? null;
}
