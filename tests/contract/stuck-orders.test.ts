/** Orders for which the timer can do nothing do not keep those behind them from their turn. */
import { randomUUID } from 'node:crypto';
import { HOUR } from '../../miniprogram/shared/time';
import { reachable, report, storedOrder } from './support/desk';
import { phone, useCloud } from './support/plant';

/** More than the timer takes in one read. */
const STUCK = 60;

const cloud = useCloud();

it('climbs the ladder of an order behind sixty whose flow cannot be read', async () => {
  await reachable(cloud(), 'keeper');
  const { id } = await report(cloud(), phone('reporter'));
  const { nextDueAt, flow } = await storedOrder(cloud(), id);
  const snapshot = await cloud().export();
  const orders = snapshot.documents['orders'] ?? {};
  const text = orders[id] ?? '';
  for (let index = 0; index < STUCK; index += 1) {
    const other = randomUUID();
    orders[other] = text
      .replaceAll(id, other)
      .replaceAll(/YH-\d{8}-\d{4}/g, `YH-20260101-${1000 + index}`)
      .replaceAll(flow.version, '0'.repeat(flow.version.length))
      .replaceAll(String(nextDueAt), String(Number(nextDueAt) - HOUR + index));
  }
  await cloud().import(snapshot);
  await cloud().clock({ advance: '4h1m', coalesce: true });
  expect((await storedOrder(cloud(), id)).next?.climbed).toContain('halfTime');
});
