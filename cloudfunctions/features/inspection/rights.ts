/** Who may see a task, work on it, hand it on, and oversee it. */
import type { Millis, Role } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Roles that oversee the rounds of the whole plant. */
export const PLANT_WIDE: readonly Role[] = ['safety', 'manager', 'admin'];

/** Who has rounds to oversee at all. */
export const OVERSEERS: readonly Role[] = [...PLANT_WIDE, 'supervisor', 'dutyLeader'];

/** Whom a task is shown to besides its owner and their colleagues. */
const READERS: readonly Role[] = [...OVERSEERS, 'inspector'];

type Owned = Pick<Task, 'owner' | 'departmentId'>;

const holds = ({ roles }: Actor, some: readonly Role[]): boolean => some.some((role) => roles.includes(role));

/** The areas whose rounds somebody oversees now; null for all of them. */
export function overseenAreas(actor: Actor, { places, duty }: Plant, now: Millis): string[] | null {
  if (holds(actor, PLANT_WIDE) || duty.dutyLeader(now).id === actor.id) return null;
  return places.areas.flatMap(({ id, departmentId }) =>
    departmentId === actor.departmentId || duty.siteKeeper(id, now).id === actor.id ? [id] : [],
  );
}

/** Whether somebody is on the roll of the department that the task is in, or that its owner is of. */
function isColleague(task: Owned, { departmentId }: Actor, { personById }: Plant): boolean {
  return (
    departmentId !== null &&
    (departmentId === task.departmentId || departmentId === personById.get(task.owner.id)?.departmentId)
  );
}

/** Whether somebody may answer the items of a task: two who inspect together are both named. */
export const mayWork = (task: Owned, actor: Actor, inForce: Plant): boolean =>
  task.owner.id === actor.id || isColleague(task, actor, inForce);

export const maySeeTask = (task: Owned, actor: Actor, inForce: Plant): boolean =>
  mayWork(task, actor, inForce) || holds(actor, READERS);

/** Its owner, a safety officer, or the supervisor of the place. */
export function mayHandOver(
  task: Owned & Pick<Task, 'areaId'>,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): boolean {
  if (task.owner.id === actor.id || actor.roles.includes('safety')) return true;
  if (!actor.roles.includes('supervisor')) return false;
  return overseenAreas(actor, inForce, now)?.includes(task.areaId) ?? true;
}
