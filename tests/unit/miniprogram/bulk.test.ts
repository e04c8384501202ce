/** One act on several orders: in parts the server takes, each told apart, and sent again as the same act. */
import { join } from 'node:path';
import type { ApiRequest, BulkInput, BulkResult, OrderCard } from '../../../typings/api';
import { root } from '../../support/process';
import { orderView } from './orders';

interface BulkService {
  actOnAll(
    orders: readonly OrderCard[],
    action: string,
    input: BulkInput['input'],
  ): Promise<{ done: number; taken: unknown[]; refused: unknown[]; unsent: number }>;
}

const sent: ApiRequest<'orders.bulk'>[] = [];
let answer: (input: BulkInput) => object;

const wx = {
  cloud: {
    callFunction: ({ data }: { data: ApiRequest<'orders.bulk'> }) => {
      sent.push(data);
      return Promise.resolve().then(() => ({ result: answer(data.input) }));
    },
  },
};

const orders = (n: number): OrderCard[] =>
  Array.from({ length: n }, (_, index) => orderView({ id: `o-${index}`, title: `第 ${index} 件` }));

const ok = (results: BulkResult[]): object => ({ ok: true, data: { results } });
const allDone = ({ orders: asked }: BulkInput): object =>
  ok(asked.map(({ orderId }) => ({ orderId, number: 'YH-1', ok: true, card: orderView() })));

let bulk: BulkService;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  bulk = (await import(join(root, 'miniprogram/services/bulk'))) as BulkService;
});

beforeEach(() => {
  jest.useFakeTimers();
  sent.length = 0;
  answer = allDone;
});

afterEach(() => jest.useRealTimers());
afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

it('asks for at most twenty at once, and for every one of them', async () => {
  await expect(bulk.actOnAll(orders(45), 'assign', { personId: 'p-1' })).resolves.toMatchObject({ done: 45 });
  expect(sent.map(({ input }) => input.orders.length)).toEqual([20, 20, 5]);
  expect(new Set(sent.flatMap(({ input }) => input.orders.map(({ orderId }) => orderId))).size).toBe(45);
});

it('tells what somebody else did first apart from what was refused, by title', async () => {
  answer = () =>
    ok([
      { orderId: 'o-0', number: 'YH-1', ok: true, card: orderView() },
      { orderId: 'o-1', number: 'YH-2', ok: false, error: { code: 'CHANGED', message: '刚被处理' } },
      { orderId: 'o-2', number: 'YH-3', ok: false, error: { code: 'PERSON_SAME', message: '请选别人' } },
    ]);
  await expect(bulk.actOnAll(orders(3), 'assign', { personId: 'p-1' })).resolves.toEqual({
    done: 1,
    taken: [{ title: '第 1 件', reason: '刚被处理' }],
    refused: [{ title: '第 2 件', reason: '请选别人' }],
    unsent: 0,
  });
});

it('leaves the rest for another tap without a network, which sends the same act again', async () => {
  answer = ({ orders: asked }) => {
    if (asked.length === 20) return allDone({ orders: asked, action: '', input: {} });
    throw new Error('no network');
  };
  const first = bulk.actOnAll(orders(25), 'assign', { personId: 'p-1' });
  await jest.advanceTimersByTimeAsync(5_000);
  await expect(first).resolves.toMatchObject({ done: 20, unsent: 5 });
  answer = allDone;
  await expect(bulk.actOnAll(orders(25).slice(20), 'assign', { personId: 'p-1' })).resolves.toMatchObject({
    done: 5,
  });
  expect(sent.at(-1)?.requestId).toBe(sent.at(-2)?.requestId);
});

it('names all of a part that the server refuses as a whole, and goes on', async () => {
  const error = { code: 'BAD_REQUEST', message: '有几处没填对' };
  answer = (input) => (input.orders.length === 20 ? { ok: false, error } : allDone(input));
  const result = await bulk.actOnAll(orders(22), 'assign', {});
  expect([result.done, result.refused.length, result.unsent]).toEqual([2, 20, 0]);
});
