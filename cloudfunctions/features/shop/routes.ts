/** The routes of the shop: whoever is on the roll redeems, the storekeeper keeps counter and shelf. */
import * as v from 'valibot';
import { flag, id, line, shape, whole } from '../../config/parts';
import type { Role } from '../../../typings/domain';
import type { ShopRoutes } from '../../../typings/shop';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { cancel } from './cancel';
import { handOut } from './hand-out';
import { lookAt } from './look';
import { get, history, list, mine, shelf } from './read';
import { redeem } from './redeem';
import { correct, receive, withdraw } from './stock';

/** Who hands out and keeps the shelf. */
const KEEPERS: readonly Role[] = ['storekeeper', 'admin'];

const MOST = 100_000;

const rewardId = id('东西');
const redemptionId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{8,64}$/, '请刷新后再试'));
const rev = (least: number) => whole('版本', least, Number.MAX_SAFE_INTEGER);
const code = line('兑换码', 200);
const reason = line('原因', 100);
const paging = shape({
  cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR, '翻页位置不对，请刷新')))),
});
const note = v.pipe(
  v.string('备注要写成文字'),
  v.maxLength(100, '备注最多 100 个字'),
  v.check((text) => !/[\r\n]/.test(text), '备注不能换行'),
);
const yuan = v.pipe(
  v.number('多少钱要填数字'),
  v.minValue(0, '多少钱不能小于 0'),
  v.maxValue(10_000_000, '这个数太大，请核对'),
  v.check((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-4, '钱最多写到分'),
);

export const shopRoutes: Pick<RouteTable<Actor>, keyof ShopRoutes> = {
  'shop.list': {
    input: shape({}),
    admit: 'bound',
    run: ({ actor, now }) => list(actor, now),
  },
  'shop.redeem': {
    input: shape({ rewardId }),
    admit: 'bound',
    run: ({ actor, requestId, now }, input) => redeem(actor, input, requestId, now),
  },
  'shop.mine': {
    input: paging,
    admit: 'bound',
    run: ({ actor }, { cursor }) => mine(actor, cursor),
  },
  'shop.get': {
    input: shape({ redemptionId }),
    admit: 'bound',
    run: ({ actor }, input) => get(actor, input.redemptionId),
  },
  'shop.cancel': {
    input: shape({ redemptionId }),
    admit: 'bound',
    run: ({ actor, now }, input) => cancel(actor, input, now),
  },
  'counter.look': {
    input: shape({ code }),
    admit: KEEPERS,
    run: ({ actor, now }, input) => lookAt(actor, input, now),
  },
  'counter.handOut': {
    input: shape({ redemptionId, rev: rev(1), code }),
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => handOut(actor, input, requestId, now),
  },
  'counter.shelf': {
    input: shape({}),
    admit: KEEPERS,
    run: ({ now }) => shelf(now),
  },
  'counter.receive': {
    input: shape({ rewardId, count: whole('数目', 1, MOST), yuan, note }),
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => receive(actor, input, requestId, now),
  },
  'counter.correct': {
    input: shape({ rewardId, rev: rev(0), stock: whole('数目', 0, MOST), reason }),
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => correct(actor, input, requestId, now),
  },
  'counter.withdraw': {
    input: shape({ rewardId, rev: rev(0), offer: flag('上架'), reason }),
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => withdraw(actor, input, requestId, now),
  },
  'counter.history': {
    input: paging,
    admit: KEEPERS,
    run: (_call, { cursor }) => history(cursor),
  },
};
