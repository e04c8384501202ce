/** Every database API of the unmodified wx-server-sdk against the local database. */
import type { Endpoint } from './endpoint';
import { openEndpoint } from './endpoint';
import type { WxCollection, WxDatabase } from './sdk';

const NOW = Date.UTC(2026, 10, 22);
const NO_COLLECTION = {
  errCode: -502005,
  errMsg: expect.stringMatching(/-502005 database collection not exists.*Db or Table not exist/) as string,
};
const FAILED = { errCode: -502001 };

describe('wx-server-sdk', () => {
  let endpoint: Endpoint;
  let db: WxDatabase;
  const things = (): WxCollection => db.collection('things');

  beforeAll(async () => {
    endpoint = await openEndpoint({ things: [] }, () => NOW);
    db = endpoint.wx;
  });
  beforeEach(() => endpoint.db.reset());
  afterAll(() => endpoint.close());

  it('add', async () => {
    expect((await things().add({ data: { n: 1 } }))._id).toMatch(/^[0-9a-f]{32}$/);
    expect(await things().add({ data: { _id: 'a', at: db.serverDate() } })).toMatchObject({ _id: 'a' });
    expect(await things().add({ data: [{ _id: 'b' }, { _id: 'c' }] })).toMatchObject({ _ids: ['b', 'c'] });
    await expect(things().add({ data: { _id: 'a' } })).rejects.toMatchObject({
      ...FAILED,
      errMsg: expect.stringMatching(
        /^collection\.add:fail -502001 database request fail.*E11000 duplicate key/,
      ) as string,
    });
    await expect(db.collection('nowhere').add({ data: {} })).rejects.toMatchObject(NO_COLLECTION);
  });

  it('doc.get', async () => {
    await things().add({ data: { _id: 'a', n: 1, m: 2, at: db.serverDate({ offset: 5 }) } });
    expect((await things().doc('a').get()).data).toEqual({ _id: 'a', n: 1, m: 2, at: new Date(NOW + 5) });
    expect((await things().doc('a').field({ n: true }).get()).data).toEqual({ _id: 'a', n: 1 });
    await expect(things().doc('none').get()).rejects.toMatchObject({
      errMsg: expect.stringContaining('document with _id none does not exist') as string,
    });
    await expect(db.collection('nowhere').doc('a').get()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('where.get', async () => {
    const _ = db.command;
    await things().add({ data: Array.from({ length: 120 }, (_unused, n) => ({ n, name: `t${n}` })) });
    const found = await things()
      .where({ n: _.gte(5), name: db.RegExp({ regexp: '^T', options: 'i' }) })
      .orderBy('n', 'desc')
      .skip(1)
      .limit(2)
      .field({ n: true, _id: false })
      .get();
    expect(found.data).toEqual([{ n: 118 }, { n: 117 }]);
    expect((await things().get()).data).toHaveLength(100);
    expect((await things().where({ n: -1 }).get()).data).toEqual([]);
    await expect(db.collection('nowhere').get()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('where.get by place', async () => {
    await things().add({ data: { _id: 'p', at: db.Geo.Point(1, 1) } });
    const near = db.command.geoNear({ geometry: db.Geo.Point(0, 0), maxDistance: 200_000 });
    expect((await things().where({ at: near }).get()).data).toMatchObject([{ _id: 'p' }]);
  });

  it('count', async () => {
    await things().add({ data: [{ n: 1 }, { n: 2 }] });
    expect((await things().where({ n: 1 }).count()).total).toBe(1);
    expect((await things().count()).total).toBe(2);
    await expect(db.collection('nowhere').count()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('update', async () => {
    const _ = db.command;
    await things().add({
      data: [
        { _id: 'a', rev: 1, name: 'x' },
        { _id: 'b', rev: 1 },
      ],
    });
    const act = (): Promise<{ stats: { updated: number } }> =>
      things()
        .where({ _id: 'a', rev: 1 })
        .update({ data: { rev: _.inc(1) } });
    const [first, second] = await Promise.all([act(), act()]);
    expect(first.stats.updated + second.stats.updated).toBe(1);
    expect(
      (
        await things()
          .doc('b')
          .update({ data: { log: _.push(1, 2) } })
      ).stats.updated,
    ).toBe(1);
    expect(
      (
        await things()
          .doc('none')
          .update({ data: { n: 1 } })
      ).stats.updated,
    ).toBe(0);
    expect(
      (
        await things()
          .where({})
          .update({ data: { all: 1 } })
      ).stats.updated,
    ).toBe(2);
    expect(
      (
        await things()
          .where({})
          .update({ data: { all: 2 }, multi: false })
      ).stats.updated,
    ).toBe(1);
    await expect(
      things()
        .doc('a')
        .update({ data: { name: _.inc(1) } }),
    ).rejects.toMatchObject(FAILED);
    await expect(
      db
        .collection('nowhere')
        .doc('a')
        .update({ data: { n: 1 } }),
    ).rejects.toMatchObject(NO_COLLECTION);
  });

  it('set', async () => {
    expect(
      (
        await things()
          .doc('a')
          .set({ data: { n: 1 } })
      ).stats,
    ).toEqual({ updated: 0, created: 1 });
    expect(
      (
        await things()
          .doc('a')
          .set({ data: { m: 1 } })
      ).stats,
    ).toEqual({ updated: 1, created: 0 });
    expect((await things().doc('a').get()).data).toEqual({ _id: 'a', m: 1 });
    await expect(
      things()
        .doc('a')
        .set({ data: { 'x.y': 1 } }),
    ).rejects.toMatchObject(FAILED);
  });

  it('remove', async () => {
    await things().add({ data: [{ _id: 'a' }, { n: 1 }, { n: 1 }] });
    expect((await things().doc('a').remove()).stats.removed).toBe(1);
    expect((await things().where({ n: 1 }).remove({ multi: false })).stats.removed).toBe(1);
    expect((await things().where({ n: 1 }).remove()).stats.removed).toBe(1);
    expect((await things().doc('a').remove()).stats.removed).toBe(0);
    await expect(db.collection('nowhere').doc('a').remove()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('aggregate', async () => {
    const $ = db.command.aggregate;
    await things().add({ data: Array.from({ length: 30 }, (_unused, n) => ({ n, kind: n % 3 })) });
    const grouped = things()
      .aggregate()
      .match({ kind: db.command.neq(0) });
    const { list } = await grouped
      .group({ _id: '$kind', n: $.sum(1) })
      .sort({ _id: 1 })
      .limit(1)
      .end();
    expect(list).toEqual([{ _id: 1, n: 10 }]);
    expect((await things().aggregate().match({}).end()).list).toHaveLength(20);
    await expect(db.collection('nowhere').aggregate().match({}).end()).rejects.toMatchObject({
      errMsg: expect.stringContaining('Db or Table not exist') as string,
    });
  });

  it('createCollection', async () => {
    await db.createCollection('fresh');
    expect((await db.collection('fresh').get()).data).toEqual([]);
    await expect(db.createCollection('fresh')).rejects.toThrow('Table exist');
  });

  describe('transactions', () => {
    beforeEach(() => things().add({ data: { _id: 'a', n: 1 } }));

    it('commit and roll back', async () => {
      const first = await db.startTransaction();
      await first
        .collection('things')
        .doc('a')
        .update({ data: { n: 2 } });
      expect((await first.collection('things').doc('a').get()).data).toEqual({ _id: 'a', n: 2 });
      await first.rollback();
      expect((await things().doc('a').get()).data).toEqual({ _id: 'a', n: 1 });
      const sum = await db.runTransaction(async (transaction) => {
        await transaction.collection('things').add({ data: { _id: 'b' } });
        await transaction
          .collection('things')
          .doc('a')
          .set({ data: { n: 5 } });
        await transaction.collection('things').doc('b').remove();
        return 'done';
      });
      expect(sum).toBe('done');
      expect((await things().get()).data).toEqual([{ _id: 'a', n: 5 }]);
    });

    it('conflict as −501001, which runTransaction does not retry: the SDK drops the code', async () => {
      let runs = 0;
      const conflicting = db.runTransaction(async (transaction) => {
        runs++;
        await transaction.collection('things').doc('a').get();
        await things()
          .doc('a')
          .update({ data: { n: 10 + runs } });
        await transaction
          .collection('things')
          .doc('a')
          .update({ data: { n: 99 } });
      });
      await expect(conflicting).rejects.toMatchObject({
        errCode: -501001,
        errMsg: expect.stringContaining(
          '-501001 resource system error. [ResourceUnavailable.TransactionConflict] Transaction is conflict',
        ) as string,
      });
      expect(runs).toBe(1);
      expect((await things().doc('a').get()).data).toEqual({ _id: 'a', n: 11 });
    });
  });
});
