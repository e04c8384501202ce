/** A phone that nobody bound may report so often an hour; what it may not send stays on it, and a colleague's never waits. */
import { randomUUID } from 'node:crypto';
import { HOUR } from '../../miniprogram/shared/time';
import { report, reportInput } from './support/desk';
import { guestPhone, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';

const cloud = useCloud();

const LIMIT = 10;

const many = async (as: string, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await report(cloud(), as);
};

it('takes so many, then names the duty leader to call', async () => {
  await many(guestPhone(1), LIMIT);
  const { message } = await refused(cloud(), 'REPORT_LIMIT', guestPhone(1), 'orders.report', reportInput());
  expect(message).toMatch(/值班领导孙立军$/);
  await report(cloud(), guestPhone(2));
});

it('answers a retry of one that was taken, and takes the draft an hour later', async () => {
  const first = reportInput();
  const requestId = randomUUID();
  const receipt = await cloud().callOk(guestPhone(3), 'orders.report', first, { requestId });
  await many(guestPhone(3), LIMIT - 1);
  const again = await cloud().callOk(guestPhone(3), 'orders.report', first, { requestId });
  expect(again.number).toBe(receipt.number);
  const late = reportInput();
  await refused(cloud(), 'REPORT_LIMIT', guestPhone(3), 'orders.report', late);
  await cloud().clock({ set: (await cloud().now()) + HOUR + 1_000 });
  await cloud().callOk(guestPhone(3), 'orders.report', late);
});

it('does not hold up a colleague', async () => {
  await many(phone('bystander'), LIMIT + 2);
});

it('costs a guest no more database calls than a colleague', async () => {
  await report(cloud(), guestPhone(4));
  await cloud().resetStats();
  await report(cloud(), guestPhone(4));
  expect((await cloud().stats()).functions['api']?.['orders.report']?.request.calls).toBeLessThanOrEqual(4);
});
