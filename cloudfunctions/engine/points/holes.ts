/** What is wrong with rewards beside flows and templates: an award that no rule prices, a rule that no flow ever pays. */
import type { Templates } from '../../../typings/config';
import type { FlowBook } from '../../../typings/flow';
import type { RewardRule, Rewards } from '../../../typings/rewards';
import { mostOf, paidFor } from './tariff';

/** What pays a rule: what pays the one that it hangs on in the end. The schema lets no loop pass. */
function paidInTheEnd(rules: readonly RewardRule[], rule: RewardRule): ReturnType<typeof paidFor> {
  const below = rule.on === undefined ? undefined : rules.find(({ id }) => id === rule.on);
  return below === undefined ? paidFor(rule) : paidInTheEnd(rules, below);
}

/** What is asked about an order can only be so of an order, and a kind of task only of a round. */
function isAnswerable(rules: readonly RewardRule[], rule: RewardRule): boolean {
  const what = paidInTheEnd(rules, rule);
  const { when, instead = [] } = rule;
  return [when, ...instead.map((each) => each.when)].every((each) => {
    const { taskKinds, ...ofOrder } = each ?? {};
    if (taskKinds !== undefined && what !== 'round') return false;
    return Object.keys(ofOrder).length === 0 || (what !== 'round' && what !== 'training');
  });
}

/** What rewards say that could never be so, or is always cut. */
function ownHoles(rewards: Rewards): string[] {
  const { rules, caps } = rewards;
  return [
    ...rules
      .filter((rule) => !isAnswerable(rules, rule))
      .map(({ id }) => `奖励 ${id} 的条件，它奖励的事情里没有`),
    ...rules
      .filter((rule) => rule.deferredDays !== undefined && paidFor(rule) !== 'order')
      .map(({ id }) => `奖励 ${id} 不是给上报的，不能在暂缓时先给`),
    ...rules
      .filter(({ id, on }) => on === undefined && caps !== undefined && mostOf(rewards, id) > caps.day)
      .map(({ id }) => `奖励 ${id} 一次就超过每天上限，请把上限写大一点`),
  ];
}

/** @returns holes in Chinese */
export function awardHoles(
  rewards: Rewards,
  { flows }: FlowBook,
  { templates }: Pick<Templates, 'templates'>,
): string[] {
  const { rules } = rewards;
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const given = new Set(
    flows.flatMap(({ actions }) => actions).flatMap(({ awards }) => awards.map(({ rule }) => rule)),
  );
  const titles = new Set(templates.map(({ id }) => id));
  const asked = rules.flatMap(({ when, instead = [] }) => [when, ...instead.map((each) => each.when)]);
  const unknown = new Set(asked.flatMap((each) => each?.templateIds ?? []).filter((id) => !titles.has(id)));
  return [
    ...[...given].flatMap((id) => {
      const rule = known.get(id);
      if (rule === undefined) return [`流程要给的奖励 ${id} 还没写`];
      return paidFor(rule) === 'order' ? [] : [`流程要给的奖励 ${id} 不是给上报的`];
    }),
    ...rules
      .filter((rule) => paidFor(rule) === 'order' && !given.has(rule.id))
      .map(({ id }) => `奖励 ${id} 没有流程会给`),
    ...ownHoles(rewards),
    ...[...unknown].map((id) => `奖励里写的模板 ${id} 不在了`),
  ];
}
