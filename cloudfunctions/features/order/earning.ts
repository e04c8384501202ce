/** What an order is to the rules of points: the facts they ask about, and who earns by an act. */
import type { Effect, Order } from '../../../typings/domain';
import type { Transition } from '../../../typings/flow';
import { earnedBeside } from '../../engine/points/earned';
import { looksBack, type PayFacts } from '../../engine/points/tariff';
import { worldAt, type Plant } from '../plant/current';
import { lastReported } from './store';

/** What an order says by itself. */
export const plainFacts = (
  {
    urgency,
    level,
    templateId,
    place,
    reporter,
    fixer,
  }: Pick<Order, 'urgency' | 'level' | 'templateId' | 'place' | 'reporter' | 'fixer'>,
  departmentId: string | undefined,
): PayFacts => ({
  ...{ urgency, level, templateId },
  selfFixed: fixer !== null && fixer.id === reporter.id,
  ownArea: departmentId === place.departmentId,
});

/**
 * What the conditions of a rule ask about an order.
 * One database call where one asks whether it is the first of its kind there, else none.
 */
export async function factsFor(
  order: Order,
  rule: string,
  personId: string,
  { rewards, personById }: Pick<Plant, 'rewards' | 'personById'>,
): Promise<PayFacts> {
  const facts = plainFacts(order, personById.get(personId)?.departmentId);
  const back = looksBack(rewards, rule);
  if (back === 0 || order.templateId === null) return facts;
  const { reportedAt, templateId, place } = order;
  const last = await lastReported(templateId, place.areaId, reportedAt - back, reportedAt);
  return { ...facts, sinceSame: last === null ? Infinity : reportedAt - last };
}

/** Whether the order paid its reporter something that still stands, or is about to. */
function isPaid({ earned = {}, outbox, reporter }: Order): boolean {
  const standing = Object.values(earned).reduce((sum, points) => sum + points, 0);
  return (
    standing > 0 ||
    Object.values(outbox).some(({ effect }) => effect.kind === 'award' && effect.personId === reporter.id)
  );
}

/** The effects of an act with what others earn by it, and what it takes back. */
export const withEarnings = (
  order: Order,
  decided: Pick<Transition, 'order' | 'effects'>,
  inForce: Plant,
  now: number,
): Record<string, Effect> => ({
  ...decided.effects,
  ...earnedBeside(
    order,
    decided.order,
    decided.effects,
    isPaid(order),
    inForce.rewards,
    worldAt(inForce, now),
  ),
});
