/** The shop: what points buy, redeemed in one transaction, shown with its code to its owner alone, given back whole. */
import { randomUUID } from 'node:crypto';
import type { LedgerEntry } from '../../typings/domain';
import type { Redemption } from '../../typings/goods';
import type { RedemptionView } from '../../typings/shop';
import { DAY, isoDay } from '../../miniprogram/shared/time';
import { ADMIN, balanceOf, endow, handOut, receive, redeem, rowOf } from '../support/shop';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

/** Workers of the starter plant who redeem here, each in one test. */
const [anna, bert, carl, dora, emil, fred, gina, hugo, ines] = [
  ...['p-030', 'p-031', 'p-032', 'p-033', 'p-034', 'p-035', 'p-036', 'p-037', 'p-038'],
] as [string, string, string, string, string, string, string, string, string];

beforeAll(async () => {
  for (const id of [anna, bert, carl, dora, emil, fred, gina, hugo, ines]) await endow(cloud(), id, 1_000);
  for (const id of ['soap', 'towel', 'noodles', 'umbrella']) await receive(cloud(), id, 20);
});

const entriesOf = async (personId: string) =>
  [
    ...((await cloud().dump('ledger')) as (Record<string, unknown> & LedgerEntry)[]),
    ...((await cloud().dump('redemptions')) as (Record<string, unknown> & Redemption)[]).map(
      ({ entry }) => entry,
    ),
  ].filter((entry) => entry.personId === personId);

const sumOf = async (personId: string): Promise<number> =>
  (await entriesOf(personId)).reduce((sum, { points }) => sum + points, 0);

contractOf('shop.list', {
  valid() {
    it('shows the twenty goods, what is left, and the balance', async () => {
      const { balance, rewards } = await cloud().callOk(phoneOf(ines), 'shop.list', {});
      expect(balance).toBe(1_000);
      expect(rewards).toHaveLength(20);
      expect(rewards.find(({ id }) => id === 'soap')).toEqual({
        ...{ id: 'soap', name: '香皂', icon: 'soap', photo: null, unit: '块', points: 30, left: 20 },
        ...{ place: '一号库房，白班 8:00–17:00', limit: 2, had: 0, until: null },
      });
      expect(rewards.find(({ id }) => id === 'mug')).toMatchObject({ left: 0 });
    });
  },
  edge() {
    it('counts what somebody had this month, and begins anew with the next', async () => {
      await redeem(cloud(), ines, 'noodles');
      const had = async () =>
        (await cloud().callOk(phoneOf(ines), 'shop.list', {})).rewards.find(({ id }) => id === 'noodles')
          ?.had;
      expect(await had()).toBe(1);
      const snapshot = await cloud().export();
      await cloud().clock({ set: Date.parse('2026-12-02T09:00:05+08:00') });
      expect(await had()).toBe(0);
      await cloud().import(snapshot);
    });

    it('leaves out what is not offered on this day', async () => {
      const { version, body } = await cloud().callOk(ADMIN, 'config.get', { kind: 'goods' });
      const { rewards } = body as { rewards: { id: string }[] };
      const over = rewards.map((each) => (each.id === 'rice' ? { ...each, until: '2026-11-24' } : each));
      const wish = { kind: 'goods', body: { rewards: over }, basedOn: version, note: '过期' } as const;
      await cloud().callOk(ADMIN, 'config.publish', wish);
      const shown = await cloud().callOk(phoneOf(anna), 'shop.list', {});
      expect(shown.rewards.map(({ id }) => id)).not.toContain('rice');
      await refused(cloud(), 'GOODS_UNKNOWN', phoneOf(anna), 'shop.redeem', { rewardId: 'rice' });
    });

    it('shows each photo by a link', async () => {
      const { version, body } = await cloud().callOk(ADMIN, 'config.get', { kind: 'goods' });
      const { rewards } = body as { rewards: { id: string }[] };
      const photo = 'cloud://local.local-storage/goods/mug.jpg';
      const with1 = rewards.map((each) => (each.id === 'mug' ? { ...each, photo } : each));
      const wish = { kind: 'goods', body: { rewards: with1 }, basedOn: version, note: '照片' } as const;
      await cloud().callOk(ADMIN, 'config.publish', wish);
      const shown = await cloud().callOk(phoneOf(anna), 'shop.list', {});
      // Nobody has put the file there: the card shows its icon.
      expect(shown.rewards.find(({ id }) => id === 'mug')).toMatchObject({ photo: null });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'shop.list', misshapen({}));
  },
  forbidden() {
    it('is not for a guest', () => refused(cloud(), 'NOT_BOUND', guestPhone(), 'shop.list', {}));
    itRefusesNobody(cloud, 'shop.list', {});
  },
});

contractOf('shop.redeem', {
  valid() {
    it('takes points and one of the stock, and gives a code', async () => {
      const before = await rowOf(cloud(), 'soap');
      const redeemed = await redeem(cloud(), anna);
      expect(redeemed).toMatchObject({
        reward: { id: 'soap', name: '香皂', icon: 'soap', unit: '块' },
        ...{ points: 30, state: 'reserved', endedAt: null, reason: null },
        code: expect.stringMatching(/^\d{6}$/) as string,
        payload: `safeloop:goods:${redeemed.id}:${redeemed.code}`,
        expiresAt: Date.parse('2026-12-03T00:00:00+08:00'),
      });
      expect(redeemed.rows?.length).toBe(redeemed.rows?.[0]?.length);
      expect(await rowOf(cloud(), 'soap')).toEqual({ ...before, reserved: before.reserved + 1 });
      expect(await balanceOf(cloud(), anna)).toBe(970);
      expect(await sumOf(anna)).toBe(970);
      const [kept] = (await cloud().dump('redemptions')).filter(({ _id }) => _id === redeemed.id);
      expect(JSON.stringify(kept)).not.toContain(redeemed.code);
    });
  },
  edge() {
    it('gives the last one to one of two phones', async () => {
      await receive(cloud(), 'mug', 1);
      const answers = await Promise.all(
        [anna, bert].map((id) => cloud().call(phoneOf(id), 'shop.redeem', { rewardId: 'mug' })),
      );
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'GOODS_NONE_LEFT' } });
      expect(await rowOf(cloud(), 'mug')).toMatchObject({ stock: 1, reserved: 1, low: true });
    });

    it('has a limit for a person and month, also at once', async () => {
      const answers = await Promise.all(
        [1, 2, 3].map(() => cloud().call(phoneOf(bert), 'shop.redeem', { rewardId: 'umbrella' })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const { message } = await refused(cloud(), 'GOODS_LIMIT', phoneOf(bert), 'shop.redeem', {
        rewardId: 'umbrella',
      });
      expect(message).toBe('这个月你已经换过 1 把，下个月再来换');
      expect(await sumOf(bert)).toBe(await balanceOf(cloud(), bert));
    });

    it('refuses whoever has too few points, and leaves all as it was', async () => {
      await endow(cloud(), 'p-039', 29);
      await refused(cloud(), 'POINTS_SHORT', phoneOf('p-039'), 'shop.redeem', { rewardId: 'soap' });
      await endow(cloud(), 'p-039', 30);
      await redeem(cloud(), 'p-039');
      expect(await balanceOf(cloud(), 'p-039')).toBe(0);
    });

    it('refuses what does not lie there and what nobody offers', async () => {
      await refused(cloud(), 'GOODS_NONE_LEFT', phoneOf(anna), 'shop.redeem', { rewardId: 'lunch-box' });
      await refused(cloud(), 'GOODS_UNKNOWN', phoneOf(anna), 'shop.redeem', { rewardId: 'gold-bar' });
    });

    it('takes six database calls, those of the caller included', async () => {
      await endow(cloud(), 'p-041', 1_000);
      const counted = async (rewardId: string): Promise<number> => {
        await cloud().resetStats();
        await redeem(cloud(), 'p-041', rewardId);
        const { request, delivery } = (await cloud().stats()).functions['api']?.['shop.redeem'] ?? {};
        return (request?.calls ?? 0) + (delivery?.calls ?? 0);
      };
      // The first opens a book for the account, and the month on the shelf.
      await counted('noodles');
      expect(await counted('noodles')).toBe(6);
      expect(await counted('noodles')).toBe(6);
    });

    it('takes another code where a reserved one has the same', async () => {
      const first = await redeem(cloud(), carl, 'towel');
      const requestId = randomUUID();
      // The code that the next redemption would take first, as if it were that of the one before.
      const probe = await redeem(cloud(), carl, 'towel', requestId);
      await cloud().callOk(phoneOf(carl), 'shop.cancel', { redemptionId: probe.id });
      const snapshot = await cloud().export();
      const all = snapshot.documents['redemptions'] ?? {};
      const [mine, ended] = [first.id, probe.id].map((id) => JSON.parse(all[id] ?? '') as Redemption);
      all[first.id] = JSON.stringify({ ...mine, codeHash: ended?.codeHash, codeKey: ended?.codeHash });
      snapshot.documents['redemptions'] = Object.fromEntries(
        Object.entries(all).filter(([id]) => id !== probe.id),
      );
      snapshot.documents['ledger'] = Object.fromEntries(
        Object.entries(snapshot.documents['ledger'] ?? {}).filter(([id]) => !id.includes(probe.id)),
      );
      await cloud().import(snapshot);
      const again = await redeem(cloud(), carl, 'towel', requestId);
      expect(again.code).not.toBe(probe.code);
      expect(await cloud().callOk(phoneOf(carl), 'shop.get', { redemptionId: again.id })).toEqual(again);
      const codes = (await cloud().dump('redemptions')).map(({ codeKey }) => codeKey);
      expect(new Set(codes).size).toBe(codes.length);
    });

    it('tells the storekeeper once that it runs low', async () => {
      await receive(cloud(), 'slippers', 4);
      const told = async () =>
        (await cloud().dump('deliveries')).filter(
          ({ notice, _id }) => notice === 'goodsLow' && String(_id).includes('slippers'),
        );
      for (const id of [dora, emil, fred]) await redeem(cloud(), id, 'slippers');
      expect(await told()).toMatchObject([{ to: CAST.storekeeper, title: '拖鞋快没了' }]);
      await receive(cloud(), 'slippers', 1);
      await redeem(cloud(), gina, 'slippers');
      expect(await told()).toHaveLength(2);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'shop.redeem', misshapen({ rewardId: 'soap' }));
  },
  forbidden() {
    it('is not for a guest, nor for somebody who left', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'shop.redeem', { rewardId: 'soap' });
    });
    itRefusesNobody(cloud, 'shop.redeem', { rewardId: 'soap' });
  },
  replay() {
    it('is one redemption, however often it is sent, also after the points are gone', async () => {
      await endow(cloud(), 'p-040', 30);
      const requestId = randomUUID();
      const first = await redeem(cloud(), 'p-040', 'soap', requestId);
      const after = await stored(cloud());
      expect(await redeem(cloud(), 'p-040', 'soap', requestId)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('is one redemption when it is sent at once', async () => {
      const requestId = randomUUID();
      const all = await Promise.all([1, 2, 3].map(() => redeem(cloud(), dora, 'noodles', requestId)));
      expect(new Set(all.map(({ code }) => code)).size).toBe(1);
      expect((await entriesOf(dora)).filter(({ _id }) => _id === `spend:${requestId}`)).toHaveLength(1);
    });

    it('refuses another body and another person under the same id, without disclosure', async () => {
      const { id } = await redeem(cloud(), dora, 'noodles');
      const other = { rewardId: 'towel' };
      const options = { requestId: id };
      await refused(cloud(), 'REPLAY_MISMATCH', phoneOf(dora), 'shop.redeem', other, options);
      const same = { rewardId: 'noodles' };
      const error = await refused(cloud(), 'REPLAY_REFUSED', phoneOf(emil), 'shop.redeem', same, options);
      expect(Object.keys(error).sort()).toEqual(['code', 'message']);
    });
  },
});

contractOf('shop.mine', {
  valid() {
    it('lists what somebody redeemed, the newest first', async () => {
      const first = await redeem(cloud(), hugo, 'noodles');
      await cloud().clock({ advance: '1s' });
      const second = await redeem(cloud(), hugo);
      const { redemptions, cursor } = await cloud().callOk(phoneOf(hugo), 'shop.mine', {});
      expect(redemptions).toEqual([second, first]);
      expect(cursor).toBeNull();
    });
  },
  edge() {
    it('pages without loss or double', async () => {
      await endow(cloud(), 'p-013', 10_000);
      const { version, body } = await cloud().callOk(ADMIN, 'config.get', { kind: 'goods' });
      const { rewards } = body as { rewards: { id: string }[] };
      const free = rewards.map((each) => (each.id === 'towel' ? { ...each, limit: null } : each));
      const wish = { kind: 'goods', body: { rewards: free }, basedOn: version, note: '不限' } as const;
      await cloud().callOk(ADMIN, 'config.publish', wish);
      await receive(cloud(), 'towel', 30);
      const made: RedemptionView[] = [];
      for (let n = 0; n < 21; n += 1) made.push(await redeem(cloud(), 'p-013', 'towel'));
      const first = await cloud().callOk(phoneOf('p-013'), 'shop.mine', {});
      const second = await cloud().callOk(phoneOf('p-013'), 'shop.mine', { cursor: first.cursor });
      expect([first.redemptions.length, second.redemptions.length, second.cursor]).toEqual([20, 1, null]);
      const ids = [...first.redemptions, ...second.redemptions].map(({ id }) => id);
      expect(ids.sort()).toEqual(made.map(({ id }) => id).sort());
      // The page of points shows what was spent among the rest, and the statement adds it up.
      const entries: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await cloud().callOk(phoneOf('p-013'), 'points.get', { cursor: cursor ?? null });
        entries.push(...page.entries.map(({ id }) => id));
        cursor = page.cursor;
      }
      expect(entries.sort()).toEqual(['award:endowed:p-013', ...made.map(({ id }) => `spend:${id}`)].sort());
      const spent = made.reduce((sum, { points }) => sum + points, 0);
      const month = isoDay(await cloud().now()).slice(0, 7);
      const statement = await cloud().callOk(phoneOf('p-013'), 'points.statement', { month });
      expect(statement).toMatchObject({ earned: 10_000, spent, closed: 10_000 - spent });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'shop.mine',
      misshapen({ cursor: 'WzEsIngiXQ' }, { optional: ['cursor'] }),
    );
  },
  forbidden() {
    it('shows nobody what others redeemed', async () => {
      expect(await cloud().callOk(phoneOf(CAST.manager), 'shop.mine', {})).toMatchObject({ redemptions: [] });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'shop.mine', {});
    });
    itRefusesNobody(cloud, 'shop.mine', {});
  },
});

contractOf('shop.get', {
  valid() {
    it('shows its owner the same code again', async () => {
      const redeemed = await redeem(cloud(), emil, 'noodles');
      const read = await cloud().callOk(phoneOf(emil), 'shop.get', { redemptionId: redeemed.id });
      expect(read).toEqual(redeemed);
    });
  },
  edge() {
    it('shows no code any more once it is handed out', async () => {
      const redeemed = await redeem(cloud(), emil, 'noodles');
      await handOut(cloud(), redeemed);
      const read = await cloud().callOk(phoneOf(emil), 'shop.get', { redemptionId: redeemed.id });
      expect(read).toMatchObject({ state: 'handedOut', code: null, payload: null, rows: null });
      expect(read.endedAt).toBeGreaterThanOrEqual(read.at);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'shop.get', misshapen({ redemptionId: randomUUID() }));
    it('refuses one that is not there', () =>
      refused(cloud(), 'REDEMPTION_UNKNOWN', phoneOf(emil), 'shop.get', { redemptionId: randomUUID() }));
  },
  forbidden() {
    it('shows nobody the code of somebody else', async () => {
      const { id } = await redeem(cloud(), emil, 'noodles');
      for (const part of ['bystander', 'storekeeper', 'admin', 'manager'] as const) {
        const input = { redemptionId: id };
        await refused(cloud(), 'REDEMPTION_UNKNOWN', phone(part), 'shop.get', input);
      }
    });
    itRefusesNobody(cloud, 'shop.get', { redemptionId: randomUUID() });
  },
});

contractOf('shop.cancel', {
  valid() {
    it('gives points and stock back, and the month', async () => {
      const [before, balance] = [await rowOf(cloud(), 'soap'), await balanceOf(cloud(), gina)];
      const { id } = await redeem(cloud(), gina);
      const ended = await cloud().callOk(phoneOf(gina), 'shop.cancel', { redemptionId: id });
      expect(ended).toMatchObject({ state: 'cancelled', code: null, payload: null });
      expect(await rowOf(cloud(), 'soap')).toEqual(before);
      expect(await balanceOf(cloud(), gina)).toBe(balance);
      expect(await sumOf(gina)).toBe(balance);
      const { rewards } = await cloud().callOk(phoneOf(gina), 'shop.list', {});
      expect(rewards.find((reward) => reward.id === 'soap')).toMatchObject({ had: 0 });
    });
  },
  edge() {
    it('ends by itself when its days are over, with a reminder on the last', async () => {
      const snapshot = await cloud().export();
      const { id, expiresAt } = await redeem(cloud(), gina);
      await cloud().clock({ set: expiresAt - DAY / 2 });
      await cloud().runTimer('jobs');
      const told = async () =>
        (await cloud().dump('deliveries'))
          .filter(({ _id }) => String(_id).includes(id))
          .map(({ notice, to }) => [notice, to]);
      expect(await told()).toEqual([['goodsExpiring', gina]]);
      await cloud().clock({ set: expiresAt + 61_000 * 60 });
      await cloud().runTimer('jobs');
      await cloud().runTimer('jobs');
      const read = await cloud().callOk(phoneOf(gina), 'shop.get', { redemptionId: id });
      expect(read).toMatchObject({ state: 'expired', reason: '没在时间内领', code: null });
      const back = (await entriesOf(gina)).filter(({ _id }) => _id === `return:${id}`);
      expect(back).toMatchObject([{ points: 30, reason: '香皂过了领取时间，积分退回' }]);
      expect(await balanceOf(cloud(), gina)).toBe(await sumOf(gina));
      expect((await told()).sort()).toEqual([
        ['goodsExpired', gina],
        ['goodsExpiring', gina],
      ]);
      await cloud().import(snapshot);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'shop.cancel', misshapen({ redemptionId: randomUUID() }));
    it('refuses what was handed out, and says so', async () => {
      const redeemed = await redeem(cloud(), fred, 'noodles');
      await handOut(cloud(), redeemed);
      const input = { redemptionId: redeemed.id };
      const { message } = await refused(cloud(), 'CODE_USED', phoneOf(fred), 'shop.cancel', input);
      expect(message).toContain('董秀英');
    });
  },
  forbidden() {
    it('is for its owner alone', async () => {
      const { id } = await redeem(cloud(), fred, 'noodles');
      for (const part of ['reporter', 'storekeeper', 'admin'] as const) {
        const input = { redemptionId: id };
        await refused(cloud(), 'REDEMPTION_UNKNOWN', phone(part), 'shop.cancel', input);
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'shop.cancel', { redemptionId: id });
    });
    itRefusesNobody(cloud, 'shop.cancel', { redemptionId: randomUUID() });
  },
  replay() {
    it('gives back once, however often it is sent, also at once', async () => {
      const balance = await balanceOf(cloud(), hugo);
      const { id } = await redeem(cloud(), hugo, 'umbrella');
      const input = { redemptionId: id };
      const all = await Promise.all([1, 2, 3].map(() => cloud().callOk(phoneOf(hugo), 'shop.cancel', input)));
      const after = await stored(cloud());
      expect(await cloud().callOk(phoneOf(hugo), 'shop.cancel', input)).toEqual(all[0]);
      expect(await stored(cloud())).toEqual(after);
      expect(await balanceOf(cloud(), hugo)).toBe(balance);
    });
  },
});
