/** Sessions: what an action may do to documents, outside a transaction or inside one. */
import type { FindRequest, Found } from './find';
import { find } from './find';
import type { Index } from './indexes';
import { ID_INDEX, indexKey } from './indexes';
import type { Collection, Store } from './store';
import type { Doc } from './values';

/** A document found, with its canonical text. */
export interface Entry {
  doc: Doc;
  body: string;
}

/** Documents as one action sees and changes them. Found documents are shared: never change them. */
export interface Session {
  find(collection: Collection, request: FindRequest): Found<Entry>;
  /** Inserts (`before` null), replaces, or removes (`after` null). @throws CloudError for a taken unique key */
  write(collection: Collection, before: Doc | null, after: Doc | null): void;
}

/** A committed change, as open transactions need to know it. */
export interface Change {
  collection: Collection;
  /** Names the document, see {@link documentName}. */
  document: string;
  before: Doc | null;
}

/** Names a document across collections. */
export function documentName(collection: Collection, doc: Doc): string {
  return `${collection.id}/${indexKey(ID_INDEX, doc).toString('hex')}`;
}

/** Names the keys documents have in unique indexes, `_id_` among them: what writers exclude each other from. */
export function uniqueKeys(collection: Collection, docs: (Doc | null)[]): string[] {
  const unique = collection.indexes.filter((index: Index) => index.unique);
  return docs.flatMap((doc) =>
    doc ? unique.map((index) => `${index.id}/${indexKey(index, doc).toString('hex')}`) : [],
  );
}

/** Raised when a write meets a key that an open transaction holds: the action waits and starts over. */
export class Held extends Error {
  /** @param ended - resolves when the holder has ended */
  constructor(readonly ended: Promise<void>) {
    super('a document is held by an open transaction');
    this.name = 'Held';
  }
}

/** Ordinary reads and writes on what is committed; the caller wraps writes in one SQLite transaction. */
export class PlainSession implements Session {
  /** What was written. */
  readonly changes: Change[] = [];

  /** @param holder - the end of the open transaction that holds one of these keys, if any */
  constructor(
    private readonly store: Store,
    private readonly holder: (keys: string[]) => Promise<void> | undefined,
  ) {}

  find(collection: Collection, request: FindRequest): Found<Entry> {
    return find(this.store, collection, request);
  }

  write(collection: Collection, before: Doc | null, after: Doc | null): void {
    const ended = this.holder(uniqueKeys(collection, [before, after]));
    if (ended) throw new Held(ended);
    const named = before ?? after;
    if (!named) return;
    const stored = before ? this.store.same(collection, before) : null;
    this.store.apply([{ collection, before: stored, after }]);
    this.changes.push({ collection, document: documentName(collection, named), before });
  }
}
