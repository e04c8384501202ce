/** Who may see a meeting, and who oversees which. */
import type { Briefing } from '../../../typings/briefing';
import type { Role } from '../../../typings/domain';
import type { Actor } from '../people/identify';

/** Roles that oversee the meetings of the whole plant. */
const PLANT_WIDE: readonly Role[] = ['safety', 'manager', 'admin', 'dutyLeader'];

/** Who has meetings to oversee at all. */
export const OVERSEERS: readonly Role[] = [...PLANT_WIDE, 'supervisor'];

type Met = Pick<Briefing, 'departmentIds' | 'owner'>;

const isOfDepartment = ({ departmentIds }: Pick<Briefing, 'departmentIds'>, { departmentId }: Actor) =>
  departmentId !== null && departmentIds.includes(departmentId);

/** Whether somebody looks after a meeting without leading it. */
export const oversees = (briefing: Pick<Briefing, 'departmentIds'>, actor: Actor): boolean =>
  PLANT_WIDE.some((role) => actor.roles.includes(role)) ||
  (actor.roles.includes('supervisor') && isOfDepartment(briefing, actor));

/** Whether somebody may read who signed. */
export const maySeeRoll = (briefing: Met, actor: Actor): boolean =>
  briefing.owner.id === actor.id || oversees(briefing, actor);

/** Whoever is told, whoever signed, and whoever looks after it; a code that was shown to somebody opens it to them. */
export const maySee = (
  briefing: Met & Pick<Briefing, 'expected' | 'signatures' | 'miss'>,
  actor: Actor,
): boolean =>
  maySeeRoll(briefing, actor) ||
  isOfDepartment(briefing, actor) ||
  briefing.expected.some(({ id }) => id === actor.id) ||
  briefing.signatures[actor.id] !== undefined ||
  briefing.miss?.raisedTo.some(({ id }) => id === actor.id) === true;
