/** Pieces of uploads, built byte by byte: what may hide in a picture, and pictures of unusual make. */
import { adobe, box, EOI, heic, progressive, segment, SOI, TELLTALE } from '../../unit/capture/samples';
import { jpeg, phoneExif, png } from '../pictures';

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
export const bytes = (...values: number[]): Buffer => Buffer.from(values);
export const zeros = (length: number): number[] => Array.from({ length }, () => 0);

/** Marks in what may hide in a picture; none may be found in what is served. */
export const MARKS = [
  TELLTALE,
  phoneExif.make,
  phoneExif.model,
  '<script',
  '<?php',
  'PK\x03\x04',
  'ns.adobe.com',
  '%PDF-',
  'ftypmp42',
];

export const SCRIPT = `<script>alert("${TELLTALE}")</script>`;
export const ZIP = latin1(`PK\x03\x04\x14\0\0\0\0\0${TELLTALE}PK\x05\x06${'\0'.repeat(18)}`);
export const XMP = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>${TELLTALE}</exif:GPSLatitude></x:xmpmeta>`;
export const EXTENDED = `http://ns.adobe.com/xmp/extension/\0${'0'.repeat(32)}\0\0\0\x20\0\0\0\0${TELLTALE}`;

/** A real JPEG with segments behind its start. */
export const withSegments = (...segments: Buffer[]): Buffer =>
  Buffer.concat([SOI, ...segments, jpeg().subarray(2)]);
export const followedBy = (...tail: (Buffer | string)[]): Buffer =>
  Buffer.concat([jpeg(), ...tail.map((one) => (typeof one === 'string' ? latin1(one) : one))]);

/** A picture that is one scan of a frame of another kind. */
export function framed(marker: number, frame: number[], before: Buffer[] = []): Buffer {
  const { file, frame: usual } = progressive();
  const at = file.indexOf(usual);
  return Buffer.concat([
    file.subarray(0, at),
    ...before,
    segment(marker, bytes(...frame)),
    file.subarray(at + usual.length),
  ]);
}
export const FRAME = [8, 0, 16, 0, 24, 1, 1, 0x11, 0];

/** Four inks, one block each; the coefficients mean nothing. */
export function cmyk(): Buffer {
  const components = [1, 2, 3, 4];
  return Buffer.concat([
    SOI,
    adobe,
    segment(0xdb, bytes(0, ...Array.from({ length: 64 }, () => 8))),
    segment(0xc0, bytes(8, 0, 8, 0, 8, 4, ...components.flatMap((id) => [id, 0x11, 0]))),
    segment(0xc4, bytes(0x00, 1, ...zeros(15), 0)),
    segment(0xc4, bytes(0x10, 1, ...zeros(15), 0)),
    segment(0xda, bytes(4, ...components.flatMap((id) => [id, 0]), 0, 63, 0)),
    bytes(0x00),
    EOI,
  ]);
}

/** A real PNG with chunks between header and pixels. */
export function withChunks(...chunks: Buffer[]): Buffer {
  const plain = png();
  return Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33)]);
}

export function sized(picture: Buffer, width: number, height: number): Buffer {
  const claim = Buffer.from(picture);
  claim.writeUInt32BE(width, 16);
  claim.writeUInt32BE(height, 20);
  return claim;
}

export const gif = (frames: number, tail = ''): Buffer =>
  Buffer.concat([
    latin1('GIF89a'),
    bytes(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
    ...Array.from({ length: frames }, () => bytes(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0)),
    bytes(0x3b),
    latin1(tail),
  ]);

export const isoFile = (brand: string, ...compatible: string[]): Buffer => {
  const file = heic();
  const length = file.readUInt32BE(0);
  return Buffer.concat([box('ftyp', brand, Buffer.alloc(4), ...compatible), file.subarray(length)]);
};
