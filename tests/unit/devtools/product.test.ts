/** What the adapter says of this product's calls and people. */
import { join } from 'node:path';
import { safeLoop } from '../../../devtools/product';

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

it('hands the functions the secret of the data folder', () => {
  expect(product.env!('s')).toEqual({ SAFELOOP_SECRET: 's' });
});

it('knows every template by its title and the labels of its fields, in the order of the template', () => {
  const templates = product.messages!;
  expect(templates['local-task']).toEqual({
    title: '隐患处理任务提醒',
    labels: { character_string1: '编号', thing2: '隐患', thing3: '地点', time4: '期限' },
  });
  expect(Object.keys(templates)).toEqual(Object.keys(product.app!.templates!));
  expect(templates['local-deadline']!.labels.thing5).toBe('说明');
});
