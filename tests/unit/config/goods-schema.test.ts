/** Goods of the shop: what is refused, field by field, and what does not fit the people. */
import type { Reward } from '../../../typings/config';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { goodsHoles } from '../../../cloudfunctions/features/routing/holes';
import starter from '../../../scripts/plant/goods.json';

const fieldsOf = (change: Record<string, unknown>): string[] => {
  const [first, ...rest] = starter.rewards;
  try {
    parseConfig('goods', { rewards: [{ ...first, ...change }, ...rest] });
    return [];
  } catch (error) {
    return Object.keys((error as { fields: Record<string, string> }).fields);
  }
};

it('ships twenty household goods without photos', () => {
  const { rewards } = parseConfig('goods', starter);
  expect(rewards).toHaveLength(20);
  expect(rewards.filter(({ photo }) => photo !== null)).toEqual([]);
});

it.each([
  ['a name of cash', { name: '现金 50 元' }, 'rewards.0.name'],
  ['a lottery', { name: '抽奖一次' }, 'rewards.0.name'],
  ['a voucher', { name: '超市购物卡' }, 'rewards.0.name'],
  ['no points', { points: 0 }, 'rewards.0.points'],
  ['half a point', { points: 1.5 }, 'rewards.0.points'],
  ['a limit of none', { limit: 0 }, 'rewards.0.limit'],
  ['no place', { place: ' ' }, 'rewards.0.place'],
  ['a day that is none', { until: '2026-02-30' }, 'rewards.0.until'],
  ['an end before its beginning', { from: '2026-12-01', until: '2026-11-01' }, 'rewards.0'],
  ['a photo from elsewhere', { photo: 'https://example.com/a.jpg' }, 'rewards.0.photo'],
  ['evidence as a photo', { photo: 'cloud://env.bucket/evidence/a.jpg' }, 'rewards.0.photo'],
  ['no day to fetch it', { days: 0 }, 'rewards.0.days'],
  ['an id that is taken', { id: 'towel' }, 'rewards'],
])('refuses %s', (_what, change, field) => {
  expect(fieldsOf(change)).toEqual([field]);
});

it('takes a photo of the folder of the shop', () => {
  expect(fieldsOf({ photo: 'cloud://env.bucket-1/goods/soap.jpg' })).toEqual([]);
});

it('lists two things of one name, and goods that nobody hands out', () => {
  const goods = starter as { rewards: Reward[] };
  const keeper = { roles: ['storekeeper' as const], status: 'active' as const };
  expect(goodsHoles(goods, [keeper])).toEqual([]);
  expect(goodsHoles(goods, [{ ...keeper, status: 'left' }])).toHaveLength(1);
  expect(goodsHoles({ rewards: [] }, [])).toEqual([]);
  const [first] = goods.rewards;
  if (first === undefined) throw new Error('no goods');
  expect(goodsHoles({ rewards: [first, { ...first, id: 'soap-2' }] }, [keeper])).toEqual([
    '有两样东西都叫“香皂”',
  ]);
});
