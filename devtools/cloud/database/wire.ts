/** The wire's text and our values: canonical EJSON in and out, server dates replaced by the cloud's clock. */
import { NotEmulated } from '../types';
import { invalidParameter } from './errors';
import type { Doc, Value } from './values';
import { isDoc } from './values';

/** BSON types that no SDK sends by itself and that have no JavaScript value of their own. */
const FOREIGN = new Set([
  '$oid',
  '$binary',
  '$uuid',
  '$symbol',
  '$numberDecimal',
  '$timestamp',
  '$minKey',
  '$maxKey',
  '$code',
  '$dbPointer',
  '$undefined',
]);

/** A 64-bit integer written from a JavaScript number, or one that a number holds exactly. */
function long(text: unknown): number {
  const digits = String(text);
  const value = Number(digits);
  const kept = value.toString() === digits || (/^-?\d+$/.test(digits) && BigInt(digits) === BigInt(value));
  if (!kept) {
    throw new NotEmulated(`the 64-bit integer ${digits}`);
  }
  return value;
}

function date(content: unknown): Date {
  if (typeof content === 'object' && content !== null && '$numberLong' in content) {
    return new Date(long(content.$numberLong));
  }
  const parsed = new Date(typeof content === 'number' ? content : String(content));
  if (Number.isNaN(parsed.getTime())) throw invalidParameter(`invalid date ${JSON.stringify(content)}`);
  return parsed;
}

function regularExpression(content: unknown): RegExp {
  const { pattern, options } = Object(content) as { pattern?: unknown; options?: unknown };
  const flags = typeof options === 'string' ? options.replaceAll(/[gy]/g, '') : '';
  if (/[^imsu]/.test(flags)) throw new NotEmulated(`the regular expression option ${flags}`);
  try {
    return new RegExp(String(pattern), flags);
  } catch {
    throw invalidParameter(`Regular expression is invalid: ${String(pattern)}`);
  }
}

/** The value an EJSON wrapper such as `{"$numberInt": "1"}` stands for; undefined for an ordinary object. */
function unwrap(name: string, content: unknown, now: () => number): Value | undefined {
  switch (name) {
    case '$numberInt':
    case '$numberDouble':
      return Number(content);
    case '$numberLong':
      return long(content);
    case '$date':
      return date(content);
    case '$regularExpression':
      return regularExpression(content);
    case '$tcb_server_date': {
      const { offset } = Object(content) as { offset?: unknown };
      return new Date(now() + Number(plain(offset ?? 0, now)));
    }
    default:
      if (FOREIGN.has(name)) throw new NotEmulated(`the value type ${name}`);
      return undefined;
  }
}

function plain(raw: unknown, now: () => number): Value {
  if (raw === null || typeof raw === 'boolean' || typeof raw === 'number' || typeof raw === 'string') {
    return raw;
  }
  if (Array.isArray(raw)) return raw.map((element: unknown) => plain(element, now));
  const fields = Object.entries(Object(raw) as Record<string, unknown>);
  const [only] = fields;
  if (fields.length === 1 && only?.[0].startsWith('$') === true) {
    const value = unwrap(only[0], only[1], now);
    if (value !== undefined) return value;
  }
  const doc: Doc = {};
  for (const [name, field] of fields) {
    if (name === '__proto__') throw invalidParameter('field name __proto__ is not allowed');
    doc[name] = plain(field, now);
  }
  return doc;
}

/**
 * Reads EJSON.
 * @param now - the cloud's clock, for `{"$tcb_server_date": {offset}}`
 * @throws CloudError for text that is no EJSON; NotEmulated for a BSON type that is not kept
 */
export function decode(text: unknown, now: () => number): Value {
  if (typeof text !== 'string') throw invalidParameter('an EJSON text is expected');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw invalidParameter('invalid EJSON');
  }
  return plain(raw, now);
}

/** Reads EJSON that must be an object; an absent or empty text is `{}`. */
export function decodeDoc(text: unknown, now: () => number): Doc {
  if (text === undefined || text === null || text === '') return {};
  const value = decode(text, now);
  if (!isDoc(value)) throw invalidParameter('an object is expected');
  return value;
}

function canonicalNumber(value: number): unknown {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) {
    return Math.abs(value) < 2 ** 31 || value === -(2 ** 31)
      ? { $numberInt: value.toString() }
      : { $numberLong: value.toString() };
  }
  return { $numberDouble: value.toString() };
}

function canonical(value: Value): unknown {
  if (typeof value === 'number') return canonicalNumber(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return { $date: { $numberLong: value.getTime().toString() } };
  if (value instanceof RegExp) {
    return { $regularExpression: { pattern: value.source, options: value.flags } };
  }
  if (Array.isArray(value)) return value.map((element) => canonical(element));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      // An aggregation may leave a field undefined where MongoDB leaves it out.
      (field as Value | undefined) === undefined ? [] : [[name, canonical(field)]],
    ),
  );
}

/** Writes canonical EJSON, as the cloud answers and the store keeps. */
export function encode(value: Value): string {
  return JSON.stringify(canonical(value) ?? null);
}
