/** What a caller is shown of themselves. */
import type { Me } from '../../../typings/api';
import type { Places } from '../../../typings/config';
import type { Actor } from './identify';

/**
 * @param actor - the caller
 * @param plant - the plant in force, for the name of the department
 */
export function toMe(actor: Actor, { places }: { places: Places }): Me {
  const { id, kind, name, roles, departmentId, person } = actor;
  const department = places.departments.find((each) => each.id === departmentId);
  return {
    id,
    kind,
    name,
    roles,
    departmentId,
    departmentName: department?.name ?? null,
    post: person?.post ?? null,
  };
}
