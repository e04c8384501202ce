/** Brings people into an empty plant: checked as a whole, then added one by one. */
import * as v from 'valibot';
import type { PersonInput } from '../../../typings/domain';
import { bossProblem } from './chain';
import { directoryPerson, type DirectoryPerson } from './directory';
import { fieldsOf, newPerson } from './save';
import { personInput } from './schema';
import { peopleStore, type PeopleStore } from './store';

export interface Roll {
  people: PersonInput[];
  /** What is wrong with the roll, in Chinese; `people` is empty then. */
  holes: string[];
}

const MAX_PEOPLE = 5_000;

const roll = v.pipe(
  v.array(personInput, '人员要写成一个列表'),
  v.minLength(1, '人员名单是空的'),
  v.maxLength(MAX_PEOPLE, `人员最多 ${MAX_PEOPLE} 位`),
);

/**
 * Reads a list of people as exported or written by hand.
 * @param input - JSON
 */
export function readRoll(input: unknown): Roll {
  const result = v.safeParse(roll, input);
  if (!result.success) {
    return {
      people: [],
      holes: result.issues.map((issue) => `人员 ${v.getDotPath(issue) ?? ''}：${issue.message}`),
    };
  }
  const people = result.output.map((person) => ({ id: person.id, ...fieldsOf(person) }));
  const byId = new Map(people.map((person) => [person.id, person]));
  const holes = [
    ...twice(people.map(({ id }) => id)).map((id) => `有两个人的编号都是 ${id}`),
    ...twice(people.map(({ employeeNo }) => employeeNo)).map((no) => `有两个人的工号都是 ${no}`),
    ...people.flatMap((person) => {
      const problem = bossProblem(person, byId);
      return problem === null ? [] : [`${person.name}：${problem}`];
    }),
  ];
  return { people: holes.length > 0 ? [] : people, holes };
}

/** A person of the roll as the directory will show them. */
export const asEnrolled = (person: PersonInput): DirectoryPerson =>
  directoryPerson(newPerson(person.id, fieldsOf(person)));

/**
 * Adds whoever is not there; nobody who is there is changed. One database call per person.
 * @throws Error when an employee number belongs to somebody else already
 */
export async function enrol(
  people: readonly PersonInput[],
  store: PeopleStore = peopleStore,
): Promise<{ added: number; kept: number }> {
  let added = 0;
  for (const person of people) {
    if ((await store.add(newPerson(person.id, fieldsOf(person)))) === 'added') added += 1;
    else if ((await store.byId(person.id)) === null) {
      throw new Error(`employee number ${person.employeeNo} belongs to somebody else`);
    }
  }
  return { added, kept: people.length - added };
}

const twice = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
