/** Who may see an order, and which names on it. */
import type { Order } from '../../../typings/domain';
import { idsOf, type Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { HANDOVER } from '../routing/turns';
import { followersOf } from './relations';
import type { OrderRow } from './store';
import { isSender } from './through';

/** Roles that oversee the whole plant. */
const PLANT_WIDE = ['safety', 'manager', 'dutyLeader', 'inspector'] as const;

/** Whether a person oversees every area. */
export const seesPlant = (actor: Actor): boolean => PLANT_WIDE.some((role) => actor.roles.includes(role));

/** Whether somebody reported this; their phone may have been bound since. */
export const isReporter = ({ reporter }: Pick<Order, 'reporter'>, actor: Actor): boolean =>
  idsOf(actor).includes(reporter.id);

/** People who had or have a hand in an order. */
function isParty(order: OrderRow, actor: Actor): boolean {
  const { id } = actor;
  return (
    isReporter(order, actor) ||
    isSender(order, actor) ||
    order.next?.owner.id === id ||
    order.next?.escalatedTo?.id === id ||
    order.rectifier?.id === id ||
    order.fixer?.id === id ||
    order.transfers.some(({ from, to }) => from.id === id || to.id === id) ||
    order.rounds.some(({ fixer, verdict }) => fixer?.id === id || verdict?.by.id === id) ||
    order.approval?.signatures.some(({ by }) => by.id === id) === true ||
    order.approval?.askedBy.id === id ||
    order.duties.some(({ owner }) => owner.id === id) ||
    followersOf(order).some((follower) => idsOf(actor).includes(follower.id))
  );
}

/** Whether a person keeps the place now, or is about to take it over. */
const keeps = ({ place }: OrderRow, { id }: Actor, { duty }: Plant, now: number): boolean =>
  [now, now + HANDOVER].some((at) => duty.siteKeeper(place.areaId, at).id === id);

/**
 * From whom the content check may hide something: whoever has no hand in the order, does not keep its place and does not
 * answer for the plant's safety.
 */
export const isOutsider = (order: OrderRow, actor: Actor, inForce: Plant, now: number): boolean =>
  !isParty(order, actor) &&
  !actor.roles.includes('safety') &&
  !actor.roles.includes('dutyLeader') &&
  !keeps(order, actor, inForce, now);

/** The host department answers for 相关方: its supervisors see what those reported under their name, wherever that was. */
function isHost({ reporter }: OrderRow, { departmentId }: Actor, { personById }: Plant): boolean {
  const person = personById.get(reporter.id);
  if (person === undefined || reporter.visibility !== 'named') return false;
  return person.departmentId === departmentId && person.roles.every((role) => role === 'contractor');
}

/** Whether this person may open this order at all. */
export function maySee(order: OrderRow, actor: Actor, inForce: Plant, now: number): boolean {
  if (isParty(order, actor)) return true;
  if (actor.kind === 'guest') return false;
  if (seesPlant(actor)) return true;
  if (!actor.roles.includes('supervisor')) return false;
  if (isHost(order, actor, inForce)) return true;
  // Whoever is about to take over looks at what they take over.
  return order.place.departmentId === actor.departmentId || keeps(order, actor, inForce, now);
}

/** The reporter's name is for those it was given to: with 只让安全员知道, safety officers alone. 匿名 has none to keep. */
export function mayKnowReporter(order: Pick<Order, 'reporter'>, actor: Actor): boolean {
  if (order.reporter.visibility !== 'safetyOnly' || actor.roles.includes('safety')) return true;
  return isReporter(order, actor) || isSender(order, actor);
}
