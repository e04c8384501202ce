/** Schema of the shop's goods: what points buy, and that it is goods and nothing else. */
import * as v from 'valibot';
import { day, distinct, id, line, list, plantFile, shape, whole } from './parts';

/** What no shop of points may offer (platform-facts, "Review"): money, what is as good as money, and games of chance. */
const NO_GOODS = /现金|红包|抽奖|彩票|盲盒|提现|转账|话费|充值|储值|购物卡|代金券|礼品卡/;

const reward = v.pipe(
  shape({
    id: id('东西的编号'),
    name: v.pipe(
      line('名称', 20),
      v.check((name) => !NO_GOODS.test(name), '积分只换生活用品，不换现金、卡券，也不抽奖'),
    ),
    icon: id('图标'),
    photo: v.nullable(
      plantFile(
        'goods',
        ['jpg', 'png', 'webp'],
        '照片要先传到云存储里放货架照片的文件夹，文件名只用字母和数字',
      ),
    ),
    unit: line('单位', 4),
    points: whole('积分', 1, 100_000),
    limit: v.nullable(whole('每人每月最多几件', 1, 100)),
    place: line('哪里领', 60),
    from: v.nullable(day('开始换的日期')),
    until: v.nullable(day('最后一天')),
    days: whole('留几天', 1, 60),
    low: whole('剩几件提醒进货', 0, 10_000),
  }),
  v.check(
    ({ from, until }) => from === null || until === null || from <= until,
    '开始换的日期不能晚于最后一天',
  ),
);

export const goodsSchema = shape({
  rewards: v.pipe(
    list(reward, '东西', 100),
    v.check((rewards) => distinct(rewards.map((each) => each.id)), '有两样东西编号相同'),
  ),
});
