/** Encodes up to 32 bytes as a QR code: always version 2 (25 × 25), level L, mask 0 (ISO/IEC 18004). */

const SIZE = 25;
const DATA_WORDS = 34;
const CHECK_WORDS = 10;

/** Level L with mask 0, protected by BCH(15,5) and masked with 0x5412. */
const FORMAT = 0b111011111000100;

/**
 * @param text - at most 32 bytes of Latin-1
 * @returns rows of modules, true is black
 */
export function encodeQr(text: string): boolean[][] {
  const words = dataWords(text);
  const bits = [...words, ...checkWords(words)].flatMap(toBits);
  const { black, fixed } = patterns();
  let next = 0;
  for (const [x, y] of zigzag()) {
    if (fixed[y]?.[x]) continue;
    const bit = bits[next] === 1;
    next += 1;
    set(black, x, y, bit !== ((x + y) % 2 === 0));
  }
  return black;
}

function dataWords(text: string): number[] {
  const bytes = [...Buffer.from(text, 'latin1')];
  if (bytes.length > 32) throw new Error('a version 2-L code holds 32 bytes');
  const nibbles = [
    0b0100,
    bytes.length >> 4,
    bytes.length & 15,
    ...bytes.flatMap((b) => [b >> 4, b & 15]),
    0,
  ];
  const words: number[] = [];
  for (let i = 0; i < nibbles.length; i += 2) words.push(((nibbles[i] ?? 0) << 4) | (nibbles[i + 1] ?? 0));
  for (let pad = 0xec; words.length < DATA_WORDS; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Reed–Solomon over GF(256) with 0x11d. */
function checkWords(words: readonly number[]): number[] {
  let generator = [1];
  for (let i = 0, root = 1; i < CHECK_WORDS; i += 1, root = multiply(root, 2)) {
    const shifted = [...generator, 0];
    generator = shifted.map((c, k) => c ^ multiply(generator[k - 1] ?? 0, root));
  }
  const rest = [...words, ...Array<number>(CHECK_WORDS).fill(0)];
  for (let i = 0; i < words.length; i += 1) {
    const lead = rest[i] ?? 0;
    generator.forEach((c, k) => (rest[i + k] = (rest[i + k] ?? 0) ^ multiply(c, lead)));
  }
  return rest.slice(words.length);
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1) {
    if (y & 1) product ^= x;
    x = (x << 1) ^ (x & 0x80 ? 0x11d : 0);
  }
  return product;
}

function toBits(word: number): number[] {
  return [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => (word >> shift) & 1);
}

function set(grid: boolean[][], x: number, y: number, value: boolean): void {
  const row = grid[y];
  if (row && x >= 0 && x < SIZE) row[x] = value;
}

/** Finder, timing, alignment and format modules; `fixed` marks what data must not touch. */
function patterns(): { black: boolean[][]; fixed: boolean[][] } {
  const grid = (): boolean[][] => Array.from({ length: SIZE }, () => Array<boolean>(SIZE).fill(false));
  const black = grid();
  const fixed = grid();
  const put = (x: number, y: number, value: boolean): void => {
    set(black, x, y, value);
    set(fixed, x, y, true);
  };
  for (let i = 0; i < SIZE; i += 1) {
    put(i, 6, i % 2 === 0);
    put(6, i, i % 2 === 0);
  }
  const ring = (cx: number, cy: number, reach: number, white: readonly number[]): void => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        put(cx + dx, cy + dy, !white.includes(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  ring(3, 3, 4, [2, 4]);
  ring(SIZE - 4, 3, 4, [2, 4]);
  ring(3, SIZE - 4, 4, [2, 4]);
  ring(18, 18, 2, [1]);
  placeFormat(put);
  return { black, fixed };
}

function placeFormat(put: (x: number, y: number, value: boolean) => void): void {
  const bit = (i: number): boolean => ((FORMAT >> i) & 1) === 1;
  for (let i = 0; i < 15; i += 1) {
    // Around the upper left finder, skipping the timing lines.
    if (i < 6) put(8, i, bit(i));
    else if (i < 8) put(8, i + 1, bit(i));
    else if (i === 8) put(7, 8, bit(i));
    else put(14 - i, 8, bit(i));
    // The second copy beside the other two.
    if (i < 8) put(SIZE - 1 - i, 8, bit(i));
    else put(8, SIZE - 15 + i, bit(i));
  }
  put(8, SIZE - 8, true);
}

/** Two columns at a time from the right, up and down in turn, leaving out the timing column. */
function* zigzag(): Generator<[x: number, y: number]> {
  let up = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let i = 0; i < SIZE; i += 1) {
      const y = up ? SIZE - 1 - i : i;
      yield [right, y];
      yield [right - 1, y];
    }
    up = !up;
  }
}
