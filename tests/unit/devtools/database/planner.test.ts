/** Declared indexes are used: documents examined are those asked for, not the collection. */
import fc from 'fast-check';
import type { Client, Plain } from './support';
import { openClient } from './support';

const indexes = {
  orders: [
    { name: 'due', unique: false, fields: [{ path: 'nextDueAt', direction: 1 as const }] },
    {
      name: 'owner_state_at',
      unique: false,
      fields: [
        { path: 'owner', direction: 1 as const },
        { path: 'state', direction: 1 as const },
        { path: 'at', direction: -1 as const },
      ],
    },
    { name: 'no', unique: true, fields: [{ path: 'no', direction: 1 as const }] },
  ],
  plain: [],
};

describe('a sweep over 20,000 orders with 20 due', () => {
  const now = 1_000_000;
  let client: Client;

  beforeAll(async () => {
    client = openClient(indexes);
    const orders = Array.from({ length: 20_000 }, (_, at): Plain => ({
      _id: `o${at}`,
      no: at,
      owner: `p${at % 40}`,
      state: at % 3 === 0 ? 'closed' : 'open',
      at,
      // Every seventh has no deadline, as null or not at all: neither is due.
      ...(at % 7 === 0
        ? at % 2 === 0
          ? { nextDueAt: null }
          : {}
        : { nextDueAt: at % 1000 === 3 ? now - at : now + 1 + at }),
    }));
    await client.insert('orders', orders);
  });

  it('examines the due ones alone', async () => {
    const due = await client.find(
      'orders',
      { nextDueAt: { $lte: now } },
      { order: { nextDueAt: 1 }, limit: 50 },
    );
    const times = due.map((order) => order['nextDueAt'] as number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(due.length).toBeGreaterThanOrEqual(17);
    expect(client.examined).toBe(due.length);
  });

  it.each<[string, Plain, Plain, number]>([
    ['a document by id', { _id: 'o17' }, {}, 1],
    ['a missing id', { _id: 'nobody' }, {}, 0],
    ['ids in a list', { _id: { $in: ['o1', 'o2', 'o2', 'x'] } }, {}, 2],
    ['ids in an or', { $or: [{ _id: 'o1' }, { _id: { $eq: 'o2' } }, { no: 5 }] }, {}, 3],
    ['a condition joined by and', { $and: [{ no: { $gte: 10 } }, { no: { $lt: 15 } }] }, {}, 5],
    ['the last of an order', {}, { order: { no: -1 }, limit: 3 }, 3],
    [
      'equality, then the order of the index',
      { owner: 'p1', state: 'open' },
      { order: { at: -1 }, limit: 5 },
      5,
    ],
    ['the same order backward', { owner: 'p1', state: 'open' }, { order: { at: 1 }, limit: 5 }, 5],
    ['equality that spans states', { owner: 'p1' }, { order: { state: 1, at: -1 }, limit: 5 }, 5],
    ['a page', { owner: 'p1', state: 'open' }, { order: { at: -1 }, limit: 5, offset: 5 }, 10],
    ['lists of states', { owner: 'p1', state: { $in: ['open', 'closed'] }, at: { $lt: 200 } }, {}, 5],
    ['what has no deadline', { nextDueAt: null, no: { $lt: 100 } }, {}, 100],
    ['a limit without an order', { owner: 'p1' }, { limit: 4 }, 4],
  ])('%s', async (_name, query, options, examined) => {
    await client.find('orders', query, options);
    expect(client.examined).toBe(examined);
  });

  it('counts an index entry that leads to no match', async () => {
    await client.find('orders', { owner: 'p1', missing: 1 });
    expect(client.examined).toBe(500);
  });

  it('scans when nothing helps', async () => {
    await client.find('orders', { state: 'nowhere' });
    expect(client.examined).toBe(20_000);
  });
});

describe('an indexed query', () => {
  const scalars = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom('a', 'b', null, true),
    fc.constant(undefined),
  );
  const doc = fc.record({ owner: scalars, state: scalars, at: scalars, nextDueAt: scalars });
  const operator = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte');
  const known = scalars.filter((value) => value !== undefined);
  const condition = fc.oneof(
    known,
    fc.tuple(operator, known).map(([name, value]): Plain => ({ [name]: value })),
    fc.array(known, { maxLength: 3 }).map((values): Plain => ({ $in: values })),
    fc.boolean().map((there): Plain => ({ $exists: there })),
    fc.tuple(known, known).map(([low, high]): Plain => ({ $gte: low, $lt: high })),
  );
  const paths = fc.constantFrom('owner', 'state', 'at', 'nextDueAt');
  const simple = fc.dictionary(paths, condition, { maxKeys: 3, noNullPrototype: true });
  const query = fc.oneof(
    simple,
    fc.array(simple, { minLength: 1, maxLength: 3 }).map((parts): Plain => ({ $or: parts })),
  );
  const order = fc.dictionary(paths, fc.constantFrom(1, -1), { maxKeys: 3, noNullPrototype: true });

  it('answers what a scan answers, in the same order', async () => {
    const sortKeyOf = (found: Plain[], keys: Plain): string =>
      JSON.stringify(found.map((one) => Object.keys(keys).map((key) => one[key] ?? null)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(doc, { maxLength: 20 }),
        query,
        order,
        fc.integer({ min: 1, max: 20 }),
        async (docs, filter, sort, limit) => {
          const client = openClient(indexes);
          const numbered = docs.map((one, no): Plain => ({
            ...(JSON.parse(JSON.stringify(one)) as Plain),
            _id: `d${no}`,
            no,
          }));
          await client.insert('orders', numbered);
          await client.insert('plain', numbered);
          const all = { order: sort, limit: 100 };
          const byId = (a: Plain, b: Plain): number => Number(a['no']) - Number(b['no']);
          const indexed = await client.find('orders', filter, all);
          const scanned = await client.find('plain', filter, all);
          expect(sortKeyOf(indexed, sort)).toBe(sortKeyOf(scanned, sort));
          expect([...indexed].sort(byId)).toEqual([...scanned].sort(byId));
          const page = await client.find('orders', filter, { order: sort, limit });
          expect(sortKeyOf(page, sort)).toBe(sortKeyOf(scanned.slice(0, limit), sort));
          client.db.close();
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('indexes', () => {
  it('are unique when declared: a missing field counts as null', async () => {
    const client = openClient(indexes);
    await client.insert('orders', [{ _id: 'a' }]);
    await expect(client.insert('orders', [{ _id: 'b', no: null }])).rejects.toThrow(
      'E11000 duplicate key error collection: tnt-local.orders index: no dup key: { no: null }',
    );
    await expect(client.insert('orders', [{ _id: 'a', no: 2 }])).rejects.toThrow(
      'index: _id_ dup key: { _id: "a" }',
    );
    await client.insert('orders', [{ _id: 'b', no: 1 }]);
    await expect(client.update('orders', { _id: 'b' }, { $unset: { no: '' } })).rejects.toThrow('E11000');
    await client.remove('orders', { _id: 'a' });
    expect(await client.update('orders', { _id: 'b' }, { $unset: { no: '' } })).toMatchObject({ updated: 1 });
  });

  it('hold no arrays', async () => {
    const client = openClient(indexes);
    await expect(client.insert('orders', [{ no: [1, 2] }])).rejects.toThrow('NotEmulated: an array at no');
    expect(await client.find('orders', {})).toEqual([]);
  });
});
