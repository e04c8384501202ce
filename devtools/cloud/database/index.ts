/** The document database of the local cloud: wire bodies in, wire bodies out, over a durable store. */
import { EJSON } from 'bson';
import type { Database, DatabaseOptions, DatabaseOutcome } from '../types';
import { NotEmulated } from '../types';
import type { ActionContext } from './actions';
import { READS, WRITES } from './actions';
import { noTransaction } from './errors';
import { Request } from './request';
import type { Session } from './session';
import { Held } from './session';
import type { Stored } from './store';
import { Store } from './store';
import { Transactions } from './transactions';
import { decodeDoc } from './wire';

const FREE = { examined: 0, returned: 0 };

class DocumentDatabase implements Database {
  private readonly store: Store;
  private readonly transactions: Transactions;

  constructor(private readonly options: DatabaseOptions) {
    this.store = new Store(options.dataDir, options.indexes);
    this.transactions = new Transactions(this.store, options.now);
  }

  async execute(action: string, body: Record<string, unknown>): Promise<DatabaseOutcome> {
    const request = new Request(action, body, this.options.now);
    for (;;) {
      this.transactions.expire();
      try {
        return this.run(request);
      } catch (error) {
        if (!(error instanceof Held)) throw error;
        await error.ended;
      }
    }
  }

  dump(collection: string, options: { limit?: number } = {}): Record<string, unknown>[] {
    const { found } = this.transactions.plain().find(this.store.collection(collection), {
      filter: {},
      order: [],
      skip: 0,
      limit: options.limit ?? Infinity,
    });
    return found.map(({ body }) => EJSON.parse(body, { relaxed: true }) as Record<string, unknown>);
  }

  collections(): { name: string; documents: number }[] {
    return this.store
      .list()
      .map((collection) => ({ name: collection.name, documents: this.store.count(collection) }));
  }

  export(): Record<string, Record<string, string>> {
    return Object.fromEntries(
      this.store.list().map((collection) => {
        const documents = [...this.store.scan(collection)];
        return [collection.name, Object.fromEntries(documents.map((stored) => [label(stored), stored.body]))];
      }),
    );
  }

  import(data: Record<string, Record<string, string>>): void {
    this.reset();
    this.transactions.write((session) => {
      for (const [name, documents] of Object.entries(data)) {
        const collection = this.store.has(name) ? this.store.collection(name) : this.store.create(name);
        for (const body of Object.values(documents)) {
          session.write(collection, null, decodeDoc(body, this.options.now));
        }
      }
    });
  }

  reset(): void {
    this.transactions.abortAll();
    this.store.clear();
  }

  close(): void {
    this.transactions.abortAll();
    this.store.close();
  }

  private run(request: Request): DatabaseOutcome {
    const { action, transactionId } = request;
    switch (action) {
      case 'database.startTransaction':
        return { reply: { transactionId: this.transactions.begin() }, cost: FREE };
      case 'database.commitTransaction':
        this.transactions.commit(transactionId ?? '');
        return { reply: {}, cost: FREE };
      case 'database.abortTransaction':
        if (!this.transactions.abort(transactionId ?? '')) throw noTransaction();
        return { reply: {}, cost: FREE };
    }
    const perform = (session: Session): DatabaseOutcome => {
      const work = READS[action] ?? WRITES[action];
      if (!work) throw new NotEmulated(action);
      const context: ActionContext = { store: this.store, session, request };
      return work(context);
    };
    if (transactionId !== undefined) return this.inside(transactionId, perform);
    return WRITES[action] ? this.transactions.write(perform) : perform(this.transactions.plain());
  }

  /** As in MongoDB, an operation that fails ends its transaction. */
  private inside(id: string, perform: (session: Session) => DatabaseOutcome): DatabaseOutcome {
    const session = this.transactions.session(id);
    try {
      return perform(session);
    } catch (error) {
      this.transactions.abort(id);
      throw error;
    }
  }
}

/** A document's key in an export: its id, or the id's EJSON when it is a number. */
function label({ doc, body }: Stored): string {
  const id = doc['_id'];
  if (typeof id === 'string') return id;
  return JSON.stringify((JSON.parse(body) as { _id: unknown })._id);
}

/**
 * Opens the document database; whatever it acknowledges survives the process.
 * @throws CloudError when a unique index is declared over documents that share a key
 */
export function openDatabase(options: DatabaseOptions): Database {
  return new DocumentDatabase(options);
}
