/** Picks people of the plant for a test, by what they may do, and edits them as an administrator does. */
import type { PersonOfPlant } from '../../devtools/cloud/control/shapes';
import type { Routes } from '../../typings/api';
import type { Person, PersonInput, Role } from '../../typings/domain';
import type { TestCloud } from './cloud';

/**
 * The first person who holds a role; one who holds nothing else comes before one who does.
 * @param people - as `cloud.people()` answers
 * @param besides - openids that are taken already
 * @throws Error when nobody is left
 */
export function personWith(
  people: readonly PersonOfPlant[],
  role: Role,
  besides: readonly string[] = [],
): PersonOfPlant {
  const [person] = people
    .filter(({ openid, roles }) => roles.includes(role) && !besides.includes(openid))
    .sort((a, b) => a.roles.length - b.roles.length);
  if (person === undefined) throw new Error(`Nobody in the plant is free to be ${role}`);
  return person;
}

/**
 * A person by name, e.g. the owner that an order tells.
 * @throws Error when there is none, or more than one
 */
export function personNamed(people: readonly PersonOfPlant[], name: string): PersonOfPlant {
  const [person, ...others] = people.filter((each) => each.name === name);
  if (person === undefined) throw new Error(`Nobody in the plant is called ${name}`);
  if (others.length > 0) throw new Error(`${others.length + 1} people are called ${name}`);
  return person;
}

/** An openid that belongs to nobody in the plant: a visitor's phone. */
export function strangerOpenid(seed = 1): string {
  return `oStranger${String(seed).padStart(19, '0')}`;
}

/**
 * Somebody as an administrator would load and edit them.
 * @throws Error when there is nobody of that id
 */
export async function edited(
  cloud: Pick<TestCloud, 'dump'>,
  personId: string,
  patch: Partial<PersonInput>,
): Promise<Routes['people.save']['input']> {
  const people = (await cloud.dump('people')) as (Record<string, unknown> & Person)[];
  const found = people.find(({ _id }) => _id === personId);
  if (found === undefined) throw new Error(`nobody ${personId}`);
  const { name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status, joinedOn } = found;
  const person: PersonInput = {
    ...{ id: personId, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status },
    ...(joinedOn === undefined ? {} : { joinedOn }),
    ...patch,
  };
  return { rev: found.rev, person };
}
