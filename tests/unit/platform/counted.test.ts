/** A collection that is counted: every way to write leaves a mark, nobody sees it, and it goes only for what was counted. */
import { Db } from '@cloudbase/database';
import { counted } from '../../../cloudfunctions/platform/counted';
import { memory } from '../notices/memory';

interface Row {
  _id: string;
  n: number;
}

const mockRows = memory<{ _id: string } & Record<string, unknown>>();

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: new Db({}).command,
  collection: () => new Proxy({}, { get: (_none, method) => Reflect.get(mockRows, method) as unknown }),
}));
jest.mock('../../../cloudfunctions/platform/clock', () => ({ now: () => 1_000 }));

const { rows, changes } = counted<Row>('rows');
const ONE = { _id: 'a', n: 1 };

beforeEach(async () => {
  mockRows.rows.clear();
  await rows.add(ONE);
  const [added] = await changes.due(0, 10);
  await changes.counted('a', added!.rev);
});

const WRITES: Record<
  Exclude<keyof typeof rows, 'get' | 'find' | 'count' | 'add' | 'updateBeside'>,
  () => Promise<unknown>
> = {
  updateIf: () => rows.updateIf({ _id: 'a' }, { n: 2 }),
  updateAll: () => rows.updateAll({}, { n: 2 }),
  updateAndReturn: () => rows.updateAndReturn('a', { n: 2 }),
  remove: () => rows.remove('a'),
  removeAll: () => rows.removeAll({ n: 1 }),
};

it.each(Object.entries(WRITES))('marks what %s writes', async (_name, write) => {
  expect(await changes.due(0, 10)).toEqual([]);
  await write();
  expect((await changes.due(0, 10)).map(({ _id }) => _id)).toEqual(['a']);
});

it('leaves no mark for what is kept beside', async () => {
  expect(await rows.updateBeside({ _id: 'a' }, { n: 4 })).toBe(true);
  expect(await rows.get('a')).toEqual({ _id: 'a', n: 4 });
  expect(await changes.due(0, 10)).toEqual([]);
});

it('shows the mark to nobody, not even to who writes a document back as it was read', async () => {
  expect([await rows.get('a'), ...(await rows.find({}, { limit: 9 }))]).toEqual([ONE, ONE]);
  expect(await rows.updateAndReturn('a', { n: 3 })).toEqual({ _id: 'a', n: 3 });
  expect((await changes.due(0, 10))[0]?.document).toEqual({ _id: 'a', n: 3 });
});

it('stays due when it was written after it was read', async () => {
  await rows.updateIf({ _id: 'a' }, { n: 2 });
  const [read] = await changes.due(0, 10);
  await rows.updateIf({ _id: 'a' }, { n: 3 });
  expect(await changes.counted('a', read!.rev)).toBe(false);
  expect(await changes.due(0, 10)).toHaveLength(1);
});

it('keeps what is deleted until that is counted', async () => {
  await rows.remove('a');
  const [gone] = await changes.due(0, 10);
  expect(gone).toMatchObject({ _id: 'a', isGone: true });
  expect(await changes.forget('a', gone!.rev - 1)).toBe(false);
  expect(await changes.forget('a', gone!.rev)).toBe(true);
  expect(await rows.get('a')).toBeNull();
});
