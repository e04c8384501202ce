/** One act on several orders: each is decided, written and replayed on its own. */
import { randomUUID } from 'node:crypto';
import type { BulkInput, BulkResult } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { look, orderAt, report, storedOrder, unsigned } from './support/desk';
import { CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const shown = async (part: Part, ...ids: string[]): Promise<BulkInput['orders']> =>
  Promise.all(
    ids.map(async (orderId) => ({ orderId, rev: (await look(cloud(), phone(part), orderId)).rev })),
  );

const all = async (part: Part, input: BulkInput, requestId: string = randomUUID()): Promise<BulkResult[]> =>
  (await cloud().callOk(phone(part), 'orders.bulk', input, { requestId })).results;

const several = (n: number): Promise<string[]> =>
  Promise.all(Array.from({ length: n }, () => orderAt(cloud(), 'awaitingResponse')));

const ANSWER = { action: 'respond', input: { text: '今天下班前换好' } };

contractOf('orders.bulk', {
  valid() {
    it('acts on each order, and answers with each as it is now', async () => {
      const ids = await several(3);
      const results = await all('keeper', { orders: await shown('keeper', ...ids), ...ANSWER });
      expect(results.map(({ orderId, ok }) => [orderId, ok])).toEqual(ids.map((id) => [id, true]));
      for (const id of ids) {
        const { state, trail } = await storedOrder(cloud(), id);
        expect([state, trail.at(-1)?.action]).toEqual(['rectifying', 'respond']);
      }
      expect(results).toMatchObject(ids.map(() => ({ card: { state: { id: 'rectifying' }, rev: 2 } })));
    });

    it('gives all of them to one person', async () => {
      const ids = await several(2);
      const orders = await shown('keeper', ...ids);
      await all('keeper', { orders, action: 'assign', input: { personId: CAST.fixer } });
      for (const id of ids) expect((await storedOrder(cloud(), id)).fixer?.id).toBe(CAST.fixer);
    });
  },
  edge() {
    it('leaves the others when one cannot be done, and says why', async () => {
      const [first = '', second = '', third = ''] = await several(3);
      const orders = await shown('keeper', first, second, third);
      await all('keeper', { orders: orders.slice(1, 2), ...ANSWER });
      const results = await all('keeper', { orders, ...ANSWER });
      expect(results).toMatchObject([
        { ok: true },
        {
          orderId: second,
          number: expect.stringMatching(/^YH-/) as string,
          ok: false,
          error: { code: 'CHANGED' },
        },
        { ok: true },
      ]);
      expect(results[1]).toMatchObject({ error: { message: '王大勇刚处理了这一单，已刷新' } });
      expect((await storedOrder(cloud(), third)).state).toBe('rectifying');
    });

    it('takes twenty', async () => {
      const ids = await several(20);
      const results = await all('keeper', { orders: await shown('keeper', ...ids), ...ANSWER });
      expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    });

    it('says nothing of an order that is not theirs to see', async () => {
      const { id } = await report(cloud(), phone('bystander'), { areaId: 'paint-room' });
      const orders = [
        { orderId: id, rev: 1 },
        { orderId: randomUUID(), rev: 1 },
      ];
      const results = await all('keeper', { orders, ...ANSWER });
      expect(results.map(({ number, ok }) => [number, ok])).toEqual([
        [null, false],
        [null, false],
      ]);
      expect(results).toMatchObject([{ error: { code: 'NOT_FOUND' } }, { error: { code: 'NOT_FOUND' } }]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'orders.bulk',
      misshapen(
        {
          orders: [{ orderId: randomUUID(), rev: 1 }],
          action: 'respond',
          input: {
            text: '好',
            reason: '好',
            personId: 'p-039',
            urgency: 'low',
            onSite: true,
            until: 1_800_000_000_000,
          },
        },
        {
          optional: ['text', 'reason', 'personId', 'urgency', 'onSite', 'until'].map((key) => `input.${key}`),
          mayBeEmpty: ['input.text', 'input.reason'],
        },
      ),
    );
    const id = randomUUID();
    itRefusesShapes(cloud, phone('keeper'), 'orders.bulk', [
      { what: 'there is no order', field: 'orders', input: { orders: [], ...ANSWER } },
      {
        what: 'an order stands twice',
        field: 'orders',
        input: {
          orders: [
            { orderId: id, rev: 1 },
            { orderId: id, rev: 1 },
          ],
          ...ANSWER,
        },
      },
      {
        what: 'there are 21 orders',
        field: 'orders',
        input: { orders: Array.from({ length: 21 }, () => ({ orderId: randomUUID(), rev: 1 })), ...ANSWER },
      },
      {
        what: 'there are pictures, which are each order’s own',
        field: 'input',
        input: { orders: [{ orderId: id, rev: 1 }], action: 'fix', input: { photos: [] } },
      },
    ]);
  },
  forbidden() {
    it('is for nobody who is not bound', async () => {
      const input = { orders: [{ orderId: randomUUID(), rev: 1 }], ...ANSWER };
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'orders.bulk', input);
    });

    it('lets nobody do together what they may not do alone', async () => {
      const [id = ''] = await several(1);
      const results = await all('inspector', { orders: await shown('inspector', id), ...ANSWER });
      expect(results).toMatchObject([{ ok: false, error: { code: 'NOT_YOUR_TURN' } }]);
      expect((await storedOrder(cloud(), id)).rev).toBe(1);
    });

    itRefusesNobody(cloud, 'orders.bulk', { orders: [{ orderId: randomUUID(), rev: 1 }], ...ANSWER });
  },
  replay() {
    it('answers the same when it is sent again, in whatever order', async () => {
      const ids = await several(3);
      const [orders, requestId] = [await shown('keeper', ...ids), randomUUID()];
      const first = await all('keeper', { orders, ...ANSWER }, requestId);
      const after = await stored(cloud());
      expect(unsigned(await all('keeper', { orders, ...ANSWER }, requestId))).toEqual(unsigned(first));
      const turned = await all('keeper', { orders: [...orders].reverse(), ...ANSWER }, requestId);
      expect(unsigned(turned.reverse())).toEqual(unsigned(first));
      expect(await stored(cloud())).toEqual(after);
    });

    it('does each once when it is sent at once', async () => {
      const ids = await several(2);
      const [orders, requestId] = [await shown('keeper', ...ids), randomUUID()];
      const answers = await Promise.all([1, 2, 3].map(() => all('keeper', { orders, ...ANSWER }, requestId)));
      expect(answers.flat().every(({ ok }) => ok)).toBe(true);
      for (const id of ids) expect((await storedOrder(cloud(), id)).rev).toBe(2);
    });

    it('refuses another text and another person under the same id, order by order', async () => {
      const ids = await several(2);
      const [orders, requestId] = [await shown('keeper', ...ids), randomUUID()];
      await all('keeper', { orders, ...ANSWER }, requestId);
      const other = await all('keeper', { orders, action: 'respond', input: { text: '明天' } }, requestId);
      expect(other).toMatchObject(ids.map(() => ({ ok: false, error: { code: 'REPLAY_MISMATCH' } })));
      const theirs = await all('boss', { orders, ...ANSWER }, requestId);
      expect(theirs).toMatchObject(ids.map(() => ({ ok: false, error: { code: 'REPLAY_REFUSED' } })));
    });
  },
});
