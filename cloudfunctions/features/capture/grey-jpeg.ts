/** A small grey picture out of a JPEG (ITU-T T.81): one pixel for each 8×8 block, which its first coefficient holds alone. */
import type { Grey } from '../../../miniprogram/shared/dhash';
import { EXIF_PREFIX, readExif } from './exif';
import { segments } from './jpeg';
import { notAnImage, part, startsWith, u16, u8 } from './picture';

/** What a frame says of one component. */
interface Component {
  id: number;
  /** Blocks in a minimum coded unit, across and down. */
  across: number;
  down: number;
  /** Its quantisation table. */
  table: number;
}

interface Frame {
  width: number;
  height: number;
  progressive: boolean;
  components: Component[];
}

/** All codes that 16 bits may begin with: length × 256 + symbol; 0 where there is none (annex C). */
type Codes = Uint16Array;

/** Tables that hold until they are defined anew. */
interface Tables {
  /** Of each quantisation table the first divisor. */
  divisors: Map<number, number>;
  /** Of first coefficients and of the others, by their number. */
  first: Map<number, Codes>;
  others: Map<number, Codes>;
  /** Units between two restarts; 0: none. */
  restart: number;
}

function readDivisors(body: Buffer, { divisors }: Tables): void {
  for (let at = 0; at < body.length;) {
    const [wide, id] = [u8(body, at) >> 4, u8(body, at) & 15];
    divisors.set(id, wide === 0 ? u8(body, at + 1) : u16(body, at + 1));
    at += 1 + 64 * (wide === 0 ? 1 : 2);
  }
}

function readCodes(body: Buffer, tables: Tables): void {
  for (let at = 0; at < body.length;) {
    const head = u8(body, at);
    const counts = part(body, at + 1, at + 17);
    let symbol = at + 17;
    const codes = new Uint16Array(65_536);
    let code = 0;
    counts.forEach((count, index) => {
      const length = index + 1;
      for (let left = count; left > 0; left -= 1) {
        const start = code << (16 - length);
        if (start >= 65_536) throw notAnImage();
        codes.fill(length * 256 + u8(body, symbol), start, start + (1 << (16 - length)));
        code += 1;
        symbol += 1;
      }
      code <<= 1;
    });
    (head >> 4 === 0 ? tables.first : tables.others).set(head & 15, codes);
    at = symbol;
  }
}

function readFrame(marker: number, body: Buffer): Frame {
  const components = Array.from({ length: u8(body, 5) }, (_none, index): Component => {
    const at = 6 + 3 * index;
    const [id, sampling, table] = [u8(body, at), u8(body, at + 1), u8(body, at + 2)];
    return { id, across: sampling >> 4, down: sampling & 15, table };
  });
  const isSampled = components.every(({ across, down }) => across > 0 && across < 5 && down > 0 && down < 5);
  if (u8(body, 0) !== 8 || !isSampled) throw notAnImage();
  return { height: u16(body, 1), width: u16(body, 3), progressive: marker === 0xc2, components };
}

/** The entropy-coded data of a scan between its restarts, without stuffed zeros. */
function intervalsOf(data: Buffer): Buffer[] {
  const intervals: Buffer[] = [];
  const out = Buffer.alloc(data.length);
  let [start, length] = [0, 0];
  for (let at = 0; at < data.length;) {
    const mark = data.indexOf(0xff, at);
    const end = mark < 0 ? data.length : mark;
    length += data.copy(out, length, at, end);
    if (mark < 0) break;
    const next = data[mark + 1] ?? 0;
    if (next === 0) {
      out[length] = 0xff;
      length += 1;
    } else if (next !== 0xff) {
      intervals.push(out.subarray(start, length));
      start = length;
    }
    at = next === 0xff ? mark + 1 : mark + 2;
  }
  intervals.push(out.subarray(start, length));
  return intervals;
}

/** Reads codes and numbers, the highest bit first; past the end there are zeros. */
class Bits {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isOver(): boolean {
    return this.at >> 3 >= this.bytes.length;
  }

  private peek(): number {
    const { bytes, at } = this;
    const byte = at >> 3;
    const three = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
    return (three >> (8 - (at & 7))) & 0xffff;
  }

  symbol(codes: Codes): number {
    const found = codes[this.peek()] ?? 0;
    if (found === 0) throw notAnImage();
    this.at += found >> 8;
    return found & 255;
  }

  skip(count: number): void {
    this.at += count;
  }

  /** A signed number of `size` bits (F.2.2.1). */
  signed(size: number): number {
    if (size === 0) return 0;
    const value = this.peek() >> (16 - size);
    this.at += size;
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }
}

/** A component within one scan. */
interface Turn {
  component: Component;
  first: Codes;
  /** Null in a scan of first coefficients alone. */
  others: Codes | null;
  /** The value before, from which the next differs. */
  before: number;
}

/** The first coefficient of the next block; the others are passed over. */
function nextBlock(bits: Bits, turn: Turn): number {
  const size = bits.symbol(turn.first);
  if (size > 15) throw notAnImage();
  turn.before += bits.signed(size);
  if (turn.others !== null) {
    for (let at = 1; at < 64; at += 1) {
      const symbol = bits.symbol(turn.others);
      const run = symbol >> 4;
      if ((symbol & 15) === 0 && run < 15) break;
      at += run;
      bits.skip(symbol & 15);
    }
  }
  return turn.before;
}

const ceilDiv = (a: number, b: number): number => Math.ceil(a / b);

/** The picture of the first component, one pixel for each of its blocks. */
function decode(frame: Frame, tables: Tables, head: Buffer, data: Buffer): Grey | null {
  const [luma] = frame.components;
  if (luma === undefined) return null;
  const count = u8(head, 0);
  const [start, approximation] = [u8(head, 1 + 2 * count), u8(head, 3 + 2 * count)];
  // A later scan of a progressive picture: other coefficients, or further bits of the first ones.
  if (frame.progressive && (start !== 0 || approximation >> 4 !== 0)) return null;
  const turns = Array.from({ length: count }, (_none, index): Turn => {
    const [id, table] = [u8(head, 1 + 2 * index), u8(head, 2 + 2 * index)];
    const component = frame.components.find((one) => one.id === id);
    const first = tables.first.get(table >> 4);
    const others = frame.progressive ? null : tables.others.get(table & 15);
    if (component === undefined || first === undefined || others === undefined) throw notAnImage();
    return { component, first, others, before: 0 };
  });
  if (!turns.some(({ component }) => component === luma)) return null;

  const most = {
    across: Math.max(...frame.components.map(({ across }) => across)),
    down: Math.max(...frame.components.map(({ down }) => down)),
  };
  const width = ceilDiv(ceilDiv(frame.width * luma.across, most.across), 8);
  const height = ceilDiv(ceilDiv(frame.height * luma.down, most.down), 8);
  // A scan of one component has its blocks row by row; of several, unit by unit (A.2).
  const isAlone = turns.length === 1;
  const unitsAcross = isAlone ? width : ceilDiv(frame.width, 8 * most.across);
  const units = unitsAcross * (isAlone ? height : ceilDiv(frame.height, 8 * most.down));
  const scale = ((tables.divisors.get(luma.table) ?? 1) << (frame.progressive ? approximation & 15 : 0)) / 8;
  const values = new Float32Array(width * height);

  const intervals = intervalsOf(data);
  const perInterval = tables.restart === 0 ? units : tables.restart;
  let bits = new Bits(Buffer.alloc(0));
  for (let unit = 0; unit < units; unit += 1) {
    if (unit % perInterval === 0) {
      bits = new Bits(intervals[unit / perInterval] ?? Buffer.alloc(0));
      for (const turn of turns) turn.before = 0;
    }
    if (bits.isOver) throw notAnImage();
    const [left, top] = [unit % unitsAcross, Math.floor(unit / unitsAcross)];
    for (const turn of turns) {
      const { across, down } = isAlone ? { across: 1, down: 1 } : turn.component;
      for (let block = 0; block < across * down; block += 1) {
        const value = nextBlock(bits, turn);
        if (turn.component !== luma) continue;
        const x = left * across + (block % across);
        const y = top * down + Math.floor(block / across);
        if (x < width && y < height) values[y * width + x] = 128 + value * scale;
      }
    }
  }
  return { width, height, values };
}

/**
 * The brightness of a JPEG by blocks, and its orientation. Its work grows with the file, its memory with a sixteenth of
 * the pixels in bytes.
 * @returns null for one of more pixels than that
 * @throws AppError PHOTO_NOT_IMAGE when it cannot be decoded
 */
export function greyJpeg(bytes: Buffer, mostPixels: number): { grey: Grey; orientation: number } | null {
  const tables: Tables = { divisors: new Map(), first: new Map(), others: new Map(), restart: 0 };
  let frame: Frame | null = null;
  let orientation = 1;
  for (const { marker, body, whole } of segments(bytes)) {
    if (marker === 0xe1 && startsWith(body, EXIF_PREFIX)) orientation = readExif(body).orientation;
    else if (marker === 0xdb) readDivisors(body, tables);
    else if (marker === 0xc4) readCodes(body, tables);
    else if (marker === 0xdd) tables.restart = u16(body, 0);
    else if (marker >= 0xc0 && marker <= 0xc2) {
      frame = readFrame(marker, body);
      if (frame.width * frame.height > mostPixels) return null;
    } else if (marker === 0xda && frame !== null) {
      const grey = decode(frame, tables, body, whole.subarray(4 + body.length));
      if (grey !== null) return { grey, orientation };
    }
  }
  throw notAnImage();
}
