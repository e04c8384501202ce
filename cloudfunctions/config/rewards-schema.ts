/** Schema of the rewards: no rule refers to itself in the end, and nobody is given a number of reports to reach. What pays a rule is proved when it is published. */
import * as v from 'valibot';
import type { RewardRule } from '../../typings/rewards';
import { choice, distinct, flag, id, line, list, shape, whole } from './parts';
import { urgency } from './plant-schema';

const level = choice('等级', ['undetermined', 'general', 'major']);

/** A list that says something. */
const some = <S extends v.GenericSchema>(item: S, label: string, max: number) => list(item, label, max, 1);

const when = v.pipe(
  shape({
    urgencies: v.exactOptional(some(urgency, '紧急程度', 3)),
    levels: v.exactOptional(some(level, '等级', 3)),
    templateIds: v.exactOptional(some(id('模板编号'), '模板', 100)),
    selfFixed: v.exactOptional(flag('是否自己改好')),
    ownArea: v.exactOptional(flag('是否自己的区域')),
    firstInDays: v.exactOptional(whole('多少天里头一次', 1, 365)),
    taskKinds: v.exactOptional(some(choice('任务种类', ['spotCheck', 'patrol']), '任务种类', 2)),
  }),
  v.check((given) => Object.keys(given).length > 0, '条件至少写一项'),
);

const points = (label: string) => whole(label, 1, 10_000);

const rule = shape({
  id: id('奖励规则'),
  points: points('积分'),
  reason: line('奖励原因', 30),
  for: v.exactOptional(
    choice('奖励什么', ['order', 'joined', 'fixedInTime', 'verifiedInTime', 'round', 'training']),
  ),
  on: v.exactOptional(id('加在哪一条上')),
  when: v.exactOptional(when),
  instead: v.exactOptional(
    some(
      shape({ when, points: points('积分'), reason: v.exactOptional(line('奖励原因', 30)) }),
      '按情况不同',
      20,
    ),
  ),
  deferredDays: v.exactOptional(whole('暂缓超过多少天', 1, 365)),
});

/** The rule that decides what pays this one: what it hangs on in the end. */
function rootOf(rules: readonly RewardRule[], given: RewardRule): RewardRule | undefined {
  let found: RewardRule | undefined = given;
  for (let steps = 0; found?.on !== undefined; steps += 1) {
    if (steps > rules.length) return undefined;
    const { on }: RewardRule = found;
    found = rules.find((each) => each.id === on);
  }
  return found;
}

const rules = v.pipe(
  list(rule, '奖励规则', 100),
  v.check((given) => distinct(given.map((each) => each.id)), '有两条奖励规则编号相同'),
  v.check(
    (given) => given.every(({ on }) => on === undefined || given.some((each) => each.id === on)),
    '有一条奖励加在没有的规则上',
  ),
  v.check(
    (given) => given.every((each) => rootOf(given, each) !== undefined),
    '有几条奖励互相加来加去，绕成了圈',
  ),
  v.check(
    (given) => given.every(({ on, for: what }) => on === undefined || what === undefined),
    '加在别的规则上的奖励，不用再写奖励什么',
  ),
);

const caps = v.pipe(
  shape({ day: points('每天上限'), month: points('每月上限') }),
  v.check(({ day, month }) => day <= month, '每天上限不能比每月上限大'),
);

const byHand = v.pipe(
  shape({ limit: points('不用同意的积分'), most: points('最多的积分') }),
  v.check(({ limit, most }) => limit <= most, '不用同意的积分不能比最多的还多'),
);

const lapse = shape({
  years: whole('几年以后清零', 0, 5),
  tellMonths: v.pipe(
    list(whole('提醒的月份', 1, 12), '提醒的月份', 12, 1),
    v.check((months) => distinct(months), '提醒的月份写了两次'),
  ),
});

export const rewardsSchema = v.pipe(
  shape({
    rules,
    caps: v.exactOptional(caps),
    fund: v.exactOptional(
      shape({
        yuan: whole('每月基金', 1, 10_000_000),
        fenPerPoint: whole('每分值几分钱', 1, 10_000),
        warnAt: whole('提醒线', 1, 100),
      }),
    ),
    lapse: v.exactOptional(lapse),
    byHand: v.exactOptional(byHand),
  }),
  v.check(
    ({ caps, byHand }) => caps === undefined || byHand === undefined || byHand.limit <= caps.day,
    '不用同意的积分不能超过每天上限',
  ),
);
