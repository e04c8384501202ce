/** Reads QR codes as scanners do: from rows of modules, or from a picture. */
import jsQR from 'jsqr';
import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** RGBA. */
  data: Uint8ClampedArray;
}

/** The text of the code on a picture; null when there is none. */
export const readQr = ({ data, width, height }: Picture): string | null =>
  jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;

/** A picture of grey values. @param grey - 0–255 by place */
function pictureOf(width: number, height: number, grey: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.fill(grey(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return { width, height, data };
}

/** A code of rows of `0` and `1`, with its quiet zone, four pixels a module. */
export function drawModules(rows: readonly string[]): Picture {
  const [quiet, scale] = [4, 4];
  const size = (rows.length + 2 * quiet) * scale;
  const module = (at: number): number => Math.floor(at / scale) - quiet;
  return pictureOf(size, size, (x, y) => (rows[module(y)]?.[module(x)] === '1' ? 0 : 255));
}

/** A PNG of eight bits of grey without filters, as the local cloud writes codes. @throws Error for any other */
export function greyPng(file: Buffer): Picture {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (file[24] !== 8 || file[25] !== 0) throw new Error('not a PNG of eight bits of grey');
  const at = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
  return pictureOf(width, height, (x, y) => rows[y * (width + 1) + 1 + x] ?? 255);
}
