/** Transactions: snapshots, first writer wins, ordinary writers wait, time-outs. */
import { TRANSACTION_LIFE_MS } from '../../../../devtools/cloud/database/transactions';
import type { Client, Plain } from './support';
import { openClient } from './support';

const CONFLICT = { code: 'DATABASE_TRANSACTION_CONFLICT' };
const GONE = { code: 'DATABASE_TRANSACTION_FAIL' };
const byId = { multi: false, queryType: 'DOC' };

describe('a transaction', () => {
  let client: Client;
  let now: number;
  const set = (id: string, n: number, transactionId?: string): Promise<Plain> =>
    client.update('things', { _id: id }, { $set: { n } }, { ...byId, transactionId });
  const read = async (id: string, transactionId?: string): Promise<unknown> => {
    const options = transactionId === undefined ? {} : { transactionId };
    return (await client.find('things', { _id: id }, options))[0]?.['n'] ?? null;
  };
  /** Whether a promise is still waiting once everything that can run has run. */
  const waits = async (work: Promise<unknown>): Promise<boolean> => {
    const idle = new Promise((resolve) => setImmediate(() => resolve('waiting')));
    return (await Promise.race([work, idle])) === 'waiting';
  };

  beforeEach(async () => {
    now = 1_000_000;
    const unique = [{ name: 'key', unique: true, fields: [{ path: 'key', direction: 1 as const }] }];
    client = openClient({ things: [], keyed: unique }, () => now);
    await client.insert('things', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
  });

  afterEach(() => client.db.close());

  it('sees its own changes at once, others see them after the commit', async () => {
    const id = await client.begin();
    await set('a', 10, id);
    await client.insert('things', [{ _id: 'c', n: 3 }], id);
    await client.remove('things', { _id: 'b' }, { ...byId, transactionId: id });
    const sorted = { order: { n: -1 }, transactionId: id };
    expect((await client.find('things', { n: { $gt: 0 } }, sorted)).map((doc) => doc['n'])).toEqual([10, 3]);
    expect(await client.find('things', {}, { order: { n: 1 } })).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    await client.commit(id);
    expect(await client.find('things', {}, { order: { n: 1 } })).toEqual([
      { _id: 'c', n: 3 },
      { _id: 'a', n: 10 },
    ]);
  });

  it('leaves nothing after an abort', async () => {
    const id = await client.begin();
    await set('a', 10, id);
    await client.insert('things', [{ _id: 'c' }], id);
    await client.run('abortTransaction', { transactionId: id });
    expect(await read('a')).toBe(1);
    expect(await client.find('things', { _id: 'c' })).toEqual([]);
    await expect(set('a', 1, id)).rejects.toMatchObject(GONE);
    await expect(client.commit(id)).rejects.toMatchObject(GONE);
  });

  it('reads its snapshot, fixed by its first operation', async () => {
    const id = await client.begin();
    await set('b', 20);
    expect(await read('b', id)).toBe(20);
    await set('a', 10);
    await client.remove('things', { _id: 'b' });
    await client.insert('things', [{ _id: 'c', n: 3 }]);
    const seen = await client.find('things', { n: { $gt: 0 } }, { transactionId: id, order: { _id: 1 } });
    expect(seen).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 20 },
    ]);
  });

  it('conflicts at the operation when the document changed since its snapshot, and ends', async () => {
    const id = await client.begin();
    await read('b', id);
    await set('a', 5);
    await expect(set('a', 6, id)).rejects.toMatchObject({
      ...CONFLICT,
      message: expect.stringMatching(/^\[ResourceUnavailable\.TransactionConflict\] /) as string,
    });
    await expect(read('a', id)).rejects.toMatchObject(GONE);
    expect(await read('a')).toBe(5);
  });

  it('conflicts when another transaction writes the document: the first writer wins', async () => {
    const [first, second] = [await client.begin(), await client.begin()];
    await set('a', 10, first);
    await expect(set('a', 20, second)).rejects.toMatchObject(CONFLICT);
    await client.commit(first);
    expect(await read('a')).toBe(10);
  });

  it('conflicts over a document that two transactions both found missing', async () => {
    const [first, second] = [await client.begin(), await client.begin()];
    for (const id of [first, second]) expect(await read('counter', id)).toBeNull();
    await client.insert('things', [{ _id: 'counter', n: 1 }], first);
    await expect(client.insert('things', [{ _id: 'counter', n: 1 }], second)).rejects.toMatchObject(CONFLICT);
  });

  it('conflicts over a unique key that another transaction takes, and with one taken since its snapshot', async () => {
    const [first, second, third] = [await client.begin(), await client.begin(), await client.begin()];
    await client.find('keyed', {}, { transactionId: third });
    await client.insert('keyed', [{ key: 'k' }], first);
    await expect(client.insert('keyed', [{ key: 'k' }], second)).rejects.toMatchObject(CONFLICT);
    await client.commit(first);
    await expect(client.insert('keyed', [{ key: 'k' }], third)).rejects.toMatchObject(CONFLICT);
  });

  it('refuses a duplicate key it can see, and ends', async () => {
    await client.insert('keyed', [{ _id: 'x', key: 'k' }]);
    const id = await client.begin();
    await expect(client.insert('keyed', [{ key: 'k' }], id)).rejects.toThrow('E11000');
    await expect(client.commit(id)).rejects.toMatchObject(GONE);
    const other = await client.begin();
    await client.insert('keyed', [{ key: 'new' }], other);
    await expect(client.insert('keyed', [{ key: 'new' }], other)).rejects.toThrow('E11000');
  });

  it('may hand a unique key from one document to another', async () => {
    await client.insert('keyed', [
      { _id: 'x', key: 1 },
      { _id: 'y', key: 2 },
    ]);
    const id = await client.begin();
    const rekey = (_id: string, key: number): Promise<Plain> =>
      client.update('keyed', { _id }, { $set: { key } }, { ...byId, transactionId: id });
    await rekey('x', 3);
    await rekey('y', 1);
    await rekey('x', 2);
    await client.commit(id);
    expect(await client.find('keyed', {}, { order: { key: 1 } })).toEqual([
      { _id: 'y', key: 1 },
      { _id: 'x', key: 2 },
    ]);
  });

  it('keeps ordinary writers of its documents waiting until it ends; readers and others go on', async () => {
    const id = await client.begin();
    await set('a', 10, id);
    const blocked = client.update('things', {}, { $inc: { n: 1 } });
    expect(await waits(blocked)).toBe(true);
    expect(await read('b')).toBe(2);
    expect(await set('b', 3)).toMatchObject({ updated: 1 });
    await client.commit(id);
    expect(await blocked).toMatchObject({ updated: 2 });
    expect([await read('a'), await read('b')]).toEqual([11, 4]);
  });

  it('ends after 30 s by the cloud’s clock', async () => {
    const id = await client.begin();
    await set('a', 10, id);
    const blocked = set('a', 5);
    expect(await waits(blocked)).toBe(true);
    now += TRANSACTION_LIFE_MS - 1;
    expect(await read('a', id)).toBe(10);
    now += 1;
    await expect(read('a', id)).rejects.toMatchObject(GONE);
    expect(await blocked).toMatchObject({ updated: 1 });
  });

  it('ends after 30 s by wall time even when the cloud’s clock stands still', async () => {
    jest.useFakeTimers();
    try {
      const id = await client.begin();
      await set('a', 10, id);
      const blocked = set('a', 5);
      await jest.advanceTimersByTimeAsync(TRANSACTION_LIFE_MS);
      expect(await blocked).toMatchObject({ updated: 1 });
      await expect(client.commit(id)).rejects.toMatchObject(GONE);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not take in writes without its id', async () => {
    const id = await client.begin();
    await read('a', id);
    await client.update('things', { n: 2 }, { $set: { n: 9 } });
    await client.run('abortTransaction', { transactionId: id });
    expect(await read('b')).toBe(9);
  });

  it('changes and answers one document in one step', async () => {
    const id = await client.begin();
    const step = (): Promise<Plain> =>
      client.run('modifyAndReturnDoc', {
        collectionName: 'things',
        queryType: 'WHERE',
        query: '{"_id":"a"}',
        data: '{"$inc":{"n":1}}',
        transactionId: id,
      });
    await step();
    const { data } = await step();
    expect(JSON.parse((data as { doc: string }).doc)).toEqual({ _id: 'a', n: { $numberInt: '3' } });
    expect(await read('a')).toBe(1);
  });
});
