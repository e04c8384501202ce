/** The storekeeper's counter: a code is read, handed out once by somebody else, and the shelf kept without going below what is reserved. */
import { randomUUID } from 'node:crypto';
import type { CounterView, RedemptionView, ShopRoutes } from '../../typings/shop';
import { HOUR } from '../../miniprogram/shared/time';
import {
  ADMIN,
  balanceOf,
  endow,
  handOut,
  handOutOf,
  receive,
  redeem,
  rowOf,
  STOREKEEPER,
} from '../support/shop';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const WORKER = 'p-030';
const OTHER = 'p-031';

/** Wrong codes are counted. */
const TRIES = { besides: ['counterTries'] };

const KEEPERS_ONLY = ['reporter', 'keeper', 'safety', 'manager', 'inspector'] as const;

beforeAll(async () => {
  const { version, body } = await cloud().callOk(ADMIN, 'config.get', { kind: 'goods' });
  const { rewards } = body as { rewards: object[] };
  const free = { rewards: rewards.map((each) => ({ ...each, limit: null })) };
  const wish = { kind: 'goods', body: free, basedOn: version, note: '不限' } as const;
  await cloud().callOk(ADMIN, 'config.publish', wish);
  for (const id of [WORKER, OTHER, CAST.storekeeper]) await endow(cloud(), id, 100_000);
  await receive(cloud(), 'soap', 100);
});

const look = (code: string, as = STOREKEEPER): Promise<CounterView> =>
  cloud().callOk(as, 'counter.look', { code });

const codeOf = ({ code }: RedemptionView): string => code ?? '';

/** Six digits that are no code of anybody. */
async function wrongCode(): Promise<string> {
  const { redemptions } = await cloud().callOk(phoneOf(WORKER), 'shop.mine', {});
  const taken = new Set(redemptions.map(({ code }) => code));
  return ['000000', '111111', '222222'].find((digits) => !taken.has(digits)) ?? '333333';
}

contractOf('counter.look', {
  valid() {
    it('shows person and thing, by the QR code and by the digits however they are written', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      const seen = await look(redeemed.payload ?? '');
      expect(seen).toEqual({
        ...{ redemptionId: redeemed.id, rev: 1, state: 'reserved', points: 30 },
        reward: { ...redeemed.reward, photo: null },
        ...{ place: redeemed.place, expiresAt: redeemed.expiresAt, handedOut: null },
        person: {
          id: WORKER,
          name: expect.any(String) as string,
          department: expect.stringMatching(/./) as string,
        },
      });
      const digits = codeOf(redeemed);
      expect(await look(digits)).toEqual(seen);
      expect(await look(`${digits.slice(0, 3)} ${digits.slice(3)}`)).toEqual(seen);
      expect(await look(digits, ADMIN)).toEqual(seen);
      expect(JSON.stringify(seen)).not.toContain(digits);
    });
  },
  edge() {
    it('says of a code that was used who handed it out and when', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      const { handedOut } = await handOut(cloud(), redeemed);
      expect(await look(codeOf(redeemed))).toMatchObject({ state: 'handedOut', handedOut });
      expect(handedOut).toMatchObject({ by: { id: CAST.storekeeper, name: '董秀英' } });
    });

    it('shows what a given-back code was', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      await cloud().callOk(phoneOf(WORKER), 'shop.cancel', { redemptionId: redeemed.id });
      expect(await look(codeOf(redeemed))).toMatchObject({ state: 'cancelled', handedOut: null });
    });

    it('takes ten wrong codes an hour and no right one after them, then takes codes again', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      const code = await wrongCode();
      for (let n = 0; n < 10; n += 1) {
        expect(await cloud().call(ADMIN, 'counter.look', { code })).toMatchObject({
          error: { code: 'CODE_WRONG' },
        });
      }
      const right = { code: codeOf(redeemed) };
      await refused(cloud(), 'CODE_LOCKED', ADMIN, 'counter.look', right, TRIES);
      expect(await look(codeOf(redeemed))).toMatchObject({ state: 'reserved' });
      await cloud().clock({ advance: HOUR + 1_000, coalesce: true });
      expect(await look(codeOf(redeemed), ADMIN)).toMatchObject({ state: 'reserved' });
    });
  },
  invalid() {
    itRefusesShapes(cloud, STOREKEEPER, 'counter.look', misshapen({ code: '123456' }));

    it('answers every code that is none alike', async () => {
      const { id } = await redeem(cloud(), WORKER);
      const digits = await wrongCode();
      const told = new Set<string>();
      for (const code of [
        digits,
        `safeloop:goods:${id}:${digits}`,
        `safeloop:goods:${randomUUID()}:${digits}`,
        '你好',
      ]) {
        const { message } = await refused(
          cloud(),
          'CODE_WRONG',
          STOREKEEPER,
          'counter.look',
          { code },
          TRIES,
        );
        told.add(message);
      }
      expect(told.size).toBe(1);
    });
  },
  forbidden() {
    it('is for the storekeeper', async () => {
      const { code } = await redeem(cloud(), WORKER);
      for (const part of KEEPERS_ONLY)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'counter.look', { code: code ?? '' });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'counter.look', { code: code ?? '' });
    });
    itRefusesNobody(cloud, 'counter.look', { code: '123456' });
  },
});

contractOf('counter.handOut', {
  valid() {
    it('takes one off the shelf and keeps who and when', async () => {
      const before = await rowOf(cloud(), 'soap');
      const redeemed = await redeem(cloud(), WORKER);
      const given = await handOut(cloud(), redeemed);
      expect(given).toMatchObject({
        state: 'handedOut',
        rev: 2,
        handedOut: { by: { id: CAST.storekeeper } },
      });
      expect(await rowOf(cloud(), 'soap')).toMatchObject({
        stock: before.stock - 1,
        reserved: before.reserved,
      });
      const { entries } = await cloud().callOk(STOREKEEPER, 'counter.history', {});
      expect(entries[0]).toMatchObject({
        kind: 'handedOut',
        count: -1,
        to: { id: WORKER },
        rewardName: '香皂',
      });
      const told = (await cloud().dump('deliveries')).filter(({ _id }) => String(_id).includes(redeemed.id));
      expect(told).toMatchObject([{ to: WORKER, notice: 'goodsHandedOut' }]);
      const { notices } = await cloud().callOk(phoneOf(WORKER), 'notices.list', {});
      expect(notices[0]).toMatchObject({ page: 'redemption', subjectId: redeemed.id });
    });
  },
  edge() {
    it('is done by one of two storekeepers at once', async () => {
      const input = handOutOf(await redeem(cloud(), WORKER));
      const answers = await Promise.all(
        [STOREKEEPER, ADMIN].map((as) => cloud().call(as, 'counter.handOut', input)),
      );
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CODE_USED' } });
    });

    it('serves somebody who left, until their days are over', async () => {
      const redeemed = await redeem(cloud(), OTHER);
      const snapshot = await cloud().export();
      const people = snapshot.documents['people'] ?? {};
      people[OTHER] = JSON.stringify({ ...(JSON.parse(people[OTHER] ?? '') as object), status: 'left' });
      await cloud().import(snapshot);
      await refused(cloud(), 'NOT_BOUND', phoneOf(OTHER), 'shop.redeem', { rewardId: 'soap' });
      expect(await handOut(cloud(), redeemed)).toMatchObject({ state: 'handedOut', person: { id: OTHER } });
    });

    it('refuses when its days are over, before the timer has seen it', async () => {
      const snapshot = await cloud().export();
      const redeemed = await redeem(cloud(), WORKER);
      await cloud().clock({ set: redeemed.expiresAt });
      const input = handOutOf(redeemed);
      const error = await refused(cloud(), 'REDEMPTION_OVER', STOREKEEPER, 'counter.handOut', input, TRIES);
      expect(error.message).toContain('过了领取时间');
      await cloud().import(snapshot);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      STOREKEEPER,
      'counter.handOut',
      misshapen({ redemptionId: randomUUID(), rev: 1, code: '123456' }),
    );

    it('refuses the code of another redemption', async () => {
      const [mine, others] = [await redeem(cloud(), WORKER), await redeem(cloud(), WORKER, 'soap')];
      for (const code of [codeOf(others), others.payload ?? '', await wrongCode()]) {
        const input = { ...handOutOf(mine), code };
        await refused(cloud(), 'CODE_WRONG', STOREKEEPER, 'counter.handOut', input, TRIES);
      }
    });

    it('refuses another revision, and what was given back', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      const stale = { ...handOutOf(redeemed), rev: 7 };
      await refused(cloud(), 'SHELF_CHANGED', STOREKEEPER, 'counter.handOut', stale, TRIES);
      await cloud().callOk(phoneOf(WORKER), 'shop.cancel', { redemptionId: redeemed.id });
      const input = handOutOf(redeemed);
      await refused(cloud(), 'REDEMPTION_OVER', STOREKEEPER, 'counter.handOut', input, TRIES);
    });
  },
  forbidden() {
    it('is for the storekeeper, and not for themselves', async () => {
      const input = handOutOf(await redeem(cloud(), WORKER));
      for (const part of KEEPERS_ONLY)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'counter.handOut', input);
      const own = handOutOf(await redeem(cloud(), CAST.storekeeper));
      await refused(cloud(), 'COUNTER_SELF', STOREKEEPER, 'counter.handOut', own, TRIES);
      expect(await cloud().callOk(ADMIN, 'counter.handOut', own)).toMatchObject({ state: 'handedOut' });
    });
    itRefusesNobody(cloud, 'counter.handOut', { redemptionId: randomUUID(), rev: 1, code: '123456' });
  },
  replay() {
    it('is handed out once when the same intent comes again, also at once', async () => {
      const [input, requestId] = [handOutOf(await redeem(cloud(), WORKER)), randomUUID()];
      const give = () => cloud().callOk(STOREKEEPER, 'counter.handOut', input, { requestId });
      const [first] = await Promise.all([give(), give(), give()]);
      const after = await stored(cloud());
      expect(await give()).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('refuses the code a second time, with who and when', async () => {
      const redeemed = await redeem(cloud(), WORKER);
      await handOut(cloud(), redeemed);
      for (const as of [STOREKEEPER, ADMIN]) {
        const { message } = await refused(
          cloud(),
          'CODE_USED',
          as,
          'counter.handOut',
          handOutOf(redeemed),
          TRIES,
        );
        expect(message).toMatch(/董秀英 .*已经发过了/);
      }
    });
  },
});

contractOf('counter.shelf', {
  valid() {
    it('shows every thing with what lies there and what is reserved', async () => {
      const { rows } = await cloud().callOk(STOREKEEPER, 'counter.shelf', {});
      expect(rows).toHaveLength(20);
      expect(rows.find(({ reward }) => reward.id === 'bath-towel')).toEqual({
        reward: { id: 'bath-towel', name: '浴巾', icon: 'towel', unit: '条', points: 180 },
        ...{ rev: 0, stock: 0, reserved: 0, low: true, withdrawn: false },
      });
    });
  },
  edge() {
    it('still shows what lies there after it was taken out of the settings', async () => {
      await receive(cloud(), 'mug', 3);
      const { version, body } = await cloud().callOk(ADMIN, 'config.get', { kind: 'goods' });
      const rewards = (body as { rewards: { id: string }[] }).rewards;
      const wish = { kind: 'goods', body: { rewards: rewards.filter(({ id }) => id !== 'mug') } } as const;
      await cloud().callOk(ADMIN, 'config.publish', { ...wish, basedOn: version, note: '去掉' });
      expect(await rowOf(cloud(), 'mug')).toMatchObject({
        stock: 3,
        withdrawn: true,
        reward: { name: '保温杯' },
      });
    });
  },
  invalid() {
    itRefusesShapes(cloud, STOREKEEPER, 'counter.shelf', misshapen({}));
  },
  forbidden() {
    it('is for the storekeeper', async () => {
      for (const part of KEEPERS_ONLY)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'counter.shelf', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'counter.shelf', {});
    });
    itRefusesNobody(cloud, 'counter.shelf', {});
  },
});

/** The cases that the three routes which change the shelf have alike. */
function forbiddenAndReplayed<R extends 'counter.receive' | 'counter.correct' | 'counter.withdraw'>(
  route: R,
  input: () => Promise<ShopRoutes[R]['input']>,
  other: (input: ShopRoutes[R]['input']) => ShopRoutes[R]['input'],
) {
  return {
    forbidden() {
      it('is for the storekeeper', async () => {
        for (const part of KEEPERS_ONLY)
          await refused(cloud(), 'NOT_FOR_YOU', phone(part), route, await input());
        await refused(cloud(), 'NOT_BOUND', guestPhone(), route, await input());
      });
      itRefusesNobody(cloud, route, {});
    },
    replay() {
      it('changes the shelf once, however often it is sent', async () => {
        const [sent, requestId] = [await input(), randomUUID()];
        const first = await cloud().callOk(STOREKEEPER, route, sent, { requestId });
        const after = await stored(cloud());
        expect(await cloud().callOk(STOREKEEPER, route, sent, { requestId })).toEqual(first);
        expect(await stored(cloud())).toEqual(after);
        await refused(cloud(), 'REPLAY_REFUSED', ADMIN, route, sent, { requestId });
        await refused(cloud(), 'REPLAY_MISMATCH', STOREKEEPER, route, other(sent), { requestId });
      });
    },
  };
}

contractOf('counter.receive', {
  valid() {
    it('adds to what lies there, and tells so', async () => {
      const row = await receive(cloud(), 'towel', 12);
      expect(row).toMatchObject({ rev: 1, stock: 12, reserved: 0, low: false });
      const { entries } = await cloud().callOk(STOREKEEPER, 'counter.history', {});
      expect(entries[0]).toMatchObject({
        kind: 'received',
        count: 12,
        rewardName: '毛巾',
        unit: '条',
        to: null,
      });
    });
  },
  edge() {
    it('takes what cost nothing, and cents', async () => {
      const input = { rewardId: 'towel', count: 1, yuan: 0, note: '' };
      await cloud().callOk(STOREKEEPER, 'counter.receive', input);
      await cloud().callOk(STOREKEEPER, 'counter.receive', { ...input, yuan: 19.99 });
      const [kept] = (await cloud().dump('shelf')).filter(({ _id }) => _id === 'towel');
      expect(kept).toMatchObject({ stock: 14, paid: 6_000 + 1_999 });
    });
  },
  invalid() {
    itRefusesShapes(cloud, STOREKEEPER, 'counter.receive', [
      { what: 'nothing comes in', field: 'count', input: { rewardId: 'soap', count: 0, yuan: 0, note: '' } },
      {
        what: 'less than nothing',
        field: 'count',
        input: { rewardId: 'soap', count: -1, yuan: 0, note: '' },
      },
      { what: 'half a piece', field: 'count', input: { rewardId: 'soap', count: 0.5, yuan: 0, note: '' } },
      {
        what: 'a count in words',
        field: 'count',
        input: { rewardId: 'soap', count: '1', yuan: 0, note: '' },
      },
      {
        what: 'money below nothing',
        field: 'yuan',
        input: { rewardId: 'soap', count: 1, yuan: -1, note: '' },
      },
      {
        what: 'parts of a cent',
        field: 'yuan',
        input: { rewardId: 'soap', count: 1, yuan: 0.001, note: '' },
      },
      { what: 'no note', field: 'note', input: { rewardId: 'soap', count: 1, yuan: 0 } },
      { what: 'a foreign key', field: 'x', input: { rewardId: 'soap', count: 1, yuan: 0, note: '', x: 1 } },
    ]);
    it('refuses what is not in the shop', async () => {
      const input = { rewardId: 'gold-bar', count: 1, yuan: 0, note: '' };
      await refused(cloud(), 'GOODS_UNKNOWN', STOREKEEPER, 'counter.receive', input);
    });
  },
  ...forbiddenAndReplayed(
    'counter.receive',
    () => Promise.resolve({ rewardId: 'soap', count: 3, yuan: 9, note: '二号单' }),
    (input) => ({ ...input, count: 4 }),
  ),
});

const counting = async (
  stock: number,
  rewardId = 'soap',
): Promise<ShopRoutes['counter.correct']['input']> => ({
  ...{ rewardId, stock, reason: '盘点' },
  rev: (await rowOf(cloud(), rewardId)).rev,
});

contractOf('counter.correct', {
  valid() {
    it('says what lies there, and by how much it differed', async () => {
      const before = await rowOf(cloud(), 'soap');
      const input = await counting(before.stock - 2);
      const row = await cloud().callOk(STOREKEEPER, 'counter.correct', input);
      expect(row).toMatchObject({ rev: before.rev + 1, stock: before.stock - 2 });
      const { entries } = await cloud().callOk(STOREKEEPER, 'counter.history', {});
      expect(entries[0]).toMatchObject({ kind: 'corrected', count: -2, reason: '盘点' });
    });
  },
  edge() {
    it('goes down to what is reserved and not below', async () => {
      await redeem(cloud(), WORKER);
      const { reserved, rev } = await rowOf(cloud(), 'soap');
      const input = { rewardId: 'soap', rev, stock: reserved - 1, reason: '少了' };
      const { message } = await refused(cloud(), 'SHELF_SHORT', STOREKEEPER, 'counter.correct', input);
      expect(message).toContain(`有 ${reserved} 件等人来领`);
      const row = await cloud().callOk(STOREKEEPER, 'counter.correct', { ...input, stock: reserved });
      expect(row).toMatchObject({ stock: reserved, reserved, low: true });
      await refused(cloud(), 'GOODS_NONE_LEFT', phoneOf(WORKER), 'shop.redeem', { rewardId: 'soap' });
      await receive(cloud(), 'soap', 50);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      STOREKEEPER,
      'counter.correct',
      misshapen({ rewardId: 'soap', rev: 0, stock: 1, reason: '盘点' }),
    );
    it('refuses what somebody changed meanwhile, and says who', async () => {
      const input = await counting(99);
      await cloud().callOk(ADMIN, 'counter.receive', { rewardId: 'soap', count: 1, yuan: 0, note: '' });
      const { message } = await refused(cloud(), 'SHELF_CHANGED', STOREKEEPER, 'counter.correct', input);
      expect(message).toContain('袁浩');
    });
  },
  ...forbiddenAndReplayed(
    'counter.correct',
    () => counting(70),
    (input) => ({ ...input, stock: 71 }),
  ),
});

const taking = async (
  rewardId: string,
  offer: boolean,
): Promise<ShopRoutes['counter.withdraw']['input']> => ({
  ...{ rewardId, offer, reason: '包装破了' },
  rev: (await rowOf(cloud(), rewardId)).rev,
});

contractOf('counter.withdraw', {
  valid() {
    it('gives back all that is reserved and tells the people', async () => {
      await receive(cloud(), 'umbrella', 5);
      const balance = await balanceOf(cloud(), WORKER);
      const [first, second] = [
        await redeem(cloud(), WORKER, 'umbrella'),
        await redeem(cloud(), WORKER, 'umbrella'),
      ];
      const row = await cloud().callOk(STOREKEEPER, 'counter.withdraw', await taking('umbrella', false));
      expect(row).toMatchObject({ stock: 5, reserved: 0, withdrawn: true, low: false });
      expect(await balanceOf(cloud(), WORKER)).toBe(balance);
      for (const { id } of [first, second]) {
        const read = await cloud().callOk(phoneOf(WORKER), 'shop.get', { redemptionId: id });
        expect(read).toMatchObject({ state: 'withdrawn', code: null, reason: '库管把这样东西下架了' });
        const told = (await cloud().dump('deliveries')).filter(({ _id }) => String(_id).includes(id));
        expect(told).toMatchObject([{ to: WORKER, notice: 'goodsWithdrawn' }]);
      }
      const { rewards } = await cloud().callOk(phoneOf(WORKER), 'shop.list', {});
      expect(rewards.map(({ id }) => id)).not.toContain('umbrella');
      await refused(cloud(), 'GOODS_UNKNOWN', phoneOf(WORKER), 'shop.redeem', { rewardId: 'umbrella' });
      const back = await cloud().callOk(STOREKEEPER, 'counter.withdraw', await taking('umbrella', true));
      expect(back).toMatchObject({ withdrawn: false, stock: 5 });
      await redeem(cloud(), WORKER, 'umbrella');
    });
  },
  edge() {
    it('leaves to the timer what was interrupted', async () => {
      await receive(cloud(), 'noodles', 5);
      const { id } = await redeem(cloud(), WORKER, 'noodles');
      const input = await taking('noodles', false);
      await cloud().faults([
        { match: { collection: 'redemptions', route: 'counter.withdraw' }, mode: 'fail', times: 'forever' },
      ]);
      await cloud().callOk(STOREKEEPER, 'counter.withdraw', input);
      await cloud().faults([]);
      const state = async () =>
        (await cloud().callOk(phoneOf(WORKER), 'shop.get', { redemptionId: id })).state;
      expect(await state()).toBe('reserved');
      await cloud().clock({ advance: HOUR + 61_000, coalesce: true });
      await cloud().runTimer('jobs');
      expect(await state()).toBe('withdrawn');
      expect(await rowOf(cloud(), 'noodles')).toMatchObject({ stock: 5, reserved: 0 });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      STOREKEEPER,
      'counter.withdraw',
      misshapen({ rewardId: 'soap', rev: 1, offer: false, reason: '坏了' }),
    );
    it('refuses what is so already, and what is not there', async () => {
      const input = await taking('soap', true);
      await refused(cloud(), 'SHELF_CHANGED', STOREKEEPER, 'counter.withdraw', input);
      const unknown = { ...input, rewardId: 'gold-bar' };
      await refused(cloud(), 'GOODS_UNKNOWN', STOREKEEPER, 'counter.withdraw', unknown);
    });
  },
  ...forbiddenAndReplayed(
    'counter.withdraw',
    () => taking('rice', false),
    (input) => ({ ...input, offer: !input.offer }),
  ),
});

contractOf('counter.history', {
  valid() {
    it('tells the newest first', async () => {
      await receive(cloud(), 'tissue', 2);
      const { entries } = await cloud().callOk(STOREKEEPER, 'counter.history', {});
      expect(entries[0]).toMatchObject({ kind: 'received', rewardName: '抽纸', by: { name: '董秀英' } });
    });
  },
  edge() {
    it('pages without loss or double', async () => {
      for (let n = 0; n < 21; n += 1) await receive(cloud(), 'tissue', 1);
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: ShopRoutes['counter.history']['output'] = await cloud().callOk(
          STOREKEEPER,
          'counter.history',
          {
            cursor,
          },
        );
        ids.push(...page.entries.map(({ id }) => id));
        ({ cursor } = page);
      } while (cursor !== null);
      const all = (await cloud().dump('shelfEntries')).map(({ _id }) => String(_id));
      expect(ids.sort()).toEqual(all.sort());
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      STOREKEEPER,
      'counter.history',
      misshapen({ cursor: 'WzEsIngiXQ' }, { optional: ['cursor'] }),
    );
  },
  forbidden() {
    it('is for the storekeeper', async () => {
      for (const part of KEEPERS_ONLY)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'counter.history', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'counter.history', {});
    });
    itRefusesNobody(cloud, 'counter.history', {});
  },
});
