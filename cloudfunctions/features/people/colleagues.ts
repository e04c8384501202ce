/** 同事: the people of one's department or team, for whom one may report. */
import type { Colleague } from '../../../typings/api';
import type { Plant } from '../plant/current';
import type { DirectoryPerson } from './directory';
import type { Actor } from './identify';

/** Whether somebody works where the caller does; to 相关方, who is of the host's department only on paper, their own team. */
function isNear({ person, roles }: Actor, other: DirectoryPerson): boolean {
  if (person === null) return false;
  const isOutside = roles.every((role) => role === 'contractor');
  return other.teamId === person.teamId || (!isOutside && other.departmentId === person.departmentId);
}

/**
 * Active people of the caller's department or team without the caller, the own team first, then by name. No database
 * call beyond those of the plant.
 */
export function colleaguesOf(actor: Actor, { people }: Pick<Plant, 'people'>): DirectoryPerson[] {
  const far = ({ teamId }: DirectoryPerson): number => Number(teamId !== actor.person?.teamId);
  return people
    .filter((other) => other.status === 'active' && other.id !== actor.id && isNear(actor, other))
    .sort((a, b) => far(a) - far(b) || (a.name < b.name ? -1 : 1));
}

/** What a phone may keep of a colleague. */
export const colleagueView = ({ id, name, post }: DirectoryPerson): Colleague => ({ id, name, post });
