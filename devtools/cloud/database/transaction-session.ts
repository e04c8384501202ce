/** A transaction's view: its snapshot under its own drafts; the first writer of a document wins. */
import { conflict, duplicateKey } from './errors';
import type { FindRequest, Found } from './find';
import { arrange, find } from './find';
import { indexKey, printKey } from './indexes';
import { compileFilter } from './match';
import type { Entry, Session } from './session';
import { documentName, uniqueKeys } from './session';
import type { Collection, Store } from './store';
import type { Transaction, Transactions } from './transactions';
import type { Doc } from './values';
import { encode } from './wire';

/** Reads and drafts of one open transaction. */
export class TransactionSession implements Session {
  constructor(
    private readonly store: Store,
    private readonly registry: Transactions,
    private readonly transaction: Transaction,
    private readonly snapshot: number,
  ) {}

  find(collection: Collection, request: FindRequest): Found<Entry> {
    const views = this.registry.since(this.snapshot, collection);
    for (const [name, draft] of this.transaction.drafts) {
      if (draft.collection === collection) views.set(name, draft.doc);
    }
    if (views.size === 0) return find(this.store, collection, request);
    const all = { ...request, order: [], skip: 0, limit: Infinity };
    const committed = find(this.store, collection, all);
    const matches = compileFilter(request.filter);
    const unchanged = committed.found.filter(({ doc }) => !views.has(documentName(collection, doc)));
    const own = [...views.values()]
      .filter((doc) => doc !== null && matches(doc))
      .flatMap((doc) => (doc ? [{ doc, body: encode(doc) }] : []));
    const found = arrange<Entry>([...unchanged, ...own], request);
    return { found, examined: committed.examined + views.size };
  }

  write(collection: Collection, before: Doc | null, after: Doc | null): void {
    const named = before ?? after;
    if (!named) return;
    const document = documentName(collection, named);
    const changed = this.registry.since(this.snapshot, collection);
    const keys = uniqueKeys(collection, [before, after]);
    if (changed.has(document) || this.registry.holder(keys, this.transaction)) throw conflict();
    if (after) this.assertUnique(collection, before, after, changed);
    this.transaction.drafts.set(document, { collection, named, doc: after });
    this.registry.hold(keys, this.transaction);
  }

  private assertUnique(
    collection: Collection,
    before: Doc | null,
    after: Doc,
    changed: Map<string, Doc | null>,
  ): void {
    const self = before ? documentName(collection, before) : null;
    const { drafts } = this.transaction;
    for (const index of collection.indexes) {
      if (!index.unique) continue;
      const key = indexKey(index, after);
      const drafted = [...drafts].some(
        ([name, { collection: other, doc }]) =>
          name !== self && other === collection && doc !== null && indexKey(index, doc).equals(key),
      );
      const holder = this.store.holder(index, key);
      const name = holder ? documentName(collection, holder.doc) : null;
      const committed = name !== null && name !== self && !drafts.has(name);
      // A key taken since the snapshot cannot be seen, so it is a conflict and worth a retry.
      if (committed && changed.has(name)) throw conflict();
      if (drafted || committed) throw duplicateKey(collection.name, index.name, printKey(index, after));
    }
  }
}
