/** 归属裁决 becomes a rule: from then on this area and category go where it was ruled. */
import type { Routes } from '../../../typings/api';
import type { Places, RoutingTable, Templates } from '../../../typings/config';
import type { Order, Ruling } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { configInForce, publish } from '../plant/publish';
import { matches } from '../routing/rules';
import { createSlotFinder, minuteAt } from '../routing/shifts';
import { getOrder } from './store';

type Rule = RoutingTable['rules'][number];

/** The rule of an order: always the same, so that adopting it again finds it. */
const ruleId = (number: string): string => `ruling-${number.toLowerCase()}`;

/** What a rule is made from besides the ruling. */
export interface RuleGround {
  duty: Pick<DutyBook, 'siteKeeper' | 'active'>;
  places: Pick<Places, 'departments' | 'areas'>;
  templates: Pick<Templates, 'categories'>;
}

const notYet = (why: string): AppError => new AppError('RULING_NO_RULE', { why });

/**
 * Where the ruled person stands for a duty, the rule names the duty, so that it outlives the person.
 * @returns with the words that say whom it names
 */
function targetOf(
  { to, at }: Ruling,
  areaId: string,
  { duty, places }: RuleGround,
): { to: Rule['to']; who: string } {
  if (duty.siteKeeper(areaId, at).id === to.id) return { to: { kind: 'siteKeeper' }, who: '当班现场管控人' };
  const headed = places.departments.find(({ headId }) => headId === to.id);
  if (headed !== undefined) {
    return {
      to: { kind: 'departmentHead', departmentId: headed.id },
      who: `${headed.name}负责人`,
    };
  }
  return { to: { kind: 'person', personId: to.id }, who: to.name };
}

/** The rule that a ruling makes. @throws AppError RULING_NO_RULE when it cannot stand as one */
export function ruleOf(
  { number, place, categoryId }: Pick<Order, 'number' | 'place' | 'categoryId'>,
  ruling: Ruling | null,
  ground: RuleGround,
): Rule {
  if (ruling === null) throw notYet('还没有裁决');
  if (ruling.provisional) throw notYet('值班领导是临时定的，请先确认裁决');
  const category = ground.templates.categories.find(({ id }) => id === categoryId);
  if (category === undefined) throw notYet('这一单没有分类');
  if (!ground.places.areas.some(({ id }) => id === place.areaId)) throw notYet('这个区域已经不在了');
  if (ground.duty.active(ruling.to.id) === null) throw notYet(`${ruling.to.name}已经离岗`);
  const { to, who } = targetOf(ruling, place.areaId, ground);
  return {
    id: ruleId(number),
    because: `${place.areaName}的${category.name}由${who}处理`,
    when: { areaIds: [place.areaId], categoryIds: [category.id] },
    to,
  };
}

const within = (inner: readonly string[] | undefined, outer: readonly string[]): boolean =>
  inner !== undefined && inner.every((one) => outer.includes(one));

/** Whether all that a rule speaks of is spoken of by another one before it: then it never gets a turn. */
const isCovered = ({ when }: Rule, { when: by }: Rule): boolean =>
  within(when.areaIds, by.areaIds ?? []) && within(when.categoryIds, by.categoryIds ?? []);

/**
 * Puts a rule before the first one that would take the order which was ruled on. What stands before that speaks of
 * something else and stays first; what the new rule leaves no turn goes.
 * @param index - of the rule that takes the order so far
 */
export function withRule(rules: readonly Rule[], rule: Rule, index: number): Rule[] {
  const before = rules.slice(0, index);
  const after = rules.slice(index).filter((each) => !isCovered(each, rule));
  return [...before, rule, ...after];
}

/**
 * Publishes the routing table with a rule from a ruling. Adopting the same ruling again answers what is in force.
 * @throws AppError NOT_FOUND; RULING_NO_RULE; CONFIG_INVALID with the holes it would leave; CONFIG_CHANGED when somebody
 * published meanwhile
 */
export async function adopt(
  actor: Actor,
  orderId: string,
  now: number,
): Promise<Routes['rulings.adopt']['output']> {
  const order = await getOrder(orderId);
  if (order === null) throw new AppError('NOT_FOUND');
  const { version } = await configInForce('routing', now);
  const inForce = await plant(now);
  const { rules } = inForce.routing;
  const adopted = rules.find(({ id }) => id === ruleId(order.number));
  if (adopted !== undefined) return { version, because: adopted.because };
  const rule = ruleOf(order, order.ruling, inForce);
  const { reportedAt } = order;
  const slot = createSlotFinder(inForce.roster.shifts)(reportedAt);
  const index = rules.findIndex((each) => matches(each, order, slot, minuteAt(reportedAt)));
  const body: RoutingTable = { rules: withRule(rules, rule, index === -1 ? rules.length : index) };
  const note = `${actor.name}采纳了 ${order.number} 的裁决`;
  const published = await publish(actor, { kind: 'routing', body, basedOn: version, note }, now);
  return { version: published.version, because: rule.because };
}
