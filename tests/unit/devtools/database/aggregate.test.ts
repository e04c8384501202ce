/** Aggregation answers what MongoDB answers, and never harms the documents it reads. */
import type { Client, Plain } from './support';
import { openClient } from './support';

const indexes = {
  things: [{ name: 'n', unique: false, fields: [{ path: 'n', direction: 1 as const }] }],
  areas: [],
  empty: [],
};
const NOW = Date.UTC(2026, 10, 22);

describe('aggregate', () => {
  let client: Client;
  beforeAll(async () => {
    client = openClient(indexes, () => NOW);
    await client.insert('things', [
      { _id: 'a', area: 'x', n: 3, o: { p: 1, q: 2 }, tags: ['t', 'u'] },
      { _id: 'b', area: 'y', n: 1, tags: ['u'] },
      { _id: 'c', area: 'x', n: 2, o: { p: 5 } },
      { _id: 'd', n: 4 },
    ]);
    await client.insert('areas', [
      { _id: 'x', name: 'Press shop' },
      { _id: 'y', name: 'Yard' },
    ]);
  });

  it.each<[string, Plain[], unknown[]]>([
    [
      '$match $sort $limit',
      [{ $match: { n: { $gt: 1 } } }, { $sort: { n: -1 } }, { $limit: 2 }, { $project: { n: 1, _id: 0 } }],
      [{ n: 4 }, { n: 3 }],
    ],
    ['$skip', [{ $sort: { n: 1 } }, { $skip: 3 }, { $project: { n: 1 } }], [{ _id: 'd', n: 4 }]],
    [
      '$group',
      [{ $group: { _id: '$area', total: { $sum: '$n' }, most: { $max: '$n' } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, total: 4, most: 4 },
        { _id: 'x', total: 5, most: 3 },
        { _id: 'y', total: 1, most: 1 },
      ],
    ],
    ['$count', [{ $match: { area: 'x' } }, { $count: 'total' }], [{ total: 2 }]],
    [
      '$sortByCount',
      [{ $match: { area: { $exists: true } } }, { $sortByCount: '$area' }],
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
    ],
    [
      '$unwind',
      [{ $match: { _id: 'a' } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 'a', tags: 't' },
        { _id: 'a', tags: 'u' },
      ],
    ],
    [
      '$addFields',
      [{ $match: { _id: 'a' } }, { $addFields: { 'o.r': { $add: ['$o.p', '$n'] } } }, { $project: { o: 1 } }],
      [{ _id: 'a', o: { p: 1, q: 2, r: 4 } }],
    ],
    ['$replaceRoot', [{ $match: { _id: 'a' } }, { $replaceRoot: { newRoot: '$o' } }], [{ p: 1, q: 2 }]],
    [
      '$bucket',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 3, 9], output: { count: { $sum: 1 } } } }],
      [
        { _id: 0, count: 2 },
        { _id: 3, count: 2 },
      ],
    ],
    [
      '$lookup',
      [
        { $match: { _id: 'a' } },
        { $lookup: { from: 'areas', localField: 'area', foreignField: '_id', as: 'at' } },
        { $project: { at: 1 } },
      ],
      [{ _id: 'a', at: [{ _id: 'x', name: 'Press shop' }] }],
    ],
    [
      '$lookup of nothing',
      [
        { $match: { _id: 'a' } },
        { $lookup: { from: 'nowhere', localField: 'area', foreignField: '_id', as: 'at' } },
        { $project: { at: 1 } },
      ],
      [{ _id: 'a', at: [] }],
    ],
    [
      '$project in the document’s order, computed fields after',
      [{ $match: { _id: 'a' } }, { $project: { sum: { $sum: ['$n', 1] }, n: 1, area: 1 } }],
      [{ _id: 'a', area: 'x', n: 3, sum: 4 }],
    ],
    ['$$NOW', [{ $limit: 1 }, { $project: { _id: 0, now: '$$NOW' } }], [{ now: new Date(NOW) }]],
  ])('%s', async (_name, pipeline, expected) => {
    expect(JSON.stringify(await client.aggregate('things', pipeline))).toBe(JSON.stringify(expected));
  });

  it('reads the leading $match, $sort and $limit off an index', async () => {
    await client.aggregate('things', [{ $match: { n: { $gte: 1 } } }, { $sort: { n: 1 } }, { $limit: 2 }]);
    expect(client.examined).toBe(2);
  });

  it('leaves the stored documents as they were', async () => {
    const before = client.db.dump('things');
    await client.aggregate('things', [
      { $addFields: { 'o.p': 99, 'tags.0': 'changed' } },
      { $lookup: { from: 'areas', localField: 'area', foreignField: '_id', as: 'at' } },
      { $addFields: { 'at.name': 'changed' } },
      { $group: { _id: null, all: { $push: '$$ROOT' } } },
      { $addFields: { 'all.n': 0 } },
    ]);
    const found = await client.find('things', {});
    expect(found).toEqual(before);
    expect(await client.find('areas', { _id: 'x' })).toEqual([{ _id: 'x', name: 'Press shop' }]);
  });

  it.each<[Plain[], string]>([
    [[{ $out: 'x' }], 'NotEmulated: the aggregation stage $out'],
    [[{ $frob: {} }], 'NotEmulated: the aggregation stage $frob'],
    [[{ $facet: { a: [{ $merge: 'x' }] } }], 'NotEmulated: the aggregation stage $merge'],
    [[{ $match: {} }, { $geoNear: {} }], 'only valid as the first stage'],
    [[{ $group: { _id: null, x: { $frob: 1 } } }], '$frob'],
    [[{ $limit: 0 }], 'invalid argument to $limit'],
    [[{ $sort: { n: 2 } }], 'must be 1 or -1'],
  ])('%j is refused', async (pipeline, message) => {
    await expect(client.aggregate('things', pipeline)).rejects.toThrow(message);
  });
});
