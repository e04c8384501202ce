/** Every database API of the unmodified @cloudbase/node-sdk against the local database. */
import type { Endpoint } from './endpoint';
import { openEndpoint } from './endpoint';
import type { NodeCollection, NodeDatabase, NodeTransaction, Plain } from './sdk';

const NOW = Date.UTC(2026, 10, 22);
const NO_COLLECTION = {
  code: 'DATABASE_COLLECTION_NOT_EXIST',
  message: expect.stringContaining('Db or Table not exist') as string,
};
const FAILED = { code: 'DATABASE_REQUEST_FAILED' };
const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message:
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
};
const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message:
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
};

describe('@cloudbase/node-sdk', () => {
  let endpoint: Endpoint;
  let db: NodeDatabase;
  const things = (): NodeCollection => db.collection('things');
  const data = async (query: { get(): Promise<{ data: Plain[] }> }): Promise<Plain[]> =>
    (await query.get()).data;

  beforeAll(async () => {
    const unique = [{ name: 'no', unique: true, fields: [{ path: 'no', direction: 1 as const }] }];
    endpoint = await openEndpoint({ things: [], numbered: unique }, () => NOW);
    db = endpoint.node;
  });
  beforeEach(() => endpoint.db.reset());
  afterAll(() => endpoint.close());

  it('add: one, several, with its own id, a duplicate, no collection', async () => {
    expect((await things().add({ n: 1 })).id).toMatch(/^[0-9a-f]{32}$/);
    expect(await things().add([{ _id: 'a' }, { _id: 7 }])).toMatchObject({ ids: ['a', 7] });
    await expect(things().add({ _id: 'a' })).rejects.toMatchObject({
      ...FAILED,
      message: expect.stringContaining(
        'E11000 duplicate key error collection: tnt-local.things index: _id_',
      ) as string,
    });
    await db.collection('numbered').add({ no: 'YH-1' });
    await expect(db.collection('numbered').add({ no: 'YH-1' })).rejects.toThrow(
      'index: no dup key: { no: "YH-1" }',
    );
    await expect(db.collection('nowhere').add({})).rejects.toMatchObject(NO_COLLECTION);
  });

  it('keeps every kind of value', async () => {
    const value = {
      none: null, yes: true, whole: 2 ** 53 - 1, part: -0.5, text: '安全', at: new Date(5),
      list: [1, [2], { a: 3 }], deep: { er: {} }, when: db.serverDate({ offset: 60_000 }),
    }; // prettier-ignore
    await things().add({ _id: 'v', ...value, point: new db.Geo.Point(116, 39) });
    const [found] = await data(things().doc('v'));
    expect(found).toMatchObject({ ...value, when: new Date(NOW + 60_000) });
    expect(found?.['point']).toMatchObject({ longitude: 116, latitude: 39 });
  });

  it('doc.get: found, missing, with a projection', async () => {
    await things().add({ _id: 'a', n: 1, o: { p: 2, q: 3 } });
    expect(await data(things().doc('a'))).toEqual([{ _id: 'a', n: 1, o: { p: 2, q: 3 } }]);
    expect(await data(things().doc('b'))).toEqual([]);
    expect(await data(things().doc('a').field({ 'o.q': true }))).toEqual([{ _id: 'a', o: { q: 3 } }]);
    await expect(db.collection('nowhere').doc('a').get()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('where.get: commands, order, page, default limit', async () => {
    const _ = db.command;
    await things().add(
      Array.from({ length: 120 }, (_unused, n) => ({ _id: `d${n}`, n, name: `t${n % 10}` })),
    );
    const ids = async (query: unknown): Promise<unknown[]> =>
      (await data(things().where(query).orderBy('n', 'asc').limit(5))).map((one) => one['n']);
    expect(await ids({ n: _.gt(3).and(_.lte(6)) })).toEqual([4, 5, 6]);
    expect(await ids({ n: _.lt(1).or(_.gt(118)) })).toEqual([0, 119]);
    expect(await ids(_.or([{ n: 3 }, { name: 't9', n: _.lt(20) }]))).toEqual([3, 9, 19]);
    expect(await ids({ n: _.in([7, 8]), name: _.neq('t7') })).toEqual([8]);
    expect(await ids({ n: _.nin([0, 1]), name: /^T[01]$/i })).toEqual([10, 11, 20, 21, 30]);
    expect(await ids({ name: new db.RegExp({ regexp: '^T2', options: 'i' }) })).toEqual([2, 12, 22, 32, 42]);
    expect(await ids({ n: _.not(_.gt(1)) })).toEqual([0, 1]);
    expect(await ids({ n: _.mod(50, 3) })).toEqual([3, 53, 103]);
    expect(await ids({ missing: _.exists(true) })).toEqual([]);
    expect(await ids(_.expr(_.aggregate.eq(['$n', 4])))).toEqual([4]);
    const page = things()
      .orderBy('name', 'desc')
      .orderBy('n', 'asc')
      .skip(1)
      .limit(2)
      .field({ n: true, _id: false });
    expect(await data(page)).toEqual([{ n: 19 }, { n: 29 }]);
    expect(await data(things())).toHaveLength(100);
    await expect(
      things()
        .options({ raw: true })
        .where({ n: { $frob: 1 } })
        .get(),
    ).rejects.toMatchObject(FAILED);
    await expect(db.collection('nowhere').where({}).get()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('where.get by place', async () => {
    const _ = db.command;
    await things().add([
      { _id: 'near', at: new db.Geo.Point(1, 1) },
      { _id: 'far', at: new db.Geo.Point(5, 5) },
    ]);
    const centre = new db.Geo.Point(0, 0);
    const ids = async (at: unknown): Promise<unknown[]> =>
      (await data(things().where({ at }))).map((one) => one['_id']);
    expect(await ids(_.geoNear({ geometry: centre, minDistance: 0 }))).toEqual(['near', 'far']);
    expect(await ids(_.geoWithin({ centerSphere: [centre, 0.05] }))).toEqual(['near']);
    const ring = new db.Geo.LineString([
      new db.Geo.Point(0, 0), new db.Geo.Point(9, 0), new db.Geo.Point(9, 9), new db.Geo.Point(0, 0),
    ]); // prettier-ignore
    expect(await ids(_.geoIntersects({ geometry: new db.Geo.Polygon([ring]) }))).toEqual(['near', 'far']);
  });

  it('count', async () => {
    await things().add([{ n: 1 }, { n: 2 }]);
    expect(await things().count()).toMatchObject({ total: 2 });
    expect(await things().where({ n: 2 }).count()).toMatchObject({ total: 1 });
    expect(await things().where({ n: 3 }).count()).toMatchObject({ total: 0 });
    await expect(db.collection('nowhere').count()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('update: a document, all that match, one, none, a refusal', async () => {
    const _ = db.command;
    await things().add([
      { _id: 'a', n: 1, list: [1], deep: { x: 1, y: 1 }, gone: 1 },
      { _id: 'b', n: 1 },
    ]);
    const change = {
      n: _.inc(2), list: _.push([2, 3]), deep: { x: 5 }, whole: _.set({ k: 1 }), gone: _.remove(),
      set: _.addToSet('s'), low: _.min(3), high: _.max(4), at: db.serverDate(),
    }; // prettier-ignore
    expect(await things().doc('a').update(change)).toMatchObject({ updated: 1 });
    const [a] = await data(things().doc('a'));
    expect(a).toEqual({
      _id: 'a', n: 3, list: [1, 2, 3], deep: { x: 5, y: 1 }, whole: { k: 1 }, set: ['s'], low: 3, high: 4, at: new Date(NOW),
    }); // prettier-ignore
    await things()
      .doc('a')
      .update({ list: _.unshift([0]), set: _.pull('s'), n: _.mul(2) });
    await things().doc('a').update({ list: _.pop() });
    await things()
      .doc('a')
      .update({ list: _.shift(), n: _.rename('m') });
    expect((await data(things().doc('a')))[0]).toMatchObject({ list: [1, 2], set: [], m: 6 });
    expect(await things().doc('nobody').update({ n: 1 })).toMatchObject({ updated: 0 });
    expect(await things().where({}).update({ seen: true })).toMatchObject({ updated: 2 });
    expect(await things().where({}).options({ multiple: false }).update({ seen: false })).toMatchObject({
      updated: 1,
    });
    expect(await things().where({ _id: 'b', n: 2 }).update({ n: 3 })).toMatchObject({ updated: 0 });
    await expect(
      things()
        .doc('b')
        .update({ seen: _.push([1]) }),
    ).rejects.toMatchObject({
      ...FAILED,
      message: expect.stringContaining("The field 'seen' must be an array but is of type bool") as string,
    });
    await expect(db.collection('nowhere').doc('a').update({ n: 1 })).rejects.toMatchObject(NO_COLLECTION);
  });

  it('set: creates, replaces, refuses', async () => {
    expect(await things().doc('a').set({ n: 1 })).toMatchObject({ updated: 0, upsertedId: 'a' });
    expect(await things().doc('a').set({ m: 2 })).toMatchObject({ updated: 1 });
    expect(await data(things())).toEqual([{ _id: 'a', m: 2 }]);
    await expect(things().doc('a').set({ 'x.y': 1 })).rejects.toMatchObject(FAILED);
    await expect(db.collection('nowhere').doc('a').set({ n: 1 })).rejects.toMatchObject(NO_COLLECTION);
  });

  it('remove: a document, all that match, none', async () => {
    await things().add([{ _id: 'a' }, { _id: 'b', n: 1 }, { _id: 'c', n: 1 }]);
    expect(await things().doc('a').remove()).toMatchObject({ deleted: 1 });
    expect(await things().doc('a').remove()).toMatchObject({ deleted: 0 });
    expect(await things().where({ n: 1 }).remove()).toMatchObject({ deleted: 2 });
    await expect(db.collection('nowhere').doc('a').remove()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('updateAndReturn: the document as it is afterwards, none, a refusal', async () => {
    const _ = db.command;
    await things().add({ _id: 'day', next: 1 });
    const step = (): ReturnType<NodeCollection['updateAndReturn']> =>
      things()
        .where({ _id: 'day' })
        .updateAndReturn({ next: _.inc(1) });
    expect(await step()).toMatchObject({ updated: 1, doc: { _id: 'day', next: 2 } });
    const many = await Promise.all(Array.from({ length: 20 }, step));
    const numbers = many.map(({ doc }) => Number(doc?.['next']));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_unused, at) => at + 3));
    const none = things().where({ _id: 'none' }).updateAndReturn({ n: 1 });
    expect(await none).toMatchObject({ updated: 0, doc: null });
    const refused = things()
      .where({ _id: 'day' })
      .updateAndReturn({ next: _.push([1]) });
    await expect(refused).rejects.toMatchObject(FAILED);
  });

  it('aggregate: stages, the default of 20, what is not emulated', async () => {
    const $ = db.command.aggregate;
    await things().add(Array.from({ length: 30 }, (_unused, n) => ({ n, kind: n % 2 ? 'odd' : 'even' })));
    const byKind = things()
      .aggregate()
      .match({ n: db.command.gt(9) })
      .group({ _id: '$kind', total: $.sum('$n') });
    expect((await byKind.sort({ _id: 1 }).end()).data).toEqual([
      { _id: 'even', total: 190 },
      { _id: 'odd', total: 200 },
    ]);
    expect((await things().aggregate().sort({ n: 1 }).end()).data).toHaveLength(20);
    expect((await things().aggregate().limit(25).end()).data).toHaveLength(25);
    const project = things()
      .aggregate()
      .match({ n: 3 })
      .project({ _id: 0, kind: 1, twice: $.multiply(['$n', 2]) });
    expect((await project.end()).data).toEqual([{ kind: 'odd', twice: 6 }]);
    expect((await things().aggregate().match({ n: -1 }).count('n').end()).data).toEqual([]);
    await things().add({ _id: 'p', at: new db.Geo.Point(1, 0) });
    const near = { near: new db.Geo.Point(0, 0), distanceField: 'm', key: 'at', spherical: true };
    expect((await things().aggregate().geoNear(near).end()).data).toMatchObject([{ _id: 'p' }]);
    await expect(
      things()
        .options({ raw: true })
        .aggregate([{ $out: 'x' }])
        .end(),
    ).rejects.toThrow('NotEmulated');
    await expect(db.collection('nowhere').aggregate().match({}).end()).rejects.toMatchObject(NO_COLLECTION);
  });

  it('createCollection: new, taken', async () => {
    await db.createCollection('fresh');
    expect(await data(db.collection('fresh'))).toEqual([]);
    await expect(db.createCollection('fresh')).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_ALREADY_EXIST',
      message: expect.stringContaining('Table exist') as string,
    });
  });

  describe('transactions', () => {
    beforeEach(() => things().add({ _id: 'a', n: 1 }));

    it('commit what they did with documents', async () => {
      const transaction = await db.startTransaction();
      const inside = transaction.collection('things');
      expect((await inside.doc('a').get()).data).toEqual({ _id: 'a', n: 1 });
      expect((await inside.doc('none').get()).data).toBeNull();
      expect(await inside.add({ _id: 'b' })).toMatchObject({ id: 'b', inserted: 1 });
      expect(await inside.doc('a').update({ n: 2 })).toMatchObject({ updated: 1 });
      expect(await inside.doc('c').set({ n: 3 })).toMatchObject({ updated: 0, upserted: [{ _id: 'c' }] });
      expect(await inside.doc('b').remove()).toMatchObject({ deleted: 1 });
      const returned = inside.where({ _id: 'a' }).updateAndReturn({ n: db.command.inc(1) });
      expect(await returned).toMatchObject({ doc: { n: 3 } });
      expect(await data(things())).toEqual([{ _id: 'a', n: 1 }]);
      await transaction.commit();
      expect(await data(things().orderBy('_id', 'asc'))).toEqual([
        { _id: 'a', n: 3 },
        { _id: 'c', n: 3 },
      ]);
      await expect(inside.doc('a').get()).rejects.toMatchObject(GONE);
      await expect(transaction.commit()).rejects.toMatchObject(GONE);
    });

    it('a where-update carries no transaction and survives the rollback', async () => {
      const transaction = await db.startTransaction();
      const inside = transaction.collection('things');
      await inside.where({ _id: 'a' }).update({ n: 5 });
      await inside.add({ _id: 'b' });
      await transaction.rollback();
      expect(await data(things())).toEqual([{ _id: 'a', n: 5 }]);
      await expect(transaction.rollback()).rejects.toMatchObject(GONE);
    });

    it('a change that is handed back belongs to the transaction, and is gone with it', async () => {
      const transaction = await db.startTransaction();
      const inside = transaction.collection('things');
      const taken = inside
        .where({ _id: 'a', n: db.command.gte(1) })
        .updateAndReturn({ n: db.command.inc(-1) });
      expect(await taken).toMatchObject({ updated: 1, doc: { _id: 'a', n: 0 } });
      const none = inside
        .where({ _id: 'a', n: db.command.gte(1) })
        .updateAndReturn({ n: db.command.inc(-1) });
      expect(await none).toMatchObject({ updated: 0, doc: null });
      await transaction.rollback();
      expect(await data(things())).toEqual([{ _id: 'a', n: 1 }]);
    });

    it('conflict at the operation', async () => {
      const transaction = await db.startTransaction();
      const inside = transaction.collection('things').doc('a');
      await inside.get();
      await things().doc('a').update({ n: 5 });
      expect((await inside.get()).data).toEqual({ _id: 'a', n: 1 });
      await expect(inside.update({ n: 9 })).rejects.toMatchObject(CONFLICT);
    });

    it('runTransaction retries conflicts: parallel increments all count', async () => {
      const increment = (): Promise<unknown> =>
        db.runTransaction(async (transaction: NodeTransaction) => {
          const counter = transaction.collection('things').doc('counter');
          const found = (await counter.get()).data;
          await counter.set({ n: Number(found?.['n'] ?? 0) + 1 });
        }, 200);
      await Promise.all(Array.from({ length: 12 }, increment));
      expect(await data(things().doc('counter'))).toEqual([{ _id: 'counter', n: 12 }]);
    });

    it('runTransaction hands on what its callback throws, and rolls back', async () => {
      const failing = db.runTransaction(async (transaction: NodeTransaction) => {
        await transaction.collection('things').doc('a').update({ n: 9 });
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      expect(await data(things())).toEqual([{ _id: 'a', n: 1 }]);
    });
  });
});
