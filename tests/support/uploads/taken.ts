/** Kinds of picture that are taken and written anew: [what, file, format in which it is served, extension if not `jpg`]. */
import type { Upload } from '.';
import { deflateSync } from 'node:zlib';
import {
  box,
  exif,
  exifSegment,
  heic,
  icc,
  LOSSLESS,
  LOSSY,
  pdf,
  phoneJpeg,
  phonePng,
  phoneWebp,
  pngChunk,
  progressive,
  riffChunk,
  segment,
  SOI,
  TELLTALE,
  webp,
} from '../../unit/capture/samples';
import { jpeg, phoneExif, png, withExif } from '../pictures';
import {
  latin1,
  bytes,
  SCRIPT,
  ZIP,
  XMP,
  EXTENDED,
  withSegments,
  followedBy,
  cmyk,
  withChunks,
} from './parts';

export const TAKEN: readonly Upload[] = [
  ['a plain JPEG', () => jpeg(), 'jpeg'],
  ['a JPEG with GPS in its EXIF', () => withExif(jpeg(), phoneExif), 'jpeg'],
  ['a JPEG with EXIF in a second APP1', () => withSegments(segment(0xe1, 'Other\0'), exifSegment()), 'jpeg'],
  [
    'a JPEG with two EXIF segments',
    () => withSegments(exifSegment(), exifSegment({ byteOrder: 'II' })),
    'jpeg',
  ],
  ['a JPEG held upright', () => withSegments(exifSegment({ orientation: 6 })), 'jpeg'],
  ['a JPEG with XMP', () => withSegments(segment(0xe1, XMP)), 'jpeg'],
  ['a JPEG with extended XMP', () => withSegments(segment(0xe1, XMP), segment(0xe1, EXTENDED)), 'jpeg'],
  ['a JPEG with IPTC', () => withSegments(segment(0xed, `Photoshop 3.0\0${TELLTALE}`)), 'jpeg'],
  ['a JPEG with a colour profile', () => withSegments(icc), 'jpeg'],
  [
    'a JPEG with a second picture behind it (MPF)',
    () =>
      Buffer.concat([
        withSegments(segment(0xe2, `MPF\0${TELLTALE}`)),
        withExif(jpeg({ seed: 2 }), phoneExif),
      ]),
    'jpeg',
  ],
  [
    'a JPEG with a small picture inside its EXIF',
    () =>
      withSegments(
        segment(
          0xe1,
          Buffer.concat([latin1('Exif\0\0'), exif(), withExif(jpeg({ width: 16, height: 16 }), phoneExif)]),
        ),
      ),
    'jpeg',
  ],
  [
    'a JPEG with a small picture inside its JFIF',
    () => withSegments(segment(0xe0, `JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01abc${TELLTALE}`)),
    'jpeg',
  ],
  ['a JPEG with a JFXX segment', () => withSegments(segment(0xe0, `JFXX\0\x10${TELLTALE}`)), 'jpeg'],
  ['a JPEG with a script in a comment', () => withSegments(segment(0xfe, SCRIPT)), 'jpeg'],
  [
    'a JPEG with segments of a vendor',
    () => withSegments(...[0xe3, 0xe4, 0xe5, 0xe9, 0xeb, 0xef].map((marker) => segment(marker, TELLTALE))),
    'jpeg',
  ],
  ['a JPEG that is also a ZIP', () => followedBy(ZIP), 'jpeg'],
  ['a JPEG that is also PHP', () => followedBy(`<?php echo "${TELLTALE}"; ?>`), 'jpeg'],
  ['a JPEG that is also a web page', () => followedBy(`<html>${SCRIPT}</html>`), 'jpeg'],
  ['a JPEG that is also a PDF', () => followedBy(pdf()), 'jpeg'],
  ['a JPEG with a film behind it', () => followedBy(box('ftyp', 'mp42'), TELLTALE), 'jpeg'],
  ['a JPEG followed by zeros', () => followedBy(Buffer.alloc(4096)), 'jpeg'],
  ['a JPEG with everything a phone writes', () => phoneJpeg({ orientation: 3 }), 'jpeg'],
  ['a progressive JPEG with restarts', () => progressive().file, 'jpeg'],
  ['a JPEG with a restart interval', () => withSegments(segment(0xdd, bytes(0, 0))), 'jpeg'],
  ['a JPEG with fill bytes', () => Buffer.concat([SOI, bytes(0xff, 0xff, 0xff), jpeg().subarray(2)]), 'jpeg'],
  ['a JPEG in four inks', cmyk, 'jpeg'],
  ['a JPEG named .png', () => withExif(jpeg(), phoneExif), 'jpeg', 'png'],
  ['a JPEG named .heic', () => withExif(jpeg(), phoneExif), 'jpeg', 'heic'],
  ['a plain PNG', () => png(), 'png', 'png'],
  ['a PNG named .jpg', () => png(), 'png'],
  ['a PNG with EXIF', () => withChunks(pngChunk('eXIf', exif({ orientation: 8 }))), 'png'],
  ['a PNG with a text', () => withChunks(pngChunk('tEXt', `Comment\0${TELLTALE}`)), 'png'],
  [
    'a PNG with a packed text',
    () =>
      withChunks(
        pngChunk('zTXt', Buffer.concat([latin1('Raw profile type exif\0\0'), deflateSync(TELLTALE)])),
      ),
    'png',
  ],
  ['a PNG with XMP', () => withChunks(pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${TELLTALE}`)), 'png'],
  [
    'a PNG with packed XMP',
    () =>
      withChunks(
        pngChunk('iTXt', Buffer.concat([latin1('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(TELLTALE)])),
      ),
    'png',
  ],
  ['a PNG with a named palette', () => withChunks(pngChunk('sPLT', `${TELLTALE}\0\x08`)), 'png'],
  [
    'an animated PNG',
    () =>
      withChunks(
        pngChunk('acTL', Buffer.alloc(8)),
        pngChunk('fcTL', Buffer.alloc(26)),
        pngChunk('fdAT', `\0\0\0\x01${TELLTALE}`),
      ),
    'png',
  ],
  ['a PNG that is also a ZIP', () => Buffer.concat([png(), ZIP]), 'png'],
  ['a PNG with everything a program writes', () => phonePng({ orientation: 6 }), 'png'],
  ['a lossy WebP', () => webp(LOSSY), 'webp', 'webp'],
  ['a lossless WebP named .jpg', () => webp(LOSSLESS), 'webp'],
  ['a WebP with EXIF, XMP and a chunk of its own', () => phoneWebp(), 'webp'],
  ['a WebP held upright', () => phoneWebp({ orientation: 6 }), 'webp'],
  ['a WebP with a text of a player', () => webp(LOSSY, riffChunk('INFO', TELLTALE)), 'webp'],
  ['a HEIC with an Exif item', () => heic({ exif: { orientation: 6 } }), 'heic', 'heic'],
  ['a HEIC named .jpg', () => heic(), 'heic'],
];
