/** The database as its neighbours use it: dump, export and import, reset, reopening with other indexes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../../devtools/cloud/database';
import type { IndexDeclarations } from '../../../../devtools/cloud/types';
import { Client, openClient } from './support';

const ascending = (path: string, unique = false): IndexDeclarations[string][number] => ({
  name: path,
  unique,
  fields: [{ path, direction: 1 }],
});

describe('the database', () => {
  it('dumps plain documents', async () => {
    const client = openClient();
    await client.insert('things', [{ _id: 'a', n: 1, at: new Date(5) }, { _id: 2 }]);
    expect(client.db.dump('things')).toEqual([{ _id: 'a', n: 1, at: new Date(5) }, { _id: 2 }]);
    expect(client.db.dump('things', { limit: 1 })).toHaveLength(1);
    expect(() => client.db.dump('nowhere')).toThrow('Db or Table not exist');
  });

  it('exports everything and imports it as the only content', async () => {
    const source = openClient({ things: [ascending('n', true)], empty: [] });
    await source.insert('things', [
      { _id: 'a', n: 1.5 },
      { _id: 1, n: 2 },
      { _id: '1', n: 3 },
    ]);
    const exported = source.db.export();
    expect(exported).toEqual({
      empty: {},
      things: {
        a: '{"_id":"a","n":{"$numberDouble":"1.5"}}',
        '{"$numberInt":"1"}': '{"_id":{"$numberInt":"1"},"n":{"$numberInt":"2"}}',
        '1': '{"_id":"1","n":{"$numberInt":"3"}}',
      },
    });
    const target = openClient({ other: [] });
    await target.insert('other', [{ _id: 'gone' }]);
    target.db.import(exported);
    expect(target.db.export()).toEqual({ other: {}, ...exported });
    expect(await target.find('things', { _id: 1 })).toEqual([{ _id: 1, n: 2 }]);
  });

  it('refuses an import that breaks an index, whole', async () => {
    const client = openClient({ things: [ascending('n', true)] });
    const twice = { things: { a: '{"_id":"a","n":1}', b: '{"_id":"b","n":1}' }, fresh: {} };
    expect(() => client.db.import(twice)).toThrow('E11000');
    expect(client.db.collections()).toEqual([{ name: 'things', documents: 0 }]);
    await client.insert('things', [{ n: 1 }]);
  });

  it('resets to empty collections and ends open transactions', async () => {
    const client = openClient();
    await client.insert('things', [{ _id: 'a' }]);
    const id = await client.begin();
    client.db.reset();
    expect(client.db.collections()).toEqual([{ name: 'things', documents: 0 }]);
    await expect(client.commit(id)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await client.insert('things', [{ _id: 'a' }]);
  });

  it('keeps documents when reopened, and builds the indexes then declared', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'database-'));
    const open = (indexes: IndexDeclarations): Client =>
      new Client(openDatabase({ dataDir, indexes, now: Date.now }));
    try {
      const first = open({ things: [ascending('n')] });
      await first.insert('things', [
        { _id: 'a', n: 1, k: 1 },
        { _id: 'b', n: 1, k: 2 },
      ]);
      first.db.close();
      const second = open({ things: [ascending('k')] });
      await second.find('things', { k: 2 });
      expect(second.examined).toBe(1);
      await second.find('things', { n: 1 });
      expect(second.examined).toBe(2);
      second.db.close();
      expect(() => open({ things: [ascending('n', true)] })).toThrow('E11000');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
