/** Queries, projections and limits answer what MongoDB and the cloud answer. */
import type { Client, Plain } from './support';
import { openClient } from './support';

const docs: Plain[] = [
  { _id: '1', n: 1, o: { x: 1, y: 2 }, tags: ['a', 'b'], at: new Date(1000) },
  { _id: '2', n: 2.5, o: { y: 2, x: 1 }, tags: [], list: [{ k: 1 }, { k: 2, v: 5 }] },
  { _id: '3', n: '3', o: null, tags: 'a', list: [{ v: 1 }] },
  { _id: '4', n: null, deep: { er: { z: true } }, grid: [[1, 2]] },
  { _id: '5', n: NaN, tags: ['b', null], s: 'Hello' },
];

describe('a filter', () => {
  let client: Client;
  beforeAll(async () => {
    client = openClient();
    await client.insert('things', docs);
  });

  it.each<[Plain, string]>([
    [{ n: 1 }, '1'],
    [{ n: { $lt: 3 } }, '12'],
    [{ n: { $gte: '0' } }, '3'],
    [{ n: null }, '4'],
    [{ n: NaN }, '5'],
    [{ s: null }, '1234'],
    [{ s: { $exists: true } }, '5'],
    [{ n: { $gte: null } }, '4'],
    [{ o: { x: 1, y: 2 } }, '1'],
    [{ o: { $in: [{ y: 2, x: 1 }] } }, '2'],
    [{ o: { $ne: { x: 1, y: 2 } } }, '2345'],
    [{ 'o.x': 1 }, '12'],
    [{ 'deep.er.z': true }, '4'],
    [{ tags: 'a' }, '13'],
    [{ tags: ['a', 'b'] }, '1'],
    [{ tags: { $all: ['b', 'a'] } }, '1'],
    [{ tags: { $size: 0 } }, '2'],
    [{ tags: { $in: [null] } }, '45'],
    [{ tags: { $nin: ['a'] } }, '245'],
    [{ tags: { $in: [/^B/i] } }, '15'],
    [{ 'list.k': 2 }, '2'],
    [{ 'list.k': null }, '1345'],
    [{ 'list.1.k': 2 }, '2'],
    [{ list: { $elemMatch: { k: 2, v: { $gt: 4 } } } }, '2'],
    [{ grid: [1, 2] }, '4'],
    [{ at: { $lte: new Date(1000) } }, '1'],
    [{ s: /^hel/i }, '5'],
    [{ s: { $not: /^hel/i } }, '1234'],
    [{ n: { $mod: [2, 1] } }, '1'],
    [{ $nor: [{ n: 1 }, { s: 'Hello' }] }, '234'],
    [{ $and: [{ tags: { $exists: true } }, { n: { $type: 'string' } }] }, '3'],
    [{ $expr: { $eq: ['$o.x', 1] } }, '12'],
  ])('%j', async (filter, ids) => {
    const found = await client.find('things', filter);
    expect(found.map((doc) => doc['_id']).join('')).toBe(ids);
  });

  it.each<[Plain, string]>([
    [{ n: { $frob: 1 } }, 'unknown query operator $frob'],
    [{ $frob: 1 }, 'unknown top level operator: $frob'],
    [{ n: { $in: 1 } }, '$in needs an array'],
    [{ $where: 'true' }, '$where'],
    [{ $text: { $search: 'x' } }, '$text'],
  ])('%j is refused', async (filter, message) => {
    await expect(client.find('things', filter)).rejects.toThrow(message);
  });

  it('sorts types in MongoDB’s order, arrays by their least or greatest element', async () => {
    const ids = async (order: Plain): Promise<string> =>
      (await client.find('things', {}, { order })).map((doc) => doc['_id']).join('');
    expect(await ids({ n: 1 })).toBe('45123');
    expect(await ids({ n: -1 })).toBe('32154');
    expect(await ids({ tags: 1, _id: 1 })).toBe('24513');
    expect(await ids({ tags: -1, _id: 1 })).toBe('15324');
  });

  it.each<[Plain, Plain]>([
    [
      { o: 1, n: 1 },
      { _id: '1', n: 1, o: { x: 1, y: 2 } },
    ],
    [{ 'o.y': 1, _id: 0 }, { o: { y: 2 } }],
    [
      { tags: 0, at: 0, o: 0 },
      { _id: '1', n: 1 },
    ],
    [{ _id: 1 }, { _id: '1' }],
    [
      { 'o.x': 0, tags: 0, at: 0, n: 0 },
      { _id: '1', o: { y: 2 } },
    ],
    [
      { tags: { $slice: 1 }, n: 1 },
      { _id: '1', n: 1, tags: ['a'] },
    ],
    [{ tags: { $elemMatch: { $gt: 'a' } } }, { _id: '1', tags: ['b'] }],
  ])('projects %j in the document’s order', async (projection, expected) => {
    const [found] = await client.find('things', { _id: '1' }, { projection });
    expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
  });

  it('refuses a projection that includes and excludes', async () => {
    await expect(client.find('things', {}, { projection: { n: 1, o: 0 } })).rejects.toThrow(
      'mix of inclusion',
    );
  });
});

describe('limits of the cloud', () => {
  it('100 documents unless asked, 1000 at most', async () => {
    const client = openClient();
    await client.insert(
      'things',
      Array.from({ length: 1200 }, (_, n) => ({ n })),
    );
    expect(await client.find('things', {})).toHaveLength(100);
    expect(await client.find('things', {}, { limit: 1000 })).toHaveLength(1000);
    for (const limit of [1001, 0, -1, 1.5]) {
      await expect(client.find('things', {}, { limit })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    }
    expect(await client.aggregate('things', [{ $match: {} }])).toHaveLength(20);
    expect(await client.aggregate('things', [{ $limit: 500 }])).toHaveLength(500);
  });

  it('field names, ids and size', async () => {
    const client = openClient();
    const insert = (doc: Plain): Promise<unknown> => client.insert('things', [doc]);
    await expect(insert({ 'a.b': 1 })).rejects.toThrow("dotted field 'a.b'");
    await expect(insert({ a: [{ $b: 1 }] })).rejects.toThrow("($) prefixed field '$b'");
    await expect(insert({ _id: { a: 1 } })).rejects.toThrow('_id must be');
    await expect(insert({ text: 'x'.repeat(16 * 1024 * 1024) })).rejects.toThrow('too large');
    expect(await client.find('things', {})).toEqual([]);
    expect(await insert({ _id: 7 })).toEqual([7]);
    expect(await client.find('things', { _id: 7 })).toEqual([{ _id: 7 }]);
  });

  it('unknown actions and options are not emulated, unknown collections do not exist', async () => {
    const client = openClient();
    await expect(client.run('watchDocument', {})).rejects.toThrow('NotEmulated: database.watchDocument');
    await expect(client.run('getDocument', { collectionName: 'things', hint: 'x' })).rejects.toThrow(
      'NotEmulated: the option hint of database.getDocument',
    );
    await expect(client.find('nowhere', {})).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
      message: expect.stringContaining('Db or Table not exist') as string,
    });
    await client.run('addCollection', { collectionName: 'nowhere' });
    expect(await client.find('nowhere', {})).toEqual([]);
    await expect(client.run('addCollection', { collectionName: 'nowhere' })).rejects.toThrow('Table exist');
  });
});
