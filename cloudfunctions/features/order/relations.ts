/** How orders stand to one another, as each of the two keeps it, and who follows an order besides its reporter. */
import type { Effect, Order, PersonRef, Relation } from '../../../typings/domain';
import { writeBeside } from './store';

/** Orders that one order may be related to. */
export const MAX_RELATIONS = 20;

type Relate = Extract<Effect, { kind: 'relate' }>;

/**
 * Performs the effect `relate`: the other order learns how it stands to this one. Whoever reported an order that was
 * merged follows the one that goes on. Doing it again is doing it once. One database call.
 * @param order - the order on which the effect waits
 */
export async function performRelate({ reporter }: Order, { orderId, relation }: Relate): Promise<void> {
  const follower = { id: reporter.id, name: reporter.name };
  const told: Relation = relation.kind === 'mergedHere' ? { ...relation, follower } : relation;
  await writeBeside(orderId, {}, { [`relations.${relation.id}`]: told });
}

/** Who reported what was merged into an order: they see it and learn how it goes on. */
export const followersOf = ({ relations }: Pick<Order, 'relations'>): PersonRef[] =>
  Object.values(relations).flatMap(({ follower }) => follower ?? []);

/**
 * The effects of a step with what its followers learn: whatever the reporter is told, unless it asks them for something.
 * @param order - as it was before
 * @param next - the next step it led to
 */
export function withFollowers(
  order: Pick<Order, 'relations' | 'reporter'>,
  next: Order['next'],
  effects: Record<string, Effect>,
): Record<string, Effect> {
  const followers = followersOf(order);
  if (followers.length === 0 || next?.owner.id === order.reporter.id) return effects;
  const copies = Object.entries(effects).flatMap(([key, effect]): [string, Effect][] =>
    effect.kind === 'notice' && effect.to.id === order.reporter.id
      ? followers.filter(({ id }) => id !== effect.to.id).map((to) => [`${key}-${to.id}`, { ...effect, to }])
      : [],
  );
  return { ...effects, ...Object.fromEntries(copies) };
}
