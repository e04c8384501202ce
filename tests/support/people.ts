/** Picks people of the plant for a test, by what they may do. */
import type { PersonOfPlant } from '../../devtools/cloud/control/shapes';
import type { Role } from '../../typings/domain';

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
