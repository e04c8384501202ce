/** Collections in memory: queries and updates pass through the SDK's own serialisers, so that a store is tested as it will ask. */
import { Db } from '@cloudbase/database';
import { QuerySerializer } from '@cloudbase/database/dist/commonjs/serializer/query';
import { UpdateSerializer } from '@cloudbase/database/dist/commonjs/serializer/update';
import { Query } from 'mingo';
import { updateOne } from 'mingo/updater';
import {
  Taken,
  type AddingTransaction,
  type Collection,
  type Doc,
} from '../../../cloudfunctions/platform/sdk';

type Row = Record<string, unknown>;

/** How a plain value is written: whole, not merged. */
function commandOf(value: unknown): unknown {
  const isCommand = typeof value === 'object' && value !== null && 'operator' in value;
  return isCommand ? value : new Db({}).command.set(value);
}

/** A row as it is after a change. */
function changed(row: Row, change: Row): Row {
  const copies = [structuredClone(row)];
  const commands = Object.fromEntries(Object.entries(change).map(([path, to]) => [path, commandOf(to)]));
  updateOne(copies, {}, UpdateSerializer.encode(commands));
  return copies[0] as Row;
}

export interface Memory<T extends Doc> extends Collection<T> {
  rows: Map<string, T>;
  /** How many calls were made, by method. */
  calls: Record<string, number>;
}

/** Every call yields once before it takes effect, so that concurrent callers interleave as over a network. */
export function memory<T extends Doc>(initial: T[] = []): Memory<T> {
  const rows = new Map(initial.map((row) => [row._id, structuredClone(row)]));
  const calls: Record<string, number> = {};
  const call = async (method: string): Promise<void> => {
    calls[method] = (calls[method] ?? 0) + 1;
    await Promise.resolve();
  };
  const matching = (where: object): T[] => {
    const query = new Query(QuerySerializer.encode(where) as Row);
    // Most rows differ in a plain text already, and comparing those first spares the rest of the query.
    const texts = ('operator' in where ? [] : Object.entries(where)).filter(
      ([path, value]) => typeof value === 'string' && !path.includes('.'),
    );
    const { _id: id } = where as { _id?: unknown };
    const candidates = typeof id === 'string' ? [rows.get(id)] : [...rows.values()];
    return candidates.filter(
      (row): row is T =>
        row !== undefined &&
        texts.every(([path, value]) => (row as Row)[path] === value) &&
        query.test(row as Row),
    );
  };
  const update = (where: object, change: Row): T | null => {
    const [row] = matching(where);
    if (row === undefined) return null;
    const written = changed(row as Row, change) as T;
    rows.set(row._id, written);
    return written;
  };
  return {
    rows,
    calls,
    async get(id) {
      await call('get');
      return structuredClone(rows.get(id) ?? null);
    },
    async add(doc) {
      await call('add');
      if (rows.has(doc._id)) return 'exists';
      rows.set(doc._id, structuredClone(doc));
      return 'added';
    },
    async put(doc) {
      await call('put');
      rows.set(doc._id, structuredClone(doc));
    },
    async find(where, { orderBy = [], limit }) {
      await call('find');
      const found = matching(where) as Row[];
      found.sort((a, b) => {
        for (const [path, direction] of orderBy) {
          const [left, right] = [a[path] as string | number, b[path] as string | number];
          if (left !== right) return (left < right ? -1 : 1) * (direction === 'asc' ? 1 : -1);
        }
        return 0;
      });
      return structuredClone(found.slice(0, limit)) as T[];
    },
    async count(where) {
      await call('count');
      return matching(where).length;
    },
    async updateIf(where, change) {
      await call('updateIf');
      return update(where, change) !== null;
    },
    async updateAll(where, change) {
      await call('updateAll');
      return matching(where).filter(({ _id }) => update({ _id }, change) !== null).length;
    },
    async updateAndReturn(id, change) {
      await call('updateAndReturn');
      return structuredClone(update({ _id: id }, change));
    },
    async remove(id) {
      await call('remove');
      return rows.delete(id);
    },
    async removeAll(where) {
      await call('removeAll');
      return matching(where).filter(({ _id }) => rows.delete(_id)).length;
    },
  };
}

/**
 * Transactions over plain rows with the cloud's conflict: who read what another has since written starts again.
 * @param unique - collection → the field of which no two of its rows may have the same value
 */
export function atomically(rows: Map<string, Row>, unique: Record<string, string> = {}) {
  const holders = new Map<string, string>();
  const uniqueOf = (key: string, row: Row | undefined): string | null => {
    const field = unique[key.slice(0, key.indexOf('/'))];
    return field === undefined || row === undefined ? null : `${field} ${String(row[field])}`;
  };
  const versions = new Map<string, number>();
  const once = async <T>(
    work: (transaction: AddingTransaction) => Promise<T>,
  ): Promise<{ value: T } | null> => {
    const seen = new Map<string, number>();
    const writes = new Map<string, Row>();
    const touch = (key: string): string => {
      if (!seen.has(key)) seen.set(key, versions.get(key) ?? 0);
      return key;
    };
    const value = await work({
      async get(name, id) {
        const key = touch(`${name}/${id}`);
        await Promise.resolve();
        return structuredClone(writes.get(key) ?? rows.get(key) ?? null);
      },
      async put(name, doc) {
        const key = touch(`${name}/${doc._id}`);
        await Promise.resolve();
        writes.set(key, structuredClone({ ...doc }));
      },
      async add(name, doc) {
        const key = touch(`${name}/${doc._id}`);
        await Promise.resolve();
        if (writes.has(key) || rows.has(key)) throw new Taken(key);
        writes.set(key, structuredClone({ ...doc }));
      },
      async change(name, id, change, where) {
        const key = touch(`${name}/${id}`);
        await Promise.resolve();
        const row = writes.get(key) ?? rows.get(key);
        if (row === undefined || !new Query(QuerySerializer.encode(where) as Row).test(row)) return null;
        const written = changed(row, change);
        writes.set(key, written);
        return structuredClone(written);
      },
    });
    if ([...seen].some(([key, version]) => (versions.get(key) ?? 0) !== version)) return null;
    for (const [key, row] of writes) {
      const holder = holders.get(uniqueOf(key, row) ?? '');
      if (holder !== undefined && holder !== key) throw new Taken(key);
    }
    for (const [key, row] of writes) {
      const [before, after] = [uniqueOf(key, rows.get(key)), uniqueOf(key, row)];
      if (before !== null) holders.delete(before);
      if (after !== null) holders.set(after, key);
      rows.set(key, row);
      versions.set(key, (versions.get(key) ?? 0) + 1);
    }
    return { value };
  };
  return async <T>(work: (transaction: AddingTransaction) => Promise<T>): Promise<T> => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const done = await once(work);
      if (done !== null) return done.value;
    }
    throw new Error('transaction conflict');
  };
}
