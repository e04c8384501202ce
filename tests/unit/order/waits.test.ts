/** An effect that keeps failing waits longer each time, and no wait is skipped. */
import type { Order, OutboxEntry } from '../../../typings/domain';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { claimed } from '../../../cloudfunctions/features/order/commit';
import { claim, drain } from '../../../cloudfunctions/features/order/outbox';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: { inc: () => null, remove: () => null },
  collection: () => ({ updateIf: () => Promise.resolve(true) }),
}));
jest.mock('../../../cloudfunctions/features/plant/current', () => ({
  plant: () => Promise.resolve({ notices: { notices: [] }, personById: new Map() }),
}));
jest.mock('../../../cloudfunctions/features/capture/seal', () => ({
  seal: () => Promise.reject(new Error('the file store is away')),
}));
jest.mock('../../../cloudfunctions/platform/log');

const START = 1_000_000;

it('waits 1, 5, 15 and 60 minutes, then an hour each time', async () => {
  const outbox = claimed({ 'seal-1': { kind: 'seal', evidenceIds: ['a'] } }, START);
  let order = { _id: 'o', outbox, outboxSeq: 0, evidence: {}, reached: {} } as Partial<Order> as Order;
  const entry = (): OutboxEntry => order.outbox['seal-1']!;
  let now = START;
  const waits: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    order = await drain(order, ['seal-1'], { now, openid: null, files: new Map() });
    waits.push(entry().dueAt - now);
    now = entry().dueAt;
    const next = await claim(order, now);
    if (next === null) throw new Error('nothing was claimed');
    order = next.order;
  }
  expect(waits).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, HOUR, HOUR]);
});
