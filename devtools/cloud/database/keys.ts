/** Index keys: bytes that sort as MongoDB sorts the values, so that SQLite's B-tree is the index. */
import type { Value } from './values';
import { RANK, isDoc, rank } from './values';

/** After a whole field comes the next one’s rank, which never reaches this byte, plain or inverted. */
const AFTER = 0xff;

function pushNumber(out: number[], value: number): void {
  const bytes = Buffer.alloc(8);
  // -0 equals 0, and NaN sorts below every number: all zero bytes lie below the inverted -Infinity.
  if (!Number.isNaN(value)) {
    bytes.writeDoubleBE(value === 0 ? 0 : value);
    const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
    for (let at = 0; at < 8; at++) {
      const byte = bytes[at] ?? 0;
      bytes[at] = negative ? ~byte & 0xff : at === 0 ? byte | 0x80 : byte;
    }
  }
  out.push(...bytes);
}

/** UTF-8 with 00 written 00 FF, ended by 00 00: a prefix sorts first and nothing bleeds into the next field. */
function pushString(out: number[], text: string): void {
  for (const byte of Buffer.from(text)) {
    out.push(byte);
    if (byte === 0) out.push(0xff);
  }
  out.push(0, 0);
}

function pushValue(out: number[], value: Value | undefined): void {
  out.push(rank(value));
  if (typeof value === 'number') pushNumber(out, value);
  else if (typeof value === 'string') pushString(out, value);
  else if (typeof value === 'boolean') out.push(Number(value));
  else if (value instanceof Date) pushNumber(out, value.getTime());
  else if (value instanceof RegExp) {
    pushString(out, value.source);
    pushString(out, value.flags);
  } else if (Array.isArray(value)) {
    for (const element of value) pushValue(out, element);
    out.push(0);
  } else if (isDoc(value)) {
    // MongoDB compares the type before the name, so the rank leads.
    for (const [name, field] of Object.entries(value)) {
      out.push(rank(field));
      pushString(out, name);
      pushValue(out, field);
    }
    out.push(0);
  }
}

const inverted = (bytes: Buffer): Buffer => bytes.map((byte) => ~byte & 0xff) as Buffer;

/**
 * One field of a key. Encodings are self-delimiting, so fields are concatenated; missing is written as null.
 * @param direction - −1 inverts the bytes, which reverses the order
 */
export function encodeKey(value: Value | undefined, direction: 1 | -1): Buffer {
  const out: number[] = [];
  pushValue(out, value);
  const bytes = Buffer.from(out);
  return direction === 1 ? bytes : inverted(bytes);
}

/** Keys from `low` (included) to `high` (excluded). */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

/** All keys that start with these whole fields. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { low: prefix, high: Buffer.concat([prefix, Buffer.of(AFTER)]) };
}

/** An end of a value range. */
export interface Bound {
  value: Value;
  inclusive: boolean;
}

/**
 * The keys behind `prefix` whose next field lies between two bounds. A range stays within the type of its bound, as
 * MongoDB's comparisons do, so null and missing never match a numeric one.
 */
export function valueRange(
  prefix: Buffer,
  direction: 1 | -1,
  lower: Bound | undefined,
  upper: Bound | undefined,
): KeyRange {
  const type = rank(lower?.value ?? upper?.value);
  const bracket = direction === 1 ? type : ~type & 0xff;
  const key = ({ value }: Bound): Buffer => Buffer.concat([prefix, encodeKey(value, direction)]);
  const after = (bound: Bound): Buffer => Buffer.concat([key(bound), Buffer.of(AFTER)]);
  const edge = (byte: number): Buffer => Buffer.concat([prefix, Buffer.of(byte)]);
  const [first, last] = direction === 1 ? [lower, upper] : [upper, lower];
  return {
    low: first ? (first.inclusive ? key(first) : after(first)) : edge(bracket),
    high: last ? (last.inclusive ? after(last) : key(last)) : edge(bracket + 1),
  };
}

/** Whether an index can answer a range on values of this type. */
export function rangeable(value: Value): boolean {
  const ranks: readonly number[] = [RANK.number, RANK.string, RANK.boolean, RANK.date];
  return ranks.includes(rank(value));
}
