/** Who may see a ticket: whoever has to do with it, the people of the place, and those who answer for the plant's safety. */
import type { Role } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import type { Actor } from '../people/identify';

/** Roles that see the tickets of the whole plant. */
export const PLANT_WIDE: readonly Role[] = [
  'safety',
  'manager',
  'admin',
  'dutyLeader',
  'supervisor',
  'inspector',
];

export const seesAll = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  PLANT_WIDE.some((role) => roles.includes(role));

/** 相关方 are of the host's department only on paper. */
export const isOutside = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.length > 0 && roles.every((role) => role === 'contractor');

type Seen = Pick<
  Permit,
  'applicant' | 'watcher' | 'watches' | 'workers' | 'approvals' | 'next' | 'raised' | 'place'
>;

export function maySee(permit: Seen, actor: Actor): boolean {
  const { id, departmentId } = actor;
  const { applicant, watcher, watches, workers, approvals, next, raised, place } = permit;
  return (
    [applicant, watcher, next?.owner].some((person) => person?.id === id) ||
    watches.some(({ by }) => by.id === id) ||
    workers.some(({ personId }) => personId === id) ||
    approvals.some(({ signed }) => signed?.by.id === id) ||
    raised.some(({ to }) => to.id === id) ||
    seesAll(actor) ||
    (departmentId === place.departmentId && !isOutside(actor))
  );
}
