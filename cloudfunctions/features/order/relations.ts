/** How orders stand to one another, as each of the two keeps it, and who follows an order besides its reporter. */
import type { Effect, Order, PersonRef, Relation } from '../../../typings/domain';
import { writeBeside } from './store';

/** Orders that one order may be related to. */
export const MAX_RELATIONS = 20;

type Relate = Extract<Effect, { kind: 'relate' }>;
type Notice = Extract<Effect, { kind: 'notice' }>;

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

/** Who reported what was merged into an order, and who came upon the same: they see it and learn how it goes on. */
export const followersOf = ({
  relations,
  sightings = {},
}: Pick<Order, 'relations' | 'sightings'>): PersonRef[] => {
  const merged = Object.values(relations).flatMap(({ follower }) => follower ?? []);
  const all = [...merged, ...Object.values(sightings).map(({ by }) => by)];
  return [...new Map(all.map((one) => [one.id, one])).values()];
};

/** What followers need to know of an order. */
type Followed = Pick<
  Order,
  'relations' | 'sightings' | 'reporter' | 'rev' | 'number' | 'title' | 'place' | 'urgency'
>;

/** The news of an end that the reporter brought about, and so is not told. */
const closing = ({ number, title, place, urgency }: Followed, to: PersonRef): Notice => ({
  kind: 'notice',
  notice: 'closed',
  to,
  urgency,
  facts: {
    number,
    title,
    place: place.pointNo === null ? place.areaName : `${place.areaName} ${place.pointNo}`,
  },
});

/**
 * The effects of a step with what its followers learn: whatever the reporter is told, unless it asks them for something,
 * and the end in any case.
 * @param order - as it was before
 * @param next - the next step it led to; null when it ended
 */
export function withFollowers(
  order: Followed,
  next: Order['next'],
  effects: Record<string, Effect>,
): Record<string, Effect> {
  const { reporter } = order;
  const followers = followersOf(order).filter(({ id }) => id !== reporter.id);
  if (followers.length === 0 || next?.owner.id === reporter.id) return effects;
  const told = Object.entries(effects).flatMap(([key, effect]): [string, Notice][] =>
    effect.kind === 'notice' && effect.to.id === reporter.id ? [[key, effect]] : [],
  );
  if (told.length === 0 && next === null) {
    told.push([`notice-${order.rev + 1}-closed`, closing(order, reporter)]);
  }
  const copies = told.flatMap(([key, effect]) =>
    followers.map((to): [string, Notice] => [`${key}-${to.id}`, { ...effect, to }]),
  );
  return { ...effects, ...Object.fromEntries(copies) };
}
