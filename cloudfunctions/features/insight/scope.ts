/** Whose numbers somebody is told, and which orders stand behind them for their eyes. */
import type { Cell } from '../../../typings/insight';
import type { Millis, Role } from '../../../typings/domain';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Who is told the numbers of the whole plant. */
const WHOLE: readonly Role[] = ['safety', 'manager', 'admin'];

/** Who may open the orders behind them: to an administrator the people of the plant have told nothing. */
export const OPENERS: readonly Role[] = ['safety', 'manager', 'supervisor'];

export interface Scope {
  isWhole: boolean;
  mayOpen: boolean;
  isMine: (cell: Cell) => boolean;
  isMyArea: (areaId: string) => boolean;
  isMyDepartment: (departmentId: string) => boolean;
  /** The same of orders; null: all of them. */
  limits: Limits | null;
}

/** Orders of a department, or of areas. */
export interface Limits {
  departmentId: string | null;
  areaIds: readonly string[];
}

const all = (): boolean => true;

/** Everything, with the orders behind it. */
export const WHOLE_PLANT: Scope = {
  ...{ isWhole: true, mayOpen: true, limits: null },
  ...{ isMine: all, isMyArea: all, isMyDepartment: all },
};

const holdsOne = ({ roles }: Actor, some: readonly Role[]): boolean =>
  some.some((role) => roles.includes(role));

/** What somebody looks after: what is of their department, and the areas that they keep now; or the whole plant. */
export function scopeOf(actor: Actor, { places, duty }: Plant, now: Millis): Scope {
  const mayOpen = holdsOne(actor, OPENERS);
  if (holdsOne(actor, WHOLE)) return { ...WHOLE_PLANT, mayOpen };
  const { departmentId } = actor;
  const isMyDepartment = (id: string): boolean => departmentId !== null && id === departmentId;
  const kept = places.areas.filter(({ id }) => duty.siteKeeper(id, now).id === actor.id).map(({ id }) => id);
  const own = new Set([
    ...kept,
    ...places.areas.filter((area) => isMyDepartment(area.departmentId)).map(({ id }) => id),
  ]);
  return {
    ...{ isWhole: false, mayOpen, isMyDepartment },
    isMyArea: (id) => own.has(id),
    isMine: ({ by: { area, department } }) =>
      (area !== undefined && own.has(area)) || (department !== undefined && isMyDepartment(department)),
    limits: { departmentId, areaIds: [...own] },
  };
}
