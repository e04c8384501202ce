/** Who an order or a directive may be given to. */
import type { Routes } from '../../../typings/api';
import { AppError } from '../../../miniprogram/shared/errors';
import { ISSUERS } from '../directives/issuers';
import type { Actor } from '../people/identify';
import { forWork } from '../people/untrained';
import { plant, type Plant } from '../plant/current';
import { getOrder } from './store';
import { maySee } from './visibility';

type Candidates = Routes['people.candidates']['output'];

/** The department that an order belongs to; null without an order. @throws AppError NOT_FOUND, NOT_FOR_YOU */
async function departmentOf(
  actor: Actor,
  orderId: string | null,
  inForce: Plant,
  now: number,
): Promise<string | null> {
  if (orderId === null) {
    // Whoever may give nobody anything need not leaf through the roll.
    if (ISSUERS.some((role) => actor.roles.includes(role))) return null;
    throw new AppError('NOT_FOR_YOU', { who: '管理人员' });
  }
  const order = await getOrder(orderId);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  return order.place.departmentId;
}

/**
 * Colleagues who may take an order: on duty first, then the order's own department, then by name.
 * @param orderId - null for a directive that stands alone
 */
export async function candidates(actor: Actor, orderId: string | null, now: number): Promise<Candidates> {
  const inForce = await plant(now);
  const own = await departmentOf(actor, orderId, inForce, now);
  const departments = new Map(inForce.places.departments.map(({ id, name }) => [id, name]));
  const near = (departmentId: string): number => (departmentId === own ? 0 : 1);
  const people = inForce.people
    .filter(({ status, roles }) => status === 'active' && roles.some((role) => role !== 'contractor'))
    .map((person) => ({ person, onDuty: inForce.duty.active(person.id)?.onDuty ?? false }))
    .sort(
      (a, b) =>
        Number(b.onDuty) - Number(a.onDuty) ||
        near(a.person.departmentId) - near(b.person.departmentId) ||
        (a.person.name < b.person.name ? -1 : 1),
    );
  return {
    people: people.map(({ person, onDuty }) => ({
      id: person.id,
      name: person.name,
      post: person.post,
      departmentName: departments.get(person.departmentId) ?? '',
      onDuty,
      ...forWork(person),
    })),
  };
}
