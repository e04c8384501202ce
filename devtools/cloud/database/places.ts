/** Places in a document under change: finding, creating and filling them as MongoDB does, or its refusal. */
import { NotEmulated } from '../types';
import { writeRefused } from './errors';
import type { Doc, Value } from './values';
import { child, isDoc } from './values';

/** A place in a document under change. */
export interface Place {
  path: string;
  /** The field's own name, the path's last part. */
  name: string;
  documentId: Value | undefined;
  get(): Value | undefined;
  set(value: Value): void;
  unset(): void;
}

/** Changes one place. */
export interface UpdateOperator {
  /** Whether a missing path is created. */
  creates: boolean;
  apply(place: Place, operand: Value, doc: Doc): void;
}

/** MongoDB's name for a value's type in its messages. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  return typeof value;
}

/**
 * Refuses field names that MongoDB does not store.
 * @throws CloudError naming the field
 */
export function assertStorable(value: Value): void {
  if (Array.isArray(value)) value.forEach((element) => assertStorable(element));
  if (!isDoc(value)) return;
  for (const [name, field] of Object.entries(value)) {
    if (name.startsWith('$')) {
      throw writeRefused(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`);
    }
    if (name.includes('.')) {
      throw writeRefused(`The dotted field '${name}' in '${name}' is not valid for storage.`);
    }
    if (name.includes('\0')) throw writeRefused('Key names cannot contain the null byte');
    assertStorable(field);
  }
}

function put(container: Value[] | Doc, name: string, value: Value): void {
  if (!Array.isArray(container)) {
    container[name] = value;
    return;
  }
  while (container.length < Number(name)) container.push(null);
  container[Number(name)] = value;
}

function placeIn(doc: Doc, container: Value[] | Doc, path: string, name: string): Place {
  return {
    path,
    name,
    documentId: doc['_id'],
    get: () => child(container, name),
    set: (value) => {
      assertStorable(value);
      put(container, name, value);
    },
    unset: () => {
      // An array keeps its length: the element becomes null.
      if (Array.isArray(container)) container[Number(name)] = null;
      else Reflect.deleteProperty(container, name);
    },
  };
}

function blocked(name: string, holder: string, value: Value): Error {
  return writeRefused(`Cannot create field '${name}' in element {${holder}: ${JSON.stringify(value)}}`);
}

/**
 * Finds the place a dotted path names.
 * @param create - make missing objects on the way; a scalar there is an error
 * @returns null when the path leads nowhere and nothing is to be created
 */
export function locate(doc: Doc, path: string, create: boolean): Place | null {
  const names = path.split('.');
  if (names.includes('')) {
    throw writeRefused(`The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (names.some((name) => name.startsWith('$'))) throw new NotEmulated(`the positional path ${path}`);
  let container: Value[] | Doc = doc;
  let holder = '';
  for (const [depth, name] of names.entries()) {
    if (Array.isArray(container) && !/^\d+$/.test(name)) {
      if (create) throw blocked(name, holder, container);
      return null;
    }
    if (depth === names.length - 1) return placeIn(doc, container, path, name);
    let next = child(container, name);
    if (next === undefined) {
      if (!create) return null;
      next = {};
      put(container, name, next);
    }
    if (!isDoc(next) && !Array.isArray(next)) {
      if (create) throw blocked(names[depth + 1] ?? '', name, next);
      return null;
    }
    container = next;
    holder = name;
  }
  return null;
}
