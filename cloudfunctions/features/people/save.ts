/** 人员: an administrator adds somebody, corrects a record or takes somebody off the roll. */
import type { Routes } from '../../../typings/api';
import type { Millis, Person, PersonInput } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';
import { canonical } from '../../platform/canonical';
import { plantReader, type Plant, type PlantReader } from '../plant/current';
import { holesError, staffHoles } from '../plant/proof';
import { bossProblem } from './chain';
import { directoryPerson, type DirectoryPerson } from './directory';
import type { Actor } from './identify';
import { spellEmployeeNo } from './spelling';
import { peopleStore, type PeopleStore, type PersonFields } from './store';

export interface SavedPerson {
  id: string;
  rev: number;
  /** They are off the roll now: their open orders must go to somebody else. */
  left: boolean;
}

/**
 * Writes one person; somebody new joins today unless told. The same save sent again changes nothing and is answered as
 * before.
 * @param actor - an administrator
 * @throws AppError NOT_FOR_YOU, BAD_REQUEST, PERSON_UNKNOWN; CONFIG_CHANGED on a stale `rev`; CONFIG_INVALID with the
 * holes that the change would tear into roster or routing
 */
export async function savePerson(
  actor: Actor,
  { rev, person: input }: Routes['people.save']['input'],
  now: Millis,
  store: PeopleStore = peopleStore,
  reader: PlantReader = plantReader,
): Promise<SavedPerson> {
  if (!actor.roles.includes('admin')) throw new AppError('NOT_FOR_YOU', { who: '管理员' });
  const fields = fieldsOf(input);
  const saved = (at: number): SavedPerson => ({ id: input.id, rev: at, left: input.status === 'left' });

  const [stored, { plant }] = await Promise.all([store.byId(input.id), reader.fresh(now)]);
  if (stored === null && rev > 0) throw new AppError('PERSON_UNKNOWN');
  if (stored !== null && isSame(stored, fields) && (stored.rev === rev || stored.rev === rev + 1))
    return saved(stored.rev);
  if (stored !== null && stored.rev !== rev) throw changed();

  const sameNo = await store.byEmployeeNo(fields.employeeNo);
  const problems = problemsOf({ id: input.id, ...fields }, plant, sameNo);
  if (Object.keys(problems).length > 0) throw new AppError('BAD_REQUEST', {}, problems);
  const before = plant.people;
  const after = [...before.filter(({ id }) => id !== input.id), asDirectory(input.id, fields, stored)];
  const known = new Set(staffHoles(plant, before, isoDay(now)));
  const torn = staffHoles(plant, after, isoDay(now)).filter((hole) => !known.has(hole));
  if (torn.length > 0) throw holesError(torn);

  const written =
    stored === null
      ? (await store.add(newPerson(input.id, { joinedOn: isoDay(now), ...fields }))) === 'added'
      : await store.change(input.id, rev, fields);
  if (!written) throw changed();
  reader.invalidate();
  return saved(rev + 1);
}

/** The fields as they are stored: the employee number in the one spelling that binding looks for. */
export function fieldsOf(input: PersonInput): PersonFields {
  const { name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status, joinedOn } = input;
  return {
    name: name.trim(),
    employeeNo: spellEmployeeNo(employeeNo),
    phone,
    departmentId,
    teamId,
    post,
    roles,
    bossId,
    status,
    ...(joinedOn === undefined ? {} : { joinedOn }),
  };
}

/** A record nobody has bound yet. */
export const newPerson = (id: string, fields: PersonFields): Person => ({
  _id: id,
  schema: 1,
  ...fields,
  openid: null,
  boundAt: null,
  rev: 1,
});

const changed = () => new AppError('CONFIG_CHANGED', { name: '有人' });

function isSame(stored: Person, fields: PersonFields): boolean {
  return Object.entries(fields).every(
    ([key, value]) => canonical(stored[key as keyof PersonFields]) === canonical(value),
  );
}

/** Which fields to mend: path in the request → Chinese. */
function problemsOf(
  person: PersonInput,
  { places, personById }: Plant,
  sameNo: Person | null,
): Record<string, string> {
  const problems: Record<string, string> = {};
  if (sameNo !== null && sameNo._id !== person.id) {
    problems['person.employeeNo'] = `工号 ${person.employeeNo} 已经是${sameNo.name}的`;
  }
  if (!places.departments.some(({ id }) => id === person.departmentId)) {
    problems['person.departmentId'] = '没有这个部门，请重新选';
  }
  const boss = bossProblem(person, new Map([...personById].filter(([id]) => id !== person.id)));
  if (boss !== null) problems['person.bossId'] = boss;
  return problems;
}

const asDirectory = (id: string, fields: PersonFields, stored: Person | null): DirectoryPerson =>
  directoryPerson({ ...(stored ?? newPerson(id, fields)), ...fields });
