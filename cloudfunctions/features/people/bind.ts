/** 绑定工号: a phone becomes a person by employee number, name and a one-use invite code. */
import type { Routes } from '../../../typings/api';
import type { Millis, Person } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { keyed, sameHash } from '../../platform/canonical';
import { actorOf, type Actor } from './identify';
import { spellCode, spellEmployeeNo, spellName } from './spelling';
import { peopleStore, type PeopleStore } from './store';

/** Wrong tries a phone has in 24 hours. */
export const MAX_TRIES = 5;

/** The id of nobody; person ids have no such character. A refused try searches as long as an accepted one. */
const NOBODY = '#';

/**
 * Binds the calling phone. Whatever is wrong, number, name or code, the answer and the database calls behind it are the
 * same, so that nobody can find out which part was right. The conditional update that uses up the code decides between
 * two phones. A phone that used its code and lost the answer is answered again.
 * @param actor - the caller as identified in this call
 * @returns the caller as the person they are now
 * @throws AppError INVITE_INVALID, INVITE_LOCKED
 */
export async function bind(
  actor: Actor,
  openid: string,
  input: Routes['session.bind']['input'],
  now: Millis,
  store: PeopleStore = peopleStore,
): Promise<Actor> {
  const phone = keyed('phone', openid);
  // Counted before the answer is known: many tries at once are many tries.
  if ((await store.takeTry(phone, now)) > MAX_TRIES) throw new AppError('INVITE_LOCKED');

  const found = await store.byEmployeeNo(spellEmployeeNo(input.employeeNo));
  const person = found !== null && mayBecome(actor, found, input.name) ? found : null;
  const personId = person?._id ?? NOBODY;
  const codeHash = keyed('invite', spellCode(input.code));
  const claimed = await store.claimInvite(personId, codeHash, phone, now);
  if (!claimed) {
    const invite = await store.inviteOf(personId);
    const usedHere = invite?.usedBy === phone && sameHash(invite.codeHash, codeHash);
    if (!usedHere) throw new AppError('INVITE_INVALID');
  }
  if (person === null || !(await store.bindTo(personId, openid, now))) throw new AppError('INVITE_INVALID');
  await store.giveBackTry(phone);
  return actorOf({ ...person, openid, boundAt: now }, openid);
}

/** The name fits, they are still here, and this phone is not a colleague's. */
function mayBecome(actor: Actor, person: Person, name: string): boolean {
  return (
    person.status === 'active' &&
    spellName(person.name) === spellName(name) &&
    (actor.kind === 'guest' || actor.id === person._id)
  );
}
