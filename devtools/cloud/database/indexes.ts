/** Indexes: the keys a document has in each, and what a key looks like in a message. */
import type { IndexDeclaration } from '../types';
import { NotEmulated } from '../types';
import { encodeKey } from './keys';
import type { Doc } from './values';
import { child } from './values';

/** An index of a collection, as stored. */
export interface Index extends IndexDeclaration {
  id: number;
}

/** The index every collection has: unique, by `_id`. */
export const ID_INDEX: IndexDeclaration = {
  name: '_id_',
  unique: true,
  fields: [{ path: '_id', direction: 1 }],
};

/**
 * A document's key in an index.
 * @throws NotEmulated when an array lies on an indexed path: an index holds one key per document
 */
export function indexKey(index: IndexDeclaration, doc: Doc): Buffer {
  return Buffer.concat(
    index.fields.map(({ path, direction }) => encodeKey(indexed(doc, index, path), direction)),
  );
}

function indexed(doc: Doc, index: IndexDeclaration, path: string): Doc[string] | undefined {
  let value: Doc[string] | undefined = doc;
  for (const name of path.split('.')) {
    value = child(value, name);
    if (Array.isArray(value)) throw new NotEmulated(`an array at ${path}, indexed by ${index.name},`);
  }
  return value;
}

/** The key as MongoDB prints it: `{ no: "YH-1", at: null }`. */
export function printKey(index: IndexDeclaration, doc: Doc): string {
  const fields = index.fields.map(
    ({ path }) => `${path}: ${JSON.stringify(indexed(doc, index, path) ?? null)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
