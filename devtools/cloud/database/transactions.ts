/** Open transactions: snapshots, held keys, conflicts, and time-outs. */
import { randomUUID } from 'node:crypto';
import { noTransaction } from './errors';
import type { Change, Session } from './session';
import { PlainSession } from './session';
import type { Collection, Store } from './store';
import { TransactionSession } from './transaction-session';
import type { Doc } from './values';

/** A transaction must end within 30 s: the cloud's rule. */
export const TRANSACTION_LIFE_MS = 30_000;

/** A document as a transaction will leave it; null when removed. */
export interface Draft {
  collection: Collection;
  /** Some version of the document, for its `_id`. */
  named: Doc;
  doc: Doc | null;
}

/** An open transaction. */
export interface Transaction {
  id: string;
  /** The version of the data it sees, fixed by its first operation. */
  snapshot: number | null;
  startedAt: number;
  /** By document name. */
  drafts: Map<string, Draft>;
  timer: NodeJS.Timeout;
  ended: Promise<void>;
  end: () => void;
}

/** All open transactions of a database. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  /** Unique keys, `_id` among them, that open transactions write. */
  private readonly holders = new Map<string, Transaction>();
  /** Committed changes that open transactions may not see. */
  private changes: (Change & { version: number })[] = [];
  private version = 0;

  /** @param now - the cloud's clock (ms); time-outs run by it and by wall time, whichever comes first */
  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {}

  /** @returns the new transaction's id */
  begin(): string {
    const id = randomUUID();
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const timer = setTimeout(() => this.abort(id), TRANSACTION_LIFE_MS).unref();
    this.open.set(id, { id, snapshot: null, startedAt: this.now(), drafts: new Map(), timer, ended, end });
    return id;
  }

  /** A session on what is committed, for reading. */
  plain(): PlainSession {
    return new PlainSession(this.store, (keys) => this.holder(keys, null)?.ended);
  }

  /** Runs an ordinary write: all of it in one SQLite transaction. @throws Held when a transaction is in the way */
  write<T>(work: (session: Session) => T): T {
    const session = this.plain();
    const result = this.store.transaction(() => work(session));
    this.record(session.changes);
    return result;
  }

  /**
   * The session of an open transaction.
   * @throws CloudError when it is unknown, ended or timed out
   */
  session(id: string): Session {
    const transaction = this.get(id);
    transaction.snapshot ??= this.version;
    return new TransactionSession(this.store, this, transaction, transaction.snapshot);
  }

  /**
   * Writes a transaction's drafts in one SQLite transaction and ends it.
   * @throws CloudError when it is unknown, ended or timed out
   */
  commit(id: string): void {
    const transaction = this.get(id);
    const drafts = [...transaction.drafts].map(([document, { collection, named, doc }]) => {
      return { collection, document, before: this.store.same(collection, named), after: doc };
    });
    this.store.transaction(() => this.store.apply(drafts));
    this.close(transaction);
    this.record(drafts.map(({ before, ...change }) => ({ ...change, before: before?.doc ?? null })));
  }

  /** Ends a transaction without its drafts. @returns false when it was not open */
  abort(id: string): boolean {
    const transaction = this.open.get(id);
    if (transaction) this.close(transaction);
    return transaction !== undefined;
  }

  abortAll(): void {
    for (const transaction of [...this.open.values()]) this.close(transaction);
  }

  /** Ends what the cloud's clock has timed out. */
  expire(): void {
    for (const transaction of [...this.open.values()]) {
      if (this.now() - transaction.startedAt >= TRANSACTION_LIFE_MS) this.close(transaction);
    }
  }

  /** The open transaction, other than `self`, that holds one of these keys. */
  holder(keys: string[], self: Transaction | null): Transaction | undefined {
    for (const key of keys) {
      const transaction = this.holders.get(key);
      if (transaction && transaction !== self) return transaction;
    }
    return undefined;
  }

  /** Keeps other writers from these keys until the transaction ends. */
  hold(keys: string[], transaction: Transaction): void {
    for (const key of keys) this.holders.set(key, transaction);
  }

  /** What documents of a collection were at a snapshot, for those changed since; by name, null for none. */
  since(snapshot: number, collection: Collection): Map<string, Doc | null> {
    const images = new Map<string, Doc | null>();
    for (const change of this.changes) {
      if (change.version <= snapshot || change.collection !== collection) continue;
      if (!images.has(change.document)) images.set(change.document, change.before);
    }
    return images;
  }

  private get(id: string): Transaction {
    const transaction = this.open.get(id);
    if (!transaction) throw noTransaction();
    return transaction;
  }

  private record(changes: Change[]): void {
    if (changes.length === 0) return;
    const version = ++this.version;
    if (this.open.size > 0) this.changes.push(...changes.map((change) => ({ ...change, version })));
  }

  private close(transaction: Transaction): void {
    clearTimeout(transaction.timer);
    this.open.delete(transaction.id);
    for (const [key, holder] of this.holders) if (holder === transaction) this.holders.delete(key);
    if (this.open.size === 0) this.changes = [];
    transaction.end();
  }
}
