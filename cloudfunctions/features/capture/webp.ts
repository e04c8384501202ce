/** WebP (RFC 9649): keeps the picture, its alpha and colour profile; EXIF, XMP and unknown chunks go. */
import { NO_EXIF, orientationOnly, readExif, type ExifFacts } from './exif';
import { notAnImage, part, text, u8, type Stripped } from './picture';

/** Flags of VP8X. */
const ICC = 0x20;
const ALPHA = 0x10;
const EXIF = 0x08;

interface Chunk {
  type: string;
  data: Buffer;
}

function* chunks(bytes: Buffer): Generator<Chunk> {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') throw notAnImage();
  const file = part(bytes, 0, 8 + part(bytes, 4, 8).readUInt32LE());
  let at = 12;
  while (at < file.length) {
    const length = part(file, at + 4, at + 8).readUInt32LE();
    yield { type: text(file, at, 4), data: part(file, at + 8, at + 8 + length) };
    at += 8 + length + (length % 2);
  }
}

function chunk({ type, data }: Chunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** Size of a lossy key frame (RFC 6386, 9.1). */
function lossySize(data: Buffer): { width: number; height: number } {
  const isKeyFrame = (u8(data, 0) & 1) === 0 && text(data, 3, 3) === '\x9d\x01\x2a';
  const size = part(data, 6, 10);
  if (!isKeyFrame) throw notAnImage();
  return { width: size.readUInt16LE(0) & 0x3fff, height: size.readUInt16LE(2) & 0x3fff };
}

function losslessSize(data: Buffer): { width: number; height: number } {
  const bits = part(data, 1, 5).readUInt32LE();
  if (u8(data, 0) !== 0x2f) throw notAnImage();
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The canvas as it was, but only with the flags of what is still there. */
function header(data: Buffer, orientation: number): Buffer {
  const fresh = Buffer.from(part(data, 0, 10));
  fresh.fill(0, 0, 4);
  fresh[0] = (u8(data, 0) & (ICC | ALPHA)) | (orientation === 1 ? 0 : EXIF);
  return fresh;
}

/**
 * The same picture without metadata; a fresh EXIF with the orientation alone when it is not upright.
 * @throws AppError PHOTO_NOT_IMAGE when it is not one whole still WebP
 */
export function stripWebp(bytes: Buffer): Stripped {
  const kept: Chunk[] = [];
  let extended: Buffer | null = null;
  let facts: ExifFacts | null = null;
  let size: { width: number; height: number } | null = null;

  for (const found of chunks(bytes)) {
    const { type, data } = found;
    if (type === 'VP8X') {
      if (extended !== null || size !== null) throw notAnImage();
      extended = data;
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (size !== null) throw notAnImage();
      size = type === 'VP8 ' ? lossySize(data) : losslessSize(data);
      kept.push(found);
    } else if (type === 'ICCP' || type === 'ALPH') {
      kept.push(found);
    } else if (type === 'EXIF') {
      facts ??= readExif(data);
    } else if (type === 'ANIM' || type === 'ANMF') {
      throw notAnImage();
    }
  }
  if (size === null || size.width === 0 || size.height === 0) throw notAnImage();

  const { takenAt, ...said } = facts ?? NO_EXIF;
  // Without VP8X nobody reads EXIF, so nobody turns the picture.
  const orientation = extended === null ? 1 : said.orientation;
  const out =
    extended === null
      ? // The simple form is one chunk; nothing else in it is looked at by anybody.
        kept.filter(({ type }) => type.startsWith('VP8'))
      : [{ type: 'VP8X', data: header(extended, orientation) }, ...kept];
  if (orientation !== 1) out.push({ type: 'EXIF', data: orientationOnly(orientation) });
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...out.map(chunk)]);
  return { bytes: chunk({ type: 'RIFF', data: body }), ...size, orientation, takenAt };
}
