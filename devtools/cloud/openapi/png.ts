/** Writes a black-and-white picture as a PNG file (RFC 2083), one byte a pixel, with a quiet zone around it. */
import { deflateSync } from 'node:zlib';

/** Modules of white around a QR code (ISO/IEC 18004). */
const QUIET = 4;

/**
 * @param modules - rows of squares, true is black
 * @param width - the picture is at most this wide (pixels)
 */
export function encodePng(modules: readonly (readonly boolean[])[], width: number): Buffer {
  const across = modules.length + 2 * QUIET;
  const scale = Math.max(1, Math.floor(width / across));
  const size = across * scale;
  const rows = Buffer.alloc((size + 1) * size, 255);
  for (let y = 0; y < size; y += 1) {
    rows[y * (size + 1)] = 0;
    const row = modules[Math.floor(y / scale) - QUIET];
    for (let x = 0; x < size; x += 1) {
      if (row?.[Math.floor(x / scale) - QUIET]) rows[y * (size + 1) + 1 + x] = 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
