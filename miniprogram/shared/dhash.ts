/** The difference hash of a picture (dHash): 64 bits that stay nearly the same when it is compressed, resized or brightened. */

/** Brightness, 0–255, row by row. */
export interface Grey {
  width: number;
  height: number;
  values: ArrayLike<number>;
}

/** Each row of the hash compares its nine cells with their neighbours on the right: eight bits. */
const COLUMNS = 9;
const ROWS = 8;

/** Cells that differ by less than this share of the picture's range are alike: noise of an even wall must not decide a bit. */
const STEP = 0.01;

/** A picture whose cells all lie within so many levels shows nothing that could be compared. */
const LEAST_CONTRAST = 12;

/**
 * Hashes of so many bits apart or fewer are of pictures that look the same: one that lost a twentieth of each side is
 * mostly within it, other photos of a plant are beyond 20.
 */
export const NEAR = 7;

/** Brightness of a colour after ITU-R BT.601. */
export const greyOf = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue;

/** Where the pixel that is shown at (x, y) lies in the stored picture, by EXIF orientation (EXIF 2.32, 4.6.4 A). */
const STORED: Record<number, (x: number, y: number, right: number, bottom: number) => [number, number]> = {
  2: (x, y, right) => [right - x, y],
  3: (x, y, right, bottom) => [right - x, bottom - y],
  4: (x, y, _right, bottom) => [x, bottom - y],
  5: (x, y) => [y, x],
  6: (x, y, _right, bottom) => [y, bottom - x],
  7: (x, y, right, bottom) => [right - y, bottom - x],
  8: (x, y, right) => [right - y, x],
};

/** A picture turned as it is to be seen. @param orientation - EXIF, 1–8 */
export function upright(grey: Grey, orientation: number): Grey {
  const stored = STORED[orientation];
  if (stored === undefined) return grey;
  const { width, height, values } = grey;
  const turned = orientation >= 5 ? { width: height, height: width } : { width, height };
  const out = new Float32Array(width * height);
  for (let y = 0; y < turned.height; y += 1) {
    for (let x = 0; x < turned.width; x += 1) {
      const [fromX, fromY] = stored(x, y, width - 1, height - 1);
      out[y * turned.width + x] = values[fromY * width + fromX] ?? 0;
    }
  }
  return { ...turned, values: out };
}

/** For each of `count` cells along a side: which pixels it covers, and how much of each. */
function spans(side: number, count: number): [at: number, share: number][][] {
  return Array.from({ length: count }, (_none, cell) => {
    const [start, end] = [(cell * side) / count, ((cell + 1) * side) / count];
    const covered: [number, number][] = [];
    for (let at = Math.floor(start); at < end; at += 1) {
      covered.push([at, Math.min(end, at + 1) - Math.max(start, at)]);
    }
    return covered;
  });
}

/** The mean brightness of each cell of a 9 × 8 grid, row by row. */
function cells({ width, height, values }: Grey): number[] {
  const columns = spans(width, COLUMNS);
  return spans(height, ROWS).flatMap((rows) =>
    columns.map((column) => {
      let [sum, area] = [0, 0];
      for (const [y, tall] of rows) {
        for (const [x, wide] of column) {
          sum += (values[y * width + x] ?? 0) * tall * wide;
          area += tall * wide;
        }
      }
      return sum / area;
    }),
  );
}

const hex = (bits: number): string => bits.toString(16).padStart(2, '0');

/**
 * The hash: a bit for each cell that is brighter than the one to its right (N. Krawetz, "Kind of Like That", 2013).
 * @param grey - upright
 * @returns 16 hex digits; null for a picture that shows nothing, such as one taken in the dark
 */
export function dHash(grey: Grey): string | null {
  if (grey.width === 0 || grey.height === 0) return null;
  const grid = cells(grey);
  const range = Math.max(...grid) - Math.min(...grid);
  if (range < LEAST_CONTRAST) return null;
  let hash = '';
  for (let row = 0; row < ROWS; row += 1) {
    let bits = 0;
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      bits = bits * 2 + ((grid[at] ?? 0) - (grid[at + 1] ?? 0) >= STEP * range ? 1 : 0);
    }
    hash += hex(bits);
  }
  return hash;
}

/** How many bits of two hashes differ, 0–64 (Hamming distance). */
export function distance(a: string, b: string): number {
  let bits = 0;
  for (let at = 0; at < 16; at += 1) {
    let differing = parseInt(a[at] ?? '0', 16) ^ parseInt(b[at] ?? '0', 16);
    for (; differing > 0; differing >>= 1) bits += differing & 1;
  }
  return bits;
}
