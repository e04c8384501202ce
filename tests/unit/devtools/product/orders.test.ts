/** What a watcher is told of the orders. */
import { shippedFlows } from '../../../../cloudfunctions/config/flows';
import { openDatabase } from '../../../../devtools/cloud/database';
import type { Database } from '../../../../devtools/cloud/types';
import { FlowJson, overview } from '../../../../devtools/product/orders';
import * as v from 'valibot';

const { flows } = v.parse(v.object({ flows: v.array(FlowJson) }), shippedFlows);

const ref = (name: string): object => ({ id: `p-${name}`, name });
const entry = (at: number, action: string, detail: object = {}, name = '王工'): object => ({
  at,
  action,
  actor: { kind: name === '系统' ? 'system' : 'person', id: `p-${name}`, name },
  detail: { owner: ref('李主管'), ...detail },
});
const order = (id: string, more: object = {}): object => ({
  _id: id,
  title: '地面油滑',
  reportedAt: 0,
  flow: { id: 'hazard' },
  state: 'awaitingResponse',
  next: { owner: ref('李主管') },
  reporter: { visibility: 'named' },
  trail: [],
  nextDueAt: null,
  lastActAt: 0,
  ...more,
});

let database: Database;
beforeEach(() => {
  database = openDatabase({ dataDir: ':memory:', indexes: { orders: [], people: [] }, now: () => 0 });
});
afterEach(() => database.close());

async function store(collection: string, ...documents: object[]): Promise<void> {
  const data = documents.map((document) => JSON.stringify(document));
  await database.execute('database.insertDocument', { collectionName: collection, data });
}

it('tells the earliest due time that is still to come', async () => {
  await store('orders', ...[null, 100, 300, 200].map((nextDueAt, n) => order(`o${n}`, { nextDueAt })));
  expect((await overview(database, 100, flows)).nextDueAt).toBe(200);
  expect((await overview(database, 300, flows)).nextDueAt).toBeNull();
});

it.each([
  ['hazard', 'awaitingResponse', 2],
  ['hazard', 'rectifying', 3],
  ['hazard', 'awaitingVerification', 4],
  ['hazard', 'closed', 5],
  ['hazard', 'notHazard', 5],
  ['stop', 'stopped', 3],
  ['gone', 'anywhere', 2],
])('an order of %s that is %s has %i segments of the ring', async (id, state, ring) => {
  await store('orders', order('o1', { flow: { id }, state }));
  expect((await overview(database, 0, flows)).cases).toMatchObject([{ id: 'o1', ring }]);
});

it('tells whose turn it is only when that person has a phone', async () => {
  await store('people', { _id: 'p-李主管', openid: 'oLi' }, { _id: 'p-张工', openid: null });
  await store(
    'orders',
    order('o1', { lastActAt: 2 }),
    order('o2', { next: { owner: ref('张工') }, lastActAt: 1 }),
  );
  const { cases } = await overview(database, 0, flows);
  expect(cases.map(({ turn }) => turn)).toEqual([{ openid: 'oLi', name: '李主管' }, null]);
});

it.each<[trail: object, text: string]>([
  [entry(1, 'report'), '王工上报，派给李主管'],
  [entry(1, 'climbed', { notice: 'reminder', told: ref('李主管') }, '系统'), '时间过半，提醒了李主管'],
  [entry(1, 'climbed', { notice: 'overdue', told: ref('李主管') }, '系统'), '超时，提醒了李主管'],
  [entry(1, 'climbed', { notice: 'escalated', told: ref('赵主管') }, '系统'), '超时，已报赵主管'],
  [entry(1, 'undelivered', { told: ref('赵主管') }, '系统'), '提醒没送到，改为告诉赵主管'],
  [entry(1, 'passedOn', {}, '系统'), '没人复核，改由李主管复核'],
  [entry(1, 'reassigned', {}, '系统'), '原来的人已离岗，由李主管处理'],
  [entry(1, 'shiftMoved', {}, '系统'), '交班了，由李主管接着处理'],
  [entry(1, 'movedOn', {}, '系统'), '到时间了，转给李主管处理'],
  [entry(1, 'dutyReminded', { told: ref('安主任') }, '系统'), '法定的事到期了，提醒了安主任'],
  [entry(1, 'somethingNew'), '王工办了一步'],
])('%j reads as %s', async (trail, text) => {
  await store('orders', order('o1', { trail: [trail] }));
  expect((await overview(database, 0, flows)).recent).toEqual([{ at: 1, text: `地面油滑 ${text}` }]);
});

it.each(
  flows.flatMap((flow) =>
    flow.actions.flatMap(({ id, from, told }) =>
      from.map((state): [flow: string, state: string, action: string, text: string] => [
        flow.id,
        state,
        id,
        `王工${told}`,
      ]),
    ),
  ),
)('in %s, %s: %s reads as %s', async (id, from, action, text) => {
  await store('orders', order('o1', { flow: { id }, trail: [{ ...entry(1, action), from }] }));
  expect((await overview(database, 0, flows)).recent).toEqual([{ at: 1, text: `地面油滑 ${text}` }]);
});

it('does not name a reporter who asked not to be named', async () => {
  await store('orders', order('o1', { reporter: { visibility: 'safetyOnly' }, trail: [entry(1, 'report')] }));
  expect((await overview(database, 0, flows)).recent[0]?.text).toBe('地面油滑 有人上报，派给李主管');
});

it('tells the latest first, over all orders', async () => {
  await store(
    'orders',
    order('o1', { trail: [entry(1, 'report'), entry(4, 'respond')] }),
    order('o2', { trail: [entry(2, 'report'), entry(3, 'respond')] }),
  );
  expect((await overview(database, 0, flows)).recent.map(({ at }) => at)).toEqual([4, 3, 2, 1]);
});
