/** The durable store: documents as canonical EJSON and index entries in one SQLite file. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import type { IndexDeclaration, IndexDeclarations } from '../types';
import { collectionExists, duplicateKey, noCollection } from './errors';
import type { Index } from './indexes';
import { ID_INDEX, indexKey, printKey } from './indexes';
import type { KeyRange } from './keys';
import type { Doc } from './values';
import { decodeDoc, encode } from './wire';

/** A document as kept: its place in insertion order, its value (shared: never change it) and its text. */
export interface Stored {
  seq: number;
  doc: Doc;
  body: string;
}

/** One document's change: inserted without `before`, removed without `after`. */
export interface Write {
  collection: Collection;
  before: Stored | null;
  after: Doc | null;
}

/** A collection and its indexes, `_id_` first. */
export interface Collection {
  id: number;
  name: string;
  indexes: Index[];
}

/** Characters of document text kept parsed; the oldest leave first. */
const CACHE_LIMIT = 256 * 1024 * 1024;

/** Index entries read at once: few at first, as most reads want few. */
const FIRST_CHUNK = 64;
const CHUNK = 4096;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, declaration TEXT NOT NULL,
    UNIQUE (collection, name)
  );
  CREATE TABLE IF NOT EXISTS docs (seq INTEGER PRIMARY KEY, collection INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS docs_by_collection ON docs (collection);
  CREATE TABLE IF NOT EXISTS entries (
    idx INTEGER NOT NULL, key BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (idx, key, seq)
  ) WITHOUT ROWID;
`;

/** Stored text holds no server dates. */
const noClock = (): number => 0;

/** One SQLite file, one connection; every method is synchronous. */
export class Store {
  private readonly db: Sqlite.Database;
  private readonly statements = new Map<string, Sqlite.Statement>();
  private readonly collections = new Map<string, Collection>();
  private readonly cache = new Map<number, Stored>();
  private cached = 0;
  /** What the running transaction brought into memory, to be dropped should it fail. */
  private touched = new Set<number>();
  private created = new Set<string>();

  /**
   * Opens or creates the store; an acknowledged write outlives the process.
   * @param dataDir - a folder, or `:memory:`
   */
  constructor(dataDir: string, declared: IndexDeclarations) {
    if (dataDir !== ':memory:') mkdirSync(dataDir, { recursive: true });
    this.db = new Sqlite(dataDir === ':memory:' ? dataDir : join(dataDir, 'database.sqlite'));
    // WAL pages reach the operating system at commit: they outlive a killed process, not a power cut.
    this.db.exec('PRAGMA journal_mode = WAL');
    this.db.exec('PRAGMA synchronous = NORMAL');
    this.db.exec(SCHEMA);
    this.loadCollections();
    this.transaction(() => {
      for (const [name, indexes] of Object.entries(declared)) this.declare(name, indexes);
    });
  }

  /** Runs work in one SQLite transaction: all of it or nothing. */
  transaction<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    this.touched = new Set();
    this.created = new Set();
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      for (const seq of this.touched) this.forget(seq);
      for (const name of this.created) this.collections.delete(name);
      throw error;
    }
  }

  /** All collections by name. */
  list(): Collection[] {
    return [...this.collections.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws CloudError when the collection does not exist */
  collection(name: string): Collection {
    const collection = this.collections.get(name);
    if (!collection) throw noCollection();
    return collection;
  }

  has(name: string): boolean {
    return this.collections.has(name);
  }

  /** @throws CloudError when the name is taken */
  create(name: string): Collection {
    if (this.has(name)) throw collectionExists();
    const id = Number(this.run('INSERT INTO collections (name) VALUES (?)', name).lastInsertRowid);
    const collection: Collection = { id, name, indexes: [] };
    this.collections.set(name, collection);
    this.created.add(name);
    this.addIndex(collection, ID_INDEX);
    return collection;
  }

  /** The documents of a collection in insertion order. */
  *scan(collection: Collection): Generator<Stored> {
    const seqs = this.rows('SELECT seq FROM docs WHERE collection = ? ORDER BY seq', collection.id);
    for (const { seq } of seqs) yield this.read(seq);
  }

  count(collection: Collection): number {
    return this.number('SELECT COUNT(*) AS n FROM docs WHERE collection = ?', collection.id);
  }

  /** The documents whose keys lie in a range, in key order; read in chunks, so that a limit ends the reading. */
  *range(index: Index, { low, high }: KeyRange, reverse: boolean): Generator<Stored> {
    const sql = reverse
      ? 'SELECT key, seq FROM entries WHERE idx = ? AND (key, seq) < (?, ?) AND key >= ? ORDER BY key DESC, seq DESC LIMIT ?'
      : 'SELECT key, seq FROM entries WHERE idx = ? AND (key, seq) > (?, ?) AND key < ? ORDER BY key, seq LIMIT ?';
    let [key, seq] = [reverse ? high : low, 0];
    for (let size = FIRST_CHUNK; ; size = CHUNK) {
      const rows = this.rows<{ key: Buffer; seq: number }>(
        sql,
        index.id,
        key,
        seq,
        reverse ? low : high,
        size,
      );
      for (const row of rows) {
        yield this.read(row.seq);
        key = Buffer.from(row.key);
        seq = row.seq;
      }
      if (rows.length < size) return;
    }
  }

  /** How many keys lie in a range; counting stops at `limit`. */
  countRange(index: Index, { low, high }: KeyRange, limit: number): number {
    const inner = 'SELECT 1 FROM entries WHERE idx = ? AND key >= ? AND key < ? LIMIT ?';
    return this.number(`SELECT COUNT(*) AS n FROM (${inner})`, index.id, low, high, limit);
  }

  /** The document that holds a key. */
  holder(index: Index, key: Buffer): Stored | undefined {
    const row = this.statement('SELECT seq FROM entries WHERE idx = ? AND key = ?').get(index.id, key);
    return row === undefined ? undefined : this.read((row as { seq: number }).seq);
  }

  /** The stored form of a document, found by its `_id`. */
  same(collection: Collection, doc: Doc): Stored | null {
    const [index] = collection.indexes;
    return (index && this.holder(index, indexKey(ID_INDEX, doc))) ?? null;
  }

  /**
   * Applies writes together: old keys leave before new ones enter, so documents may exchange unique keys.
   * @throws CloudError when a unique key is taken
   */
  apply(writes: readonly Write[]): void {
    for (const { collection, before } of writes) {
      if (before) for (const index of collection.indexes) this.leave(index, before);
    }
    for (const { collection, before, after } of writes) {
      if (before) this.forget(before.seq);
      if (after) this.put(collection, before, after);
      else if (before) this.run('DELETE FROM docs WHERE seq = ?', before.seq);
    }
  }

  /** Drops all documents; collections and indexes stay. */
  clear(): void {
    this.transaction(() => {
      this.db.exec('DELETE FROM docs');
      this.db.exec('DELETE FROM entries');
    });
    this.cache.clear();
    this.cached = 0;
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  private loadCollections(): void {
    for (const row of this.rows<{ id: number; name: string }>('SELECT id, name FROM collections')) {
      const rows = this.rows<{ id: number; declaration: string }>(
        'SELECT id, declaration FROM indexes WHERE collection = ? ORDER BY id',
        row.id,
      );
      const indexes = rows.map((one) => ({
        ...(JSON.parse(one.declaration) as IndexDeclaration),
        id: one.id,
      }));
      this.collections.set(row.name, { id: row.id, name: row.name, indexes });
    }
  }

  /** Brings a collection's indexes to what is declared; new and changed ones are built from the documents. */
  private declare(name: string, declared: IndexDeclaration[]): void {
    const collection = this.collections.get(name) ?? this.create(name);
    const wanted = new Map([ID_INDEX, ...declared].map((index) => [index.name, declarationText(index)]));
    for (const index of collection.indexes) {
      if (wanted.get(index.name) === declarationText(index)) continue;
      this.run('DELETE FROM entries WHERE idx = ?', index.id);
      this.run('DELETE FROM indexes WHERE id = ?', index.id);
    }
    collection.indexes = collection.indexes.filter(
      (index) => wanted.get(index.name) === declarationText(index),
    );
    const present = new Set(collection.indexes.map((index) => index.name));
    for (const index of declared) if (!present.has(index.name)) this.addIndex(collection, index);
  }

  private addIndex(collection: Collection, declaration: IndexDeclaration): void {
    const result = this.run(
      'INSERT INTO indexes (collection, name, declaration) VALUES (?, ?, ?)',
      collection.id,
      declaration.name,
      declarationText(declaration),
    );
    const index: Index = { ...declaration, id: Number(result.lastInsertRowid) };
    collection.indexes.push(index);
    for (const stored of this.scan(collection)) this.enter(collection, index, stored);
  }

  private put(collection: Collection, before: Stored | null, doc: Doc): void {
    const body = encode(doc);
    let seq = before?.seq;
    if (seq === undefined) {
      const { lastInsertRowid } = this.run(
        'INSERT INTO docs (collection, body) VALUES (?, ?)',
        collection.id,
        body,
      );
      seq = Number(lastInsertRowid);
    } else {
      this.run('UPDATE docs SET body = ? WHERE seq = ?', body, seq);
    }
    const stored = { seq, doc, body };
    for (const index of collection.indexes) this.enter(collection, index, stored);
    this.remember(stored);
  }

  private enter(collection: Collection, index: Index, stored: Stored): void {
    const key = indexKey(index, stored.doc);
    if (index.unique && this.holder(index, key)) {
      throw duplicateKey(collection.name, index.name, printKey(index, stored.doc));
    }
    this.run('INSERT INTO entries (idx, key, seq) VALUES (?, ?, ?)', index.id, key, stored.seq);
  }

  private leave(index: Index, stored: Stored): void {
    const key = indexKey(index, stored.doc);
    this.run('DELETE FROM entries WHERE idx = ? AND key = ? AND seq = ?', index.id, key, stored.seq);
  }

  private read(seq: number): Stored {
    const known = this.cache.get(seq);
    if (known) return known;
    const { body } = this.statement('SELECT body FROM docs WHERE seq = ?').get(seq) as { body: string };
    const stored = { seq, doc: decodeDoc(body, noClock), body };
    this.remember(stored);
    return stored;
  }

  private remember(stored: Stored): void {
    this.touched.add(stored.seq);
    this.cache.set(stored.seq, stored);
    this.cached += stored.body.length;
    for (const seq of this.cache.keys()) {
      if (this.cached <= CACHE_LIMIT) break;
      this.forget(seq);
    }
  }

  private forget(seq: number): void {
    this.touched.add(seq);
    this.cached -= this.cache.get(seq)?.body.length ?? 0;
    this.cache.delete(seq);
  }

  private statement(sql: string): Sqlite.Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  private run(sql: string, ...values: unknown[]): Sqlite.RunResult {
    return this.statement(sql).run(...values);
  }

  private rows<Row = { seq: number }>(sql: string, ...values: unknown[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  private number(sql: string, ...values: unknown[]): number {
    return (this.statement(sql).get(...values) as { n: number }).n;
  }
}

function declarationText({ name, unique, fields }: IndexDeclaration): string {
  return JSON.stringify({ name, unique, fields: fields.map(({ path, direction }) => ({ path, direction })) });
}
