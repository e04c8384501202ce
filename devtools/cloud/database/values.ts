/** The values a document holds, and MongoDB's order, equality and paths over them. */

/** A field's value. Integers beyond 2^53, decimals, binaries and object ids are not emulated. */
export type Value = null | boolean | number | string | Date | RegExp | Value[] | Doc;

/** A document or an embedded object; key order is part of its identity. */
export interface Doc {
  [field: string]: Value;
}

/** Ranks of the types in MongoDB's order; a range never leaves the rank of its bound. */
export const RANK = {
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  boolean: 8,
  date: 9,
  regex: 11,
} as const;

/** The rank of a value; a missing one counts as null. */
export function rank(value: Value | undefined): number {
  if (value === null || value === undefined) return RANK.null;
  if (typeof value === 'number') return RANK.number;
  if (typeof value === 'string') return RANK.string;
  if (typeof value === 'boolean') return RANK.boolean;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  return value instanceof RegExp ? RANK.regex : RANK.object;
}

/** Whether a value is an embedded object, not an array, a date or a regular expression. */
export function isDoc(value: Value | undefined): value is Doc {
  return rank(value) === RANK.object;
}

const difference = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** NaN sorts below every other number. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return difference(a, b);
}

/** Strings compare by code point, as their UTF-8 bytes do; UTF-16 units would misplace the astral planes. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const surrogates = (x >= 0xd800 && x < 0xe000 ? 1 : 0) - (y >= 0xd800 && y < 0xe000 ? 1 : 0);
    return surrogates === 0 ? difference(x, y) : surrogates;
  }
  return difference(a.length, b.length);
}

/** Field by field: the types, then the names, then the values; a prefix is smaller. */
function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (const [at, [name, value]] of left.entries()) {
    const other = right[at];
    if (!other) return 1;
    const order =
      difference(rank(value), rank(other[1])) || compareStrings(name, other[0]) || compare(value, other[1]);
    if (order !== 0) return order;
  }
  return difference(left.length, right.length);
}

/**
 * MongoDB's total order over values; missing equals null.
 * @returns negative, 0 or positive
 */
export function compare(a: Value | undefined, b: Value | undefined): number {
  const order = difference(rank(a), rank(b));
  if (order !== 0) return order;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date && b instanceof Date) return compareNumbers(a.getTime(), b.getTime());
  if (a instanceof RegExp && b instanceof RegExp) {
    return compareStrings(a.source, b.source) || compareStrings(a.flags, b.flags);
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const element = compare(a[at], b[at]);
      if (element !== 0) return element;
    }
    return difference(a.length, b.length);
  }
  return isDoc(a) && isDoc(b) ? compareDocs(a, b) : 0;
}

/** Equality as an index sees it: key order counts, missing equals null. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return compare(a, b) === 0;
}

/** A copy that shares nothing. */
export function clone<V extends Value>(value: V): V;
export function clone(value: Value): Value {
  if (Array.isArray(value)) return value.map((element) => clone(element));
  if (value instanceof Date) return new Date(value);
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const [name, field] of Object.entries(value)) copy[name] = clone(field);
  return copy;
}

/** The own field of an object or element of an array; undefined when there is none. */
export function child(value: Value | undefined, name: string): Value | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  return isDoc(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at a dotted path; a number selects an array's element and nothing else descends into arrays. */
export function valueAt(doc: Doc, path: string): Value | undefined {
  let value: Value | undefined = doc;
  for (const name of path.split('.')) {
    value = child(value, name);
    if (value === undefined) return undefined;
  }
  return value;
}

/**
 * Every value a query sees at a path: arrays on the way are searched element by element, and an array at the end
 * stands for itself and for its elements.
 * @returns undefined stands for an object on the way that lacks the field
 */
export function reach(doc: Doc, path: string): (Value | undefined)[] {
  let found: (Value | undefined)[] = [doc];
  for (const name of path.split('.')) {
    found = found.flatMap((value) => step(value, name));
  }
  return found.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value]));
}

/** Whether any value a query sees at a path passes a test. */
export function someAt(doc: Doc, path: string, test: (value: Value | undefined) => boolean): boolean {
  if (path.includes('.')) return reach(doc, path).some(test);
  const value = child(doc, path);
  return test(value) || (Array.isArray(value) && value.some(test));
}

function step(value: Value | undefined, name: string): (Value | undefined)[] {
  const direct = child(value, name);
  if (!Array.isArray(value)) return [direct];
  const nested = value.filter(isDoc).map((element) => child(element, name));
  return direct === undefined ? nested : [direct, ...nested.filter((one) => one !== undefined)];
}

/** The value an array sorts by: its least element ascending, its greatest descending; an empty one sorts as null. */
function sortKey(doc: Doc, path: string, direction: 1 | -1): Value | undefined {
  const direct = valueAt(doc, path);
  if (direct !== undefined && !Array.isArray(direct)) return direct;
  const values = reach(doc, path).filter((value) => !Array.isArray(value) || value !== direct);
  let best: Value | undefined;
  for (const [index, value] of values.entries()) {
    if (index === 0 || compare(value, best) * direction < 0) best = value;
  }
  return best;
}

/** One key of a sort. */
export interface SortKey {
  path: string;
  direction: 1 | -1;
}

/** Sorts documents in place, stably. */
export function sortDocs<D extends Doc>(docs: D[], order: readonly SortKey[]): D[] {
  if (order.length === 0) return docs;
  const keyed = docs.map((doc) => ({
    doc,
    keys: order.map(({ path, direction }) => sortKey(doc, path, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { direction }] of order.entries()) {
      const by = compare(a.keys[index], b.keys[index]);
      if (by !== 0) return by * direction;
    }
    return 0;
  });
  for (const [index, { doc }] of keyed.entries()) docs[index] = doc;
  return docs;
}

/** Reads a sort specification `{path: 1 | -1}`. */
export function sortKeys(spec: Doc, refuse: (reason: string) => Error): SortKey[] {
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) throw refuse(`sort order of ${path} must be 1 or -1`);
    return { path, direction };
  });
}
