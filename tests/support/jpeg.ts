/** The smallest honest JPEG encoder (ITU-T T.81, baseline): a mosaic whose 8×8 blocks are flat colours. */

/** Codes for the size of a difference (Annex K.3.1); flat blocks need nothing else but "end of block". */
const SIZE_CODES = ['00', '010', '011', '100', '101', '110', '1110', '11110', '111110'];
const CODES_PER_LENGTH = [0, 1, 5, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const END_OF_BLOCK = '0';

/** With this divisor the first coefficient of a flat block (8 × its level) is the level itself. */
const QUANTUM = 8;

/**
 * @param width - pixels
 * @param height - pixels
 * @param level - gives the brightness and colour levels (0–255) of the next block, in turn Y, Cb and Cr
 */
export function encodeMosaic(width: number, height: number, level: () => number): Buffer {
  const components = [1, 2, 3];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => QUANTUM)]),
    // Three components, each sampled at every pixel with quantisation table 0.
    segment(0xc0, [
      8,
      height >> 8,
      height & 0xff,
      width >> 8,
      width & 0xff,
      3,
      ...components.flatMap((id) => [id, 0x11, 0]),
    ]),
    segment(0xc4, [0x00, ...CODES_PER_LENGTH, ...SIZE_CODES.keys()]),
    segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    segment(0xda, [3, ...components.flatMap((id) => [id, 0x00]), 0, 63, 0]),
    scan(Math.ceil(width / 8) * Math.ceil(height / 8), level),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, body: number[]): Buffer {
  const length = body.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...body]);
}

/** The blocks as bits: for each component the difference to the block before, then "end of block". */
function scan(blocks: number, level: () => number): Buffer {
  const previous = [0, 0, 0];
  let bits = '';
  for (let block = 0; block < blocks; block += 1) {
    for (const [component, before] of previous.entries()) {
      // Half the range around grey, so that a difference always fits into eight bits.
      const value = (level() >> 1) - 64;
      bits += difference(value - before) + END_OF_BLOCK;
      previous[component] = value;
    }
  }
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    bytes.push(byte);
    // A zero tells this byte from a marker.
    if (byte === 0xff) bytes.push(0);
  }
  return Buffer.from(bytes);
}

/** Size code and value; a negative value is written as its ones' complement (F.1.2.1). */
function difference(value: number): string {
  if (value === 0) return SIZE_CODES[0] ?? '';
  const size = Math.abs(value).toString(2).length;
  const written = value > 0 ? value : value + 2 ** size - 1;
  return (SIZE_CODES[size] ?? '') + written.toString(2).padStart(size, '0');
}
