/** 绑定码: one live code per person, told once and never stored. */
import type { Routes } from '../../../typings/api';
import type { Millis, Person } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { keyed } from '../../platform/canonical';
import { randomCode } from '../../platform/ids';
import { plant, type Plant } from '../plant/current';
import type { Actor } from './identify';
import { spellCode } from './spelling';
import { peopleStore, type PeopleStore } from './store';

/** 10 characters of 5 bits: 2^50 codes against five tries a day. */
const CODE_LENGTH = 10;
export const INVITE_LIFE = 7 * DAY;

type CreatedInvite = Routes['invites.create']['output'];

/**
 * Makes a person's new code; an earlier one dies. 「找班长换一张」
 * @param actor - admin and safety for anybody; a supervisor for people below them or in a department they head
 * @throws AppError NOT_FOR_YOU, PERSON_UNKNOWN
 */
export async function createInvite(
  actor: Actor,
  personId: string,
  now: Millis,
  store: PeopleStore = peopleStore,
  inForce: (now: Millis) => Promise<Pick<Plant, 'places' | 'personById'>> = plant,
): Promise<CreatedInvite> {
  const forAnybody = actor.roles.includes('admin') || actor.roles.includes('safety');
  if (!forAnybody && !actor.roles.includes('supervisor')) throw notForYou();
  const person = await store.byId(personId);
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  if (!forAnybody && !leads(actor.id, person, await inForce(now))) throw notForYou();
  return issueInvite(person, actor.id, now, store);
}

/**
 * Stores a fresh code's hash and tells the code.
 * @param by - the id of whoever asked for it
 */
export async function issueInvite(
  person: Pick<Person, '_id' | 'name'>,
  by: string,
  now: Millis,
  store: PeopleStore = peopleStore,
): Promise<CreatedInvite> {
  const code = randomCode(CODE_LENGTH);
  const expiresAt = now + INVITE_LIFE;
  await store.putInvite({
    _id: person._id,
    schema: 1,
    codeHash: keyed('invite', spellCode(code)),
    createdBy: by,
    createdAt: now,
    expiresAt,
    usedAt: null,
    usedBy: null,
  });
  return { personId: person._id, name: person.name, code, expiresAt };
}

/** Whether somebody heads the person's department or stands above them. */
function leads(
  leaderId: string,
  person: Person,
  { places, personById }: Pick<Plant, 'places' | 'personById'>,
) {
  if (places.departments.some(({ id, headId }) => id === person.departmentId && headId === leaderId))
    return true;
  const seen = new Set<string>();
  let bossId = person.bossId;
  while (bossId !== null && !seen.has(bossId)) {
    if (bossId === leaderId) return true;
    seen.add(bossId);
    bossId = personById.get(bossId)?.bossId ?? null;
  }
  return false;
}

const notForYou = () => new AppError('NOT_FOR_YOU', { who: '他的主管或安全员' });
