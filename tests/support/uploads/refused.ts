/** Kinds of file that are refused: [what, file, code, extension if not `jpg`]. */
import type { Upload } from '.';
import { gzipSync } from 'node:zlib';
import {
  box,
  exif,
  heic,
  LOSSY,
  pdf,
  pngChunk,
  riffChunk,
  segment,
  SOI,
  TELLTALE,
  vp8x,
  webp,
} from '../../unit/capture/samples';
import { jpeg, notAPicture, phoneExif, png, withExif } from '../pictures';
import {
  latin1,
  bytes,
  SCRIPT,
  ZIP,
  withSegments,
  followedBy,
  framed,
  FRAME,
  withChunks,
  sized,
  gif,
  isoFile,
} from './parts';

const cut = (share: number) => (): Buffer => {
  const whole = withExif(jpeg(), phoneExif);
  return whole.subarray(0, Math.floor(whole.length * share));
};

export const REFUSED: readonly Upload[] = [
  ['nothing at all', () => Buffer.alloc(0), 'PHOTO_NOT_IMAGE'],
  ['a single byte', () => bytes(0xff), 'PHOTO_NOT_IMAGE'],
  ['the first four bytes of a JPEG', () => jpeg().subarray(0, 4), 'PHOTO_NOT_IMAGE'],
  ['a JPEG cut off in its EXIF', cut(0.1), 'PHOTO_NOT_IMAGE'],
  ['a JPEG cut off in its tables', cut(0.4), 'PHOTO_NOT_IMAGE'],
  ['a JPEG cut off in its pixels', cut(0.9), 'PHOTO_NOT_IMAGE'],
  ['a JPEG without its end', () => jpeg().subarray(0, -2), 'PHOTO_NOT_IMAGE'],
  [
    'a JPEG with bytes between its segments',
    () => Buffer.concat([SOI, latin1(SCRIPT), jpeg().subarray(2)]),
    'PHOTO_NOT_IMAGE',
  ],
  [
    'a JPEG with words behind a table',
    () => withSegments(segment(0xdd, `\0\0${TELLTALE}`)),
    'PHOTO_NOT_IMAGE',
  ],
  ['a JPEG of twelve bits', () => framed(0xc1, [12, ...FRAME.slice(1)]), 'PHOTO_NOT_IMAGE'],
  ['a lossless JPEG', () => framed(0xc3, FRAME), 'PHOTO_NOT_IMAGE'],
  ['a JPEG in arithmetic coding', () => framed(0xc9, FRAME, [segment(0xcc, bytes(0, 0))]), 'PHOTO_NOT_IMAGE'],
  ['a hierarchical JPEG', () => framed(0xc5, FRAME, [segment(0xde, bytes(...FRAME))]), 'PHOTO_NOT_IMAGE'],
  ['a JPEG-LS', () => framed(0xf7, FRAME), 'PHOTO_NOT_IMAGE'],
  [
    'a JPEG of 20,000 pixels',
    () => framed(0xc2, [8, 0x4e, 0x20, 0x4e, 0x20, ...FRAME.slice(5)]),
    'PHOTO_TOO_LARGE',
  ],
  ['a JPEG of 30 MB', () => followedBy(Buffer.alloc(30 * 1024 * 1024)), 'PHOTO_TOO_LARGE'],
  [
    'a JPEG 2000',
    () => Buffer.concat([bytes(0, 0, 0, 12), latin1('jP  \r\n\x87\n'), box('ftyp', 'jp2 ')]),
    'PHOTO_NOT_IMAGE',
  ],
  ['a JPEG XL', () => bytes(0xff, 0x0a, 0, 0, 0, 0), 'PHOTO_NOT_IMAGE'],
  ['a PNG cut off', () => png().subarray(0, -20), 'PHOTO_NOT_IMAGE'],
  ['a PNG of 20,000 pixels', () => sized(png(), 20_000, 20_000), 'PHOTO_TOO_LARGE'],
  ['a PNG of two thousand million pixels', () => sized(png(), 0x7fffffff, 1), 'PHOTO_TOO_LARGE'],
  ['a PNG of no width', () => sized(png(), 0, 24), 'PHOTO_NOT_IMAGE'],
  [
    'a PNG as one vendor packs them',
    () => withChunks(pngChunk('CgBI', bytes(0x50, 0, 0x20, 2))),
    'PHOTO_NOT_IMAGE',
  ],
  [
    'an animated WebP',
    () => webp(vp8x(0x02), riffChunk('ANIM', Buffer.alloc(6)), riffChunk('ANMF', Buffer.alloc(24))),
    'PHOTO_NOT_IMAGE',
    'webp',
  ],
  ['a WebP cut off', () => webp(LOSSY).subarray(0, -4), 'PHOTO_NOT_IMAGE'],
  ['an AVIF', () => isoFile('avif', 'mif1', 'avif'), 'PHOTO_NOT_IMAGE'],
  ['a HEIC sequence', () => isoFile('hevc', 'msf1', 'hevc'), 'PHOTO_NOT_IMAGE', 'heic'],
  ['a HEIC whose picture lies elsewhere', () => heic({ elsewhere: 1 }), 'PHOTO_NOT_IMAGE', 'heic'],
  ['a HEIC whose items leave the file', () => heic({ shift: 1 << 20 }), 'PHOTO_NOT_IMAGE', 'heic'],
  ['a HEIC whose items all claim everything', () => heic({ greedy: 40 }), 'PHOTO_NOT_IMAGE', 'heic'],
  ['a HEIC without lengths', () => heic({ lengthSize: 0 }), 'PHOTO_NOT_IMAGE', 'heic'],
  [
    'a film',
    () => Buffer.concat([box('ftyp', 'isom', Buffer.alloc(4), 'isommp42'), box('mdat', TELLTALE)]),
    'PHOTO_NOT_IMAGE',
  ],
  ['a GIF', () => gif(1), 'PHOTO_NOT_IMAGE'],
  ['an animated GIF', () => gif(3), 'PHOTO_NOT_IMAGE'],
  ['a GIF that is also a script', () => gif(1, `=1;${SCRIPT}`), 'PHOTO_NOT_IMAGE'],
  ['an SVG', () => latin1(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`), 'PHOTO_NOT_IMAGE'],
  ['a packed SVG', () => gzipSync(`<svg>${SCRIPT}</svg>`), 'PHOTO_NOT_IMAGE'],
  ['a BMP', () => Buffer.concat([latin1('BM'), Buffer.alloc(60)]), 'PHOTO_NOT_IMAGE'],
  ['a TIFF', () => exif(), 'PHOTO_NOT_IMAGE'],
  [
    'an icon',
    () => Buffer.concat([bytes(0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0), Buffer.alloc(40)]),
    'PHOTO_NOT_IMAGE',
  ],
  ['a PDF', pdf, 'PHOTO_NOT_IMAGE', 'pdf'],
  ['a PDF that is also a JPEG', () => Buffer.concat([pdf(), jpeg()]), 'PHOTO_NOT_IMAGE'],
  [
    'a web page that is also a JPEG',
    () => Buffer.concat([latin1(`<html>${SCRIPT}`), jpeg()]),
    'PHOTO_NOT_IMAGE',
  ],
  ['a ZIP', () => ZIP, 'PHOTO_NOT_IMAGE'],
  ['a program', () => notAPicture(), 'PHOTO_NOT_IMAGE'],
  ['a text', () => latin1('data:image/jpeg;base64,/9j/4AAQ'), 'PHOTO_NOT_IMAGE'],
];
