/** The rules of points in plain words, made from what is in force. */
import type { PointsRules } from '../../../typings/points';
import type { RewardRule, Rewards, RewardWhen } from '../../../typings/rewards';

const URGENCY_WORDS = { high: '高', medium: '中', low: '低' } as const;
const LEVEL_WORDS = { undetermined: '待判定', general: '一般', major: '重大' } as const;
const TASK_WORDS = { spotCheck: '点检', patrol: '巡查' } as const;

/** A condition as somebody says it. @param titleOf - of a template */
export function conditionText(when: RewardWhen, titleOf: (templateId: string) => string): string {
  const { urgencies, levels, templateIds, selfFixed, ownArea, firstInDays, taskKinds } = when;
  return [
    ...(urgencies === undefined
      ? []
      : [`紧急程度${urgencies.map((each) => URGENCY_WORDS[each]).join('、')}`]),
    ...(levels === undefined ? [] : [`${levels.map((each) => LEVEL_WORDS[each]).join('、')}隐患`]),
    ...(templateIds === undefined ? [] : [templateIds.map(titleOf).join('、')]),
    ...(selfFixed === undefined ? [] : [selfFixed ? '自己当场改好' : '别人来改']),
    ...(ownArea === undefined ? [] : [ownArea ? '在自己的区域' : '不在自己的区域']),
    ...(firstInDays === undefined ? [] : [`这个区域 ${firstInDays} 天里头一次`]),
    ...(taskKinds === undefined ? [] : [taskKinds.map((each) => TASK_WORDS[each]).join('、')]),
  ].join('，');
}

function linesOf(rule: RewardRule, titleOf: (id: string) => string): PointsRules['rules'] {
  const { id, points, reason, on, when, instead = [] } = rule;
  const only = when === undefined ? '' : `（${conditionText(when, titleOf)}）`;
  return [
    { id, text: `${on === undefined ? '' : '再加：'}${reason}${only}`, points },
    ...instead.map((each, index) => ({
      id: `${id}-${index + 1}`,
      text: `${each.reason ?? reason}（${conditionText(each.when, titleOf)}）`,
      points: each.points,
    })),
  ];
}

/** How a rule is called where it is listed by itself. */
export const ruleText = ({ reason }: RewardRule): string => reason;

function notesOf({ rules, caps, lapse }: Rewards): string[] {
  const deferred = rules.find(({ deferredDays }) => deferredDays !== undefined)?.deferredDays;
  return [
    ...(caps === undefined ? [] : [`一个人一天最多 ${caps.day} 分，一个月最多 ${caps.month} 分。`]),
    ...(deferred === undefined ? [] : [`要等 ${deferred} 天以上才能改的，同意暂缓时先给分。`]),
    '这一单重新打开或不算了，积分先收回，改好以后再记上；用掉了就先欠着，以后得的先补上。',
    '匿名上报、合并到别的单的，不记积分。',
    '没有人要完成多少条，看到了就报。',
    ...(lapse === undefined
      ? []
      : [
          lapse.years === 0
            ? '当年的积分到年底清零，清零前会提醒你。'
            : `得到的积分，过 ${lapse.years} 年到年底清零，清零前会提醒你。`,
        ]),
  ];
}

/** @param titleOf - of a template */
export const rulesTold = (rewards: Rewards, titleOf: (templateId: string) => string): PointsRules => ({
  rules: rewards.rules.flatMap((rule) => linesOf(rule, titleOf)),
  notes: notesOf(rewards),
});
