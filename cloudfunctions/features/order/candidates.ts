/** Who an order may be given to. */
import type { Routes } from '../../../typings/api';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { getOrder } from './store';
import { maySee } from './visibility';

type Candidates = Routes['people.candidates']['output'];

/** Colleagues who may take an order: on duty first, then the order's own department, then by name. */
export async function candidates(actor: Actor, orderId: string, now: number): Promise<Candidates> {
  const order = await getOrder(orderId);
  const inForce = await plant(now);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  const departments = new Map(inForce.places.departments.map(({ id, name }) => [id, name]));
  const near = (departmentId: string): number => (departmentId === order.place.departmentId ? 0 : 1);
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
    })),
  };
}
