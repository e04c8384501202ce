/** What the adapter says of this product's calls and people. */
import { join } from 'node:path';
import { safeLoop } from '../../../devtools/product';
import type { Database } from '../../../devtools/cloud/types';

const product = safeLoop(join(__dirname, '../../..'));
const kindOf = (collection: string, action: string, data?: object): string =>
  product.kindOf!(
    { worker: null, function: 'api', route: null, action: `database.${action}`, collection },
    data ? { data: JSON.stringify(data) } : {},
  );

it.each([
  ['deliveries', 'insertDocument', undefined, 'delivery'],
  ['accounts', 'modifyDocument', { $inc: { balance: 2 } }, 'delivery'],
  ['ledger', 'getDocument', undefined, 'delivery'],
  ['orders', 'modifyDocument', { $set: { 'outbox.x.leaseUntil': 1 } }, 'delivery'],
  ['orders', 'modifyDocument', { $set: { rev: 2, state: 'fixing' } }, 'request'],
  ['orders', 'modifyDocument', { $inc: { rev: 1 } }, 'request'],
  ['orders', 'getDocument', undefined, 'request'],
  ['people', 'getDocument', undefined, 'request'],
])('%s %s %j is %s', (collection, action, data, kind) => {
  expect(kindOf(collection, action, data)).toBe(kind);
});

it('reads the route off an event', () => {
  expect(product.routeOf!({ route: 'orders.act' })).toBe('orders.act');
  for (const event of [null, 7, {}, { route: 7 }]) expect(product.routeOf!(event)).toBeNull();
});

it('lists the people who have a phone', () => {
  const people = [
    { _id: 'p1', openid: 'oPerson01', name: '张伟', roles: ['worker'], phone: '1' },
    { _id: 'p2', openid: null, name: '没绑定', roles: [] },
  ];
  const database = { dump: () => people } as Partial<Database> as Database;
  expect(product.people!(database)).toEqual([
    { openid: 'oPerson01', id: 'p1', name: '张伟', roles: ['worker'] },
  ]);
});

it('hands the functions the secret of the data folder', () => {
  expect(product.env!('s')).toEqual({ SAFELOOP_SECRET: 's' });
});
