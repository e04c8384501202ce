/** Who may see a training, explain, let off, and hold classes. */
import type { Role } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Roles that look after the trainings of the whole plant. */
const PLANT_WIDE: readonly Role[] = ['safety', 'manager', 'admin'];

const holds = ({ roles }: Pick<Actor, 'roles'>, some: readonly Role[]): boolean =>
  some.some((role) => roles.includes(role));

/** The people whose trainings somebody looks after: their department's as its supervisor or head, and their own. Null: everybody's. */
export function overseen(actor: Actor, { people, places }: Plant): ReadonlySet<string> | null {
  if (holds(actor, PLANT_WIDE)) return null;
  const headed = new Set(
    places.departments.flatMap(({ id, headId }) =>
      headId === actor.id || (actor.roles.includes('supervisor') && actor.departmentId === id) ? [id] : [],
    ),
  );
  return new Set(
    people.flatMap(({ id, departmentId, bossId }) =>
      id !== actor.id && (headed.has(departmentId) || bossId === actor.id) ? [id] : [],
    ),
  );
}

type Owned = Pick<Training, 'person'>;

/** Whether somebody looks after the trainings of this person. */
export const oversees = ({ person }: Owned, actor: Actor, inForce: Plant): boolean =>
  overseen(actor, inForce)?.has(person.id) ?? true;

export const maySeeTraining = (training: Owned, actor: Actor, inForce: Plant): boolean =>
  training.person.id === actor.id || oversees(training, actor, inForce);

/** Safety alone, and never for themselves. */
export const mayWaive = ({ person }: Owned, actor: Actor): boolean =>
  actor.roles.includes('safety') && person.id !== actor.id;

/** Whoever has somebody to teach. */
export const mayTeach = (actor: Actor, inForce: Plant): boolean => (overseen(actor, inForce)?.size ?? 1) > 0;

/** Whoever holds a class, and whoever looks after all of them. */
export const seesClass = ({ trainer }: Pick<Session, 'trainer'>, actor: Actor): boolean =>
  trainer.id === actor.id || holds(actor, PLANT_WIDE);
