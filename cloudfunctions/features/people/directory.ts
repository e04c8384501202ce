/** Everybody on the roll, as routing, notices and views need them. */
import type { Person } from '../../../typings/domain';
import { peopleStore, type PeopleStore } from './store';

/** A person without what only binding and administration need. */
export type DirectoryPerson = Pick<
  Person,
  | 'name'
  | 'roles'
  | 'departmentId'
  | 'teamId'
  | 'bossId'
  | 'status'
  | 'phone'
  | 'post'
  | 'openid'
  | 'joinedOn'
  | 'untrained'
> & { id: string };

/** The most the database answers at once. */
const PAGE = 1_000;

/** Drops what the directory does not show. */
export function directoryPerson(person: Person): DirectoryPerson {
  const { _id: id, name, roles, departmentId, teamId, bossId, status, phone, post, openid } = person;
  const { joinedOn, untrained } = person;
  return {
    ...{ id, name, roles, departmentId, teamId, bossId, status, phone, post, openid },
    ...(joinedOn === undefined ? {} : { joinedOn }),
    ...(untrained === undefined ? {} : { untrained }),
  };
}

/** Reads everybody, leavers too, by id: one database call per started thousand. */
export async function loadDirectory(store: PeopleStore = peopleStore): Promise<DirectoryPerson[]> {
  const people: DirectoryPerson[] = [];
  for (;;) {
    const page = await store.page(people.at(-1)?.id ?? '', PAGE);
    people.push(...page.map(directoryPerson));
    if (page.length < PAGE) return people;
  }
}
