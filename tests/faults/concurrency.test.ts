/** Many phones at once: every report becomes one order with the next number, and of two acts on one revision one wins. */
import type { ReportReceipt } from '../../typings/api';
import type { TestCloud } from '../support/cloud';
import { actIntent, reportIntent, send, Stage } from './support/intents';
import { expectWhole } from './support/invariants';
import { CAST, openPlant, sized, storedOrder, storedOrders } from './support/plant';
import { verifyTrail } from './support/trail';

describe('phones at the same time', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openPlant();
  });

  afterAll(() => cloud.stop());

  it('gives distinct reports consecutive numbers of the day, from 0001 on', async () => {
    const phones = (await cloud.people()).map(({ openid }) => openid);
    const count = sized(40, 200);
    const intents = Array.from({ length: count }, (_none, index) =>
      reportIntent({ description: `第 ${index + 1} 处` }, phones[index % phones.length]),
    );
    const answers = await Promise.all(intents.map((intent) => send(cloud, intent)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);

    const orders = await storedOrders(cloud);
    orders.forEach(expectWhole);
    expect(orders.map(({ _id }) => _id).sort()).toEqual(intents.map(({ orderId }) => orderId).sort());
    const expected = Array.from(
      { length: count },
      (_none, i) => `YH-20261125-${String(i + 1).padStart(4, '0')}`,
    );
    expect(orders.map(({ number }) => number).sort()).toEqual(expected);
  });

  it('makes one order of identical retries and gives all the same receipt', async () => {
    const before = await storedOrders(cloud);
    const intent = reportIntent();
    const answers = await Promise.all(Array.from({ length: sized(20, 50) }, () => send(cloud, intent)));
    const made = (await storedOrders(cloud)).slice(before.length);
    expect(made.map(({ _id }) => _id)).toEqual([intent.orderId]);
    expect(made[0]?.trail).toHaveLength(1);
    const numbers = answers.map((answer) =>
      answer.ok ? (answer.data as ReportReceipt).number : answer.error.code,
    );
    expect(new Set(numbers)).toEqual(new Set([made[0]?.number]));
  });

  it('makes one change of identical retries of an act', async () => {
    const intent = await new Stage(cloud).intent('respond');
    const answers = await Promise.all(Array.from({ length: sized(20, 50) }, () => send(cloud, intent)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    const order = await storedOrder(cloud, intent.orderId);
    expect(order).toMatchObject({ rev: 2, state: 'rectifying' });
    expect(order?.trail.map(({ action }) => action)).toEqual(['report', 'respond']);
  });

  it('lets one of two acts on one revision win and gives the other the fresh order', async () => {
    for (let round = 0; round < sized(5, 25); round += 1) {
      const respond = await new Stage(cloud).intent('respond');
      const order = await storedOrder(cloud, respond.orderId);
      if (order === null) throw new Error('the order to act on is gone');
      const correct = actIntent(CAST.safety, order, 'correctUrgency', {
        urgency: 'high',
        reason: '旁边有人',
      });
      const answers = await Promise.all([send(cloud, respond), send(cloud, correct)]);
      const fresh = await storedOrder(cloud, respond.orderId);
      expect(fresh).toMatchObject({ rev: order.rev + 1 });
      expect(fresh?.trail).toHaveLength(order.trail.length + 1);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const [loser] = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      expect(loser).toMatchObject({
        code: 'CHANGED',
        order: { id: order._id, rev: order.rev + 1, state: { id: fresh?.state } },
      });
      expect(loser?.message).toMatch(/刚处理了这一单，已刷新$/);
    }
  });

  it('still delivers what one act could not, although another finished delivering meanwhile', async () => {
    const stage = new Stage(cloud);
    const respond = await stage.intent('respond');
    await cloud.faults([
      { match: { collection: 'deliveries' }, mode: 'delay', delayMs: 800, times: 2 },
      { match: { collection: 'deliveries' }, mode: 'fail', nth: 3, times: 1 },
    ]);
    const slow = send(cloud, respond);
    while ((await storedOrder(cloud, respond.orderId))?.rev !== 2) await new Promise(setImmediate);
    const fixed = await send(cloud, await stage.intent('fix'));
    expect([await slow, fixed]).toMatchObject([{ ok: true }, { ok: true }]);
    await cloud.faults([]);

    const order = await storedOrder(cloud, respond.orderId);
    if (order === null) throw new Error('the order is gone');
    const notice = `notice-3-fixed-${order.reporter.id}`;
    expect(order).toMatchObject({ rev: 3, outbox: { [notice]: { leaseUntil: 0 } } });
    expectWhole(order);
    await cloud.clock({ advance: '2m' });
    expect((await storedOrder(cloud, respond.orderId))?.reached).toHaveProperty(notice);
  });

  it('keeps every comment of many on one order', async () => {
    const { orderId, as } = await new Stage(cloud).intent('comment');
    const texts = Array.from({ length: sized(20, 50) }, (_none, index) => `第 ${index + 1} 句`);
    await Promise.all(texts.map((text) => cloud.callOk(as, 'orders.comment', { orderId, text })));
    const order = await storedOrder(cloud, orderId);
    expect(order?.comments.map(({ text }) => text).sort()).toEqual(texts.sort());
    expect(order?.rev).toBe(1);
  });

  it('leaves trails that verify', () => {
    expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
  });
});
