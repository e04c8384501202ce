/** Update operators do what MongoDB does, and refuse what it refuses. */
import { openClient } from './support';
import type { Plain } from './support';

async function updated(before: Plain, update: Plain): Promise<Plain> {
  const client = openClient();
  await client.insert('things', [{ _id: 'x', ...before }]);
  await client.update('things', { _id: 'x' }, update);
  const [{ _id, ...after } = {}] = await client.find('things', {});
  expect(_id).toBe('x');
  return after;
}

describe('update operators', () => {
  it.each<[string, Plain, Plain, Plain]>([
    ['$set', { a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    ['$set in an array', { a: [1] }, { $set: { 'a.2': 3 } }, { a: [1, null, 3] }],
    ['$unset', { a: 1, b: { c: 1 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } }, { b: {} }],
    ['$unset through a scalar', { a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
    ['$inc', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
    ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    ['$min', { a: 3, b: 3 }, { $min: { a: 2, b: 4, c: 1 } }, { a: 2, b: 3, c: 1 }],
    ['$max', { a: 3, b: 3 }, { $max: { a: 2, b: 4, c: 1 } }, { a: 3, b: 4, c: 1 }],
    ['$rename', { a: 1 }, { $rename: { a: 'b.c', x: 'y' } }, { b: { c: 1 } }],
    ['$push', { a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
    [
      '$push $each $position',
      { a: [1] },
      { $push: { a: { $each: [8, 9], $position: 0 } } },
      { a: [8, 9, 1] },
    ],
    [
      '$push $sort $slice',
      { a: [3] },
      { $push: { a: { $each: [1, 2], $sort: 1, $slice: -2 } } },
      { a: [2, 3] },
    ],
    [
      '$push $sort by field',
      { a: [{ n: 2 }] },
      { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
      { a: [{ n: 1 }, { n: 2 }] },
    ],
    ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1, c: 1 } }, { a: [1, 2], b: [2] }],
    ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1, x: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    ['$pull by object', { a: [{ k: 1, n: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] }],
    ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    ['$addToSet', { a: [1] }, { $addToSet: { a: 1, b: 2 } }, { a: [1], b: [2] }],
    ['$addToSet $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
    [
      '$addToSet by key order',
      { a: [{ x: 1, y: 2 }] },
      { $addToSet: { a: { y: 2, x: 1 } } },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$bit', { a: 12 }, { $bit: { a: { and: 10, or: 1 } } }, { a: 9 }],
    ['several', { a: 1, b: [1] }, { $inc: { a: 1 }, $push: { b: 2 } }, { a: 2, b: [1, 2] }],
  ])('%s', async (_name, before, update, after) => {
    expect(await updated(before, update)).toEqual(after);
  });

  it.each<[Plain, Plain, string]>([
    [
      { a: 'x' },
      { $inc: { a: 1 } },
      'Cannot apply $inc to a value of non-numeric type. {_id: "x"} has the field \'a\' of non-numeric type string',
    ],
    [{ a: null }, { $inc: { a: 1 } }, 'non-numeric type null'],
    [{}, { $inc: { a: 'x' } }, 'Cannot increment with non-numeric argument'],
    [
      { a: 1 },
      { $push: { a: 1 } },
      'The field \'a\' must be an array but is of type int in document {_id: "x"}',
    ],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 'Cannot apply $addToSet to non-array field'],
    [{ a: 1 }, { $pull: { a: 1 } }, 'Cannot apply $pull to a non-array value'],
    [{ a: 1 }, { $pop: { a: 1 } }, "Path 'a' contains an element of non-array type 'int'"],
    [{ a: 1 }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: 1}"],
    [{ a: null }, { $set: { 'a.b.c': 1 } }, "Cannot create field 'b' in element {a: null}"],
    [{ a: [1] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: [1]}"],
    [{ a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, "Updating the path 'a' would create a conflict at 'a'"],
    [{ a: 1 }, { $set: { a: {}, 'a.b': 1 } }, "Updating the path 'a.b' would create a conflict at 'a'"],
    [{}, { $set: { _id: 'y' } }, "would modify the immutable field '_id'"],
    [{}, { $set: {} }, "'$set' is empty"],
    [{}, {}, 'at least one element'],
    [{}, { a: 1 }, 'Unknown modifier: a'],
    [{}, { $frob: { a: 1 } }, 'Unknown modifier: $frob'],
    [{}, { $set: { a: { $b: 1 } } }, "The dollar ($) prefixed field '$b'"],
    [{}, { $set: { a: { 'b.c': 1 } } }, "The dotted field 'b.c'"],
    [{}, { $set: { 'a..b': 1 } }, 'contains an empty field name'],
    [{ a: [1] }, { $set: { 'a.$': 1 } }, 'NotEmulated: the positional path a.$'],
  ])('%j refuses %j', async (before, update, message) => {
    const client = openClient();
    await client.insert('things', [{ _id: 'x', ...before }]);
    await expect(client.update('things', { _id: 'x' }, update)).rejects.toThrow(message);
    expect(await client.find('things', {})).toEqual([{ _id: 'x', ...before }]);
  });

  it('count only documents that changed', async () => {
    const client = openClient();
    await client.insert('things', [{ n: 1 }, { n: 2 }]);
    expect(await client.update('things', {}, { $max: { n: 2 } })).toEqual({ updated: 1, upsert_id: null });
  });

  it('$setOnInsert counts only when an upsert creates', async () => {
    const client = openClient();
    const update = { $set: { a: 1 }, $setOnInsert: { born: 5 } };
    const first = await client.update('things', { key: 'k' }, update, { upsert: true });
    expect(first).toEqual({ updated: 0, upsert_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    await client.update(
      'things',
      { key: 'k' },
      { $set: { a: 2 }, $setOnInsert: { born: 9 } },
      { upsert: true },
    );
    expect(await client.find('things', {})).toEqual([{ _id: first['upsert_id'], key: 'k', a: 2, born: 5 }]);
  });

  it('leaves nothing behind when one of several documents refuses', async () => {
    const client = openClient();
    await client.insert('things', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 'x' },
    ]);
    await expect(client.update('things', {}, { $inc: { n: 1 } })).rejects.toThrow('non-numeric');
    expect(await client.find('things', {})).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 'x' },
    ]);
  });
});
