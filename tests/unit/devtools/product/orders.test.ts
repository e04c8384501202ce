/** What a watcher is told of the orders. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../../devtools/cloud/database';
import type { Database } from '../../../../devtools/cloud/types';
import { FlowJson, overview } from '../../../../devtools/product/orders';
import * as v from 'valibot';

const root = join(__dirname, '../../../..');
const flow = v.parse(
  FlowJson,
  JSON.parse(readFileSync(join(root, 'cloudfunctions/config/flows/hazard.json'), 'utf8')),
);

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
  expect((await overview(database, 100, flow)).nextDueAt).toBe(200);
  expect((await overview(database, 300, flow)).nextDueAt).toBeNull();
});

it.each([
  ['awaitingResponse', 2],
  ['rectifying', 3],
  ['awaitingVerification', 4],
  ['closed', 5],
  ['notHazard', 5],
])('an order that is %s has %i segments of the ring', async (state, ring) => {
  await store('orders', order('o1', { state }));
  expect((await overview(database, 0, flow)).cases).toMatchObject([{ id: 'o1', ring }]);
});

it('tells whose turn it is only when that person has a phone', async () => {
  await store('people', { _id: 'p-李主管', openid: 'oLi' }, { _id: 'p-张工', openid: null });
  await store(
    'orders',
    order('o1', { lastActAt: 2 }),
    order('o2', { next: { owner: ref('张工') }, lastActAt: 1 }),
  );
  const { cases } = await overview(database, 0, flow);
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
  [entry(1, 'somethingNew'), '王工办了一步'],
  ...flow.actions
    .filter(({ id }, at, all) => all.findIndex((action) => action.id === id) === at)
    .map(({ id, told }): [object, string] => [entry(1, id), `王工${told}`]),
])('%j reads as %s', async (trail, text) => {
  await store('orders', order('o1', { trail: [trail] }));
  expect((await overview(database, 0, flow)).recent).toEqual([{ at: 1, text: `地面油滑 ${text}` }]);
});

it('does not name a reporter who asked not to be named', async () => {
  await store('orders', order('o1', { reporter: { visibility: 'safetyOnly' }, trail: [entry(1, 'report')] }));
  expect((await overview(database, 0, flow)).recent[0]?.text).toBe('地面油滑 有人上报，派给李主管');
});

it('tells the latest first, over all orders', async () => {
  await store(
    'orders',
    order('o1', { trail: [entry(1, 'report'), entry(4, 'respond')] }),
    order('o2', { trail: [entry(2, 'report'), entry(3, 'respond')] }),
  );
  expect((await overview(database, 0, flow)).recent.map(({ at }) => at)).toEqual([4, 3, 2, 1]);
});
