/** Reading orders: one, a list page by page, and the home page. */
import { randomUUID } from 'node:crypto';
import type { ListInput, OrderCard } from '../../typings/api';
import type { TestCloud } from '../support/cloud';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, photo, report } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const list = (as: string, input: ListInput) => cloud().callOk(as, 'orders.list', input);

/** All pages of a list. */
async function pages(as: string, input: ListInput): Promise<OrderCard[][]> {
  const read: OrderCard[][] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list(as, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    read.push(page.orders);
    cursor = page.cursor;
  }
  return read;
}

/** Puts all orders of a person to one and the same instant, as reports of one burst may be. */
async function atOneInstant(on: TestCloud, reporterId: string): Promise<void> {
  const snapshot = await on.export();
  const orders = snapshot.documents['orders'] ?? {};
  for (const [id, text] of Object.entries(orders)) {
    const order = JSON.parse(text) as { reporter: { id: string }; reportedAt: number };
    if (order.reporter.id === reporterId) orders[id] = JSON.stringify({ ...order, reportedAt: snapshot.at });
  }
  await on.import(snapshot);
}

contractOf('orders.get', {
  valid() {
    it('shows a party the whole order', async () => {
      const id = await orderAt(cloud(), 'awaitingVerification');
      const view = await look(cloud(), phone('keeper'), id);
      expect(view).toMatchObject({
        id,
        title: '防护罩松动',
        kind: 'thing',
        round: 1,
        place: { areaName: '手工焊接区', pointNo: null, riskColor: 'red' },
        plan: { text: '换一个防护罩' },
        people: { reporter: { id: CAST.reporter, name: '谢小刚' }, fixer: { id: CAST.fixer } },
        notMine: '这一单现在由谢小刚处理，你可以留言',
        unreached: [{ id: CAST.reporter }],
      });
      expect(view.measure).toMatch(/[一-鿿]/);
      expect(view.photos).toHaveLength(1);
      expect(view.sentence).toMatch(/^轮到谢小刚复核 · 还剩 /);
    });
  },
  edge() {
    it.each<[Part, boolean]>([
      ['safety', true],
      ['otherSafety', true],
      ['manager', true],
      ['dutyLeader', true],
      ['inspector', true],
      ['boss', true],
      ['otherSupervisor', false],
      ['bystander', false],
      ['contractor', false],
      ['storekeeper', false],
      ['admin', false],
    ])('lets %s see an order they have no hand in: %p', async (part, may) => {
      const { id } = await report(cloud(), phone('reporter'));
      const answer = await cloud().call(phone(part), 'orders.get', { orderId: id });
      expect(answer.ok).toBe(may);
    });

    it('stays open to everybody who ever had a hand in it', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      await act(cloud(), phone('keeper'), id, 'transfer', { personId: CAST.otherSupervisor, reason: '归他' });
      await act(cloud(), phone('otherSupervisor'), id, 'assign', { personId: CAST.fixer });
      await act(cloud(), phone('fixer'), id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      for (const part of ['reporter', 'keeper', 'otherSupervisor', 'fixer'] as const) {
        await expect(look(cloud(), phone(part), id)).resolves.toMatchObject({ id });
      }
    });

    it('gives numbers to call to colleagues and none to a guest', async () => {
      const { id } = await report(cloud(), guestPhone(1));
      expect((await look(cloud(), phone('safety'), id)).people.owner?.phone).toMatch(/^\d+$/);
      expect(JSON.stringify((await look(cloud(), guestPhone(1), id)).people)).not.toMatch(/1390000\d{4}/);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'orders.get', misshapen({ orderId: randomUUID() }));
    itRefusesShapes(cloud, phone('keeper'), 'orders.get', [
      { what: 'the order is asked by its number', field: 'orderId', input: { orderId: 'YH-20261125-0001' } },
      { what: 'the order is a condition', field: 'orderId', input: { orderId: { $ne: null } } },
    ]);
  },
  forbidden() {
    it('is not told apart from an order that does not exist', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      for (const as of [phone('bystander'), phone('otherSupervisor'), guestPhone()]) {
        const errors = [
          await refused(cloud(), 'NOT_FOUND', as, 'orders.get', { orderId: id }),
          await refused(cloud(), 'NOT_FOUND', as, 'orders.get', { orderId: randomUUID() }),
        ];
        expect(errors[1]).toEqual(errors[0]);
      }
    });

    itRefusesNobody(cloud, 'orders.get', { orderId: randomUUID() });
  },
});

contractOf('orders.list', {
  valid() {
    it('finds each order under the tabs where it belongs', async () => {
      const id = await orderAt(cloud(), 'rectifying');
      const under = async (part: Part, tab: ListInput['tab']): Promise<boolean> =>
        (await list(phone(part), { tab })).orders.some((card) => card.id === id);
      expect(await under('fixer', 'waiting')).toBe(true);
      expect(await under('keeper', 'waiting')).toBe(false);
      expect(await under('keeper', 'charge')).toBe(true);
      expect(await under('reporter', 'reported')).toBe(true);
      expect(await under('reporter', 'waiting')).toBe(false);
      expect(await under('boss', 'area')).toBe(true);
      expect(await under('safety', 'area')).toBe(true);
      expect(await under('otherSupervisor', 'area')).toBe(false);
    });

    it('offers the one action on the card of whose turn it is', async () => {
      const id = await orderAt(cloud(), 'rectifying');
      const card = (await list(phone('fixer'), { tab: 'waiting' })).orders.find((each) => each.id === id);
      expect(card).toMatchObject({ action: { id: 'fix', label: '改好了，拍照', style: 'primary' } });
    });

    it('narrows to a state, or to what is open', async () => {
      await orderAt(cloud(), 'closed', {}, phoneOf('p-033'));
      await orderAt(cloud(), 'rectifying', {}, phoneOf('p-033'));
      const states = async (input: Omit<ListInput, 'tab'>): Promise<string[]> =>
        (await list(phoneOf('p-033'), { tab: 'reported', ...input })).orders.map(({ state }) => state.id);
      expect(await states({})).toEqual(['rectifying', 'closed']);
      expect(await states({ state: 'closed' })).toEqual(['closed']);
      expect(await states({ open: true })).toEqual(['rectifying']);
      expect(await states({ open: false })).toEqual(['closed']);
      expect(await states({ open: true, state: 'closed' })).toEqual([]);
      expect(await states({ state: 'none' })).toEqual([]);
    });
  },
  edge() {
    it('is empty for a guest who never reported', async () => {
      for (const tab of ['waiting', 'reported', 'charge'] as const) {
        expect(await list(guestPhone(2), { tab })).toEqual({ orders: [], cursor: null });
      }
    });

    it('pages without loss or double, newest first, though all were reported in one instant', async () => {
      const as = phoneOf('p-036');
      const made = await Promise.all(
        Array.from({ length: 43 }, () => report(cloud(), as, { areaId: 'assembly' })),
      );
      await atOneInstant(cloud(), 'p-036');
      const read = await pages(as, { tab: 'reported' });
      expect(read.map((page) => page.length)).toEqual([20, 20, 3]);
      const ids = read.flat().map(({ id }) => id);
      expect([...ids].sort()).toEqual(made.map(({ id }) => id).sort());
    });

    it('pages on undisturbed by what is reported meanwhile', async () => {
      const as = phoneOf('p-034');
      const made = await Promise.all(
        Array.from({ length: 22 }, () => report(cloud(), as, { areaId: 'packing' })),
      );
      const first = await list(as, { tab: 'reported' });
      await report(cloud(), as, { areaId: 'packing' });
      const second = await list(as, { tab: 'reported', cursor: first.cursor });
      const ids = [...first.orders, ...second.orders].map(({ id }) => id);
      expect([...ids].sort()).toEqual(made.map(({ id }) => id).sort());
      expect(second.cursor).toBeNull();
      const times = [...first.orders, ...second.orders].map(({ reportedAt }) => reportedAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });

    it('ends with no cursor when the last page is full', async () => {
      const as = phoneOf('p-037');
      await Promise.all(Array.from({ length: 20 }, () => report(cloud(), as, { areaId: 'lab' })));
      expect(await list(as, { tab: 'reported' })).toMatchObject({ cursor: null });
    });

    it('shows nobody more by a cursor made for another list', async () => {
      const { cursor } = await list(phoneOf('p-034'), { tab: 'reported' });
      expect(cursor).not.toBeNull();
      const { orders } = await list(phoneOf('p-041'), { tab: 'reported', cursor });
      expect(orders).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'orders.list',
      misshapen(
        { tab: 'waiting', state: 'closed', open: true, cursor: 'WzEsIngiXQ' },
        { optional: ['state', 'open', 'cursor'] },
      ),
    );
    const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    itRefusesShapes(cloud, phone('keeper'), 'orders.list', [
      { what: 'the tab does not exist', field: 'tab', input: { tab: 'all' } },
      ...['x', '!!', coded({}), coded([1]), coded(['1', 'x']), coded([1, 'x', 2]), coded([1.5, 'x'])].map(
        (cursor) => ({ what: `the cursor is ${cursor}`, field: 'cursor', input: { tab: 'waiting', cursor } }),
      ),
    ]);
  },
  forbidden() {
    it.each(['reporter', 'contractor', 'storekeeper', 'admin'] as const)(
      'shows no area to a %s',
      async (part) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'orders.list', { tab: 'area' });
      },
    );

    it('shows no area to a guest', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', guestPhone(), 'orders.list', { tab: 'area' });
    });

    itRefusesNobody(cloud, 'orders.list', { tab: 'waiting' });
  },
});

contractOf('home.get', {
  valid() {
    it('shows what waits for me, most urgent first, and what became of my last report', async () => {
      const as = phoneOf('p-014');
      const slow = await report(cloud(), phone('reporter'), { templateId: 'sign-missing' });
      const fast = await report(cloud(), phone('reporter'), { templateId: 'guard-missing' });
      for (const { id, owner } of [slow, fast]) {
        await act(cloud(), phoneOf(owner.id), id, 'transfer', { personId: 'p-014', reason: '夜班看' });
      }
      const mine = await report(cloud(), as);
      const home = await cloud().callOk(as, 'home.get', {});
      expect(home.waiting.map(({ id }) => id)).toEqual([fast.id, slow.id]);
      expect(home).toMatchObject({ me: { id: 'p-014' }, waitingMore: false, points: { balance: 0 } });
      expect(home.lastReport?.id).toBe(mine.id);
    });
  },
  edge() {
    it('shows three that wait and says that there are more', async () => {
      for (let i = 0; i < 4; i += 1) {
        const { id, owner } = await report(cloud(), phone('reporter'));
        await act(cloud(), phoneOf(owner.id), id, 'assign', { personId: 'p-035' });
      }
      const home = await cloud().callOk(phoneOf('p-035'), 'home.get', {});
      expect(home.waiting).toHaveLength(3);
      expect(home.waitingMore).toBe(true);
    });

    it('is empty for whoever is here for the first time', async () => {
      expect(await cloud().callOk(guestPhone(3), 'home.get', {})).toMatchObject({
        me: { kind: 'guest' },
        waiting: [],
        waitingMore: false,
        lastReport: null,
        points: { balance: 0 },
      });
    });

    it('shows only open orders as waiting', async () => {
      await orderAt(cloud(), 'closed', {}, phoneOf('p-031'));
      const home = await cloud().callOk(phoneOf('p-031'), 'home.get', {});
      expect(home.waiting).toEqual([]);
      expect(home.lastReport?.state.id).toBe('closed');
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'home.get', misshapen({}));
  },
  forbidden() {
    it('shows a guest nothing of other guests', async () => {
      await report(cloud(), guestPhone(4));
      const home = await cloud().callOk(guestPhone(5), 'home.get', {});
      expect(home.lastReport).toBeNull();
    });

    itRefusesNobody(cloud, 'home.get', {});
  },
});
