/** A finding of an inspection as a report: the order says at which item it was found, to those who may know who found it. */
import { randomUUID } from 'node:crypto';
import { look, report, reportInput, storedOrder } from './support/desk';
import { guestPhone, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';

const cloud = useCloud();

const TASK = { taskId: 'crane-c-11@2026-11-23:day', itemId: 'c-11:hook' };

it('keeps the item that it was found at, on its page and on its trail', async () => {
  const { id } = await report(cloud(), phone('reporter'), { task: TASK });
  const order = await storedOrder(cloud(), id);
  expect(order.task).toEqual(TASK);
  expect(order.trail[0]?.detail['task']).toEqual(TASK);
  expect((await look(cloud(), phone('keeper'), id)).task).toEqual(TASK);
});

it('leads nobody to the round of a reporter in confidence', async () => {
  const { id } = await report(cloud(), phone('reporter'), { task: TASK, visibility: 'safetyOnly' });
  expect((await look(cloud(), phone('keeper'), id)).task).toBeNull();
  expect((await look(cloud(), phone('safety'), id)).task).toEqual(TASK);
});

it('is the same report when it is sent again', async () => {
  const input = reportInput({ task: TASK });
  const first = await cloud().callOk(phone('reporter'), 'orders.report', input);
  expect(await cloud().callOk(phone('reporter'), 'orders.report', input)).toMatchObject({ id: first.id });
  await refused(cloud(), 'REPLAY_MISMATCH', phone('reporter'), 'orders.report', {
    ...input,
    task: { ...TASK, itemId: 'c-11:rope' },
  });
});

it.each(['', 'crane', 'crane@2026-11-23', 'a b@2026-11-23:day', 'x'.repeat(200)])(
  'refuses %j for a round',
  async (taskId) => {
    await refused(
      cloud(),
      'BAD_REQUEST',
      phone('reporter'),
      'orders.report',
      reportInput({ task: { ...TASK, taskId } }),
    );
  },
);

it('is nothing for somebody who gives no name, or has none here', async () => {
  const nameless = reportInput({ task: TASK, visibility: 'anonymous', followKey: 'a'.repeat(64) });
  await refused(cloud(), 'BAD_REQUEST', phone('reporter'), 'orders.report', nameless);
  const input = reportInput({ id: randomUUID(), task: TASK });
  await refused(cloud(), 'NOT_BOUND', guestPhone(), 'orders.report', input);
});
