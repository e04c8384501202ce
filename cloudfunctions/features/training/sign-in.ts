/** 签到: whoever is in a class puts themselves on its list, by the code or its number; the trainer names whoever cannot. */
import type { SessionView, SignInInput } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Session, Signed } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { checkSecret, MAX_SIGN_TRIES } from '../../platform/sign-in';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { sessionView } from './session-view';
import { countTry, countWrong, getSession, openSessions, sign } from './store';

/** Classes that a number may belong to: more are never open at once. */
const MOST_OPEN = 50;

/** On the list already, and not about to leave: there is nothing to write. */
const isThere = ({ signed }: Session, { id }: PersonRef, leaves: boolean): boolean => {
  const known = Object.hasOwn(signed, id) ? signed[id] : undefined;
  return known !== undefined && (!leaves || known.leftAt !== null);
};

/** @throws AppError CLASS_OVER when the class ended meanwhile */
async function put(
  session: Session,
  person: PersonRef,
  how: Pick<Signed, 'how' | 'reason'>,
  leaves: boolean,
  now: Millis,
): Promise<Session> {
  if (isThere(session, person, leaves)) return session;
  const known = Object.hasOwn(session.signed, person.id) ? session.signed[person.id] : undefined;
  const signed = known ?? { by: person, at: now, ...how, leftAt: null };
  const written = await sign(session._id, { ...signed, leftAt: leaves ? now : null });
  if (written === null) throw new AppError('CLASS_OVER', { name: session.trainer.name });
  return written;
}

/** @throws AppError CLASS_UNKNOWN, CLASS_OVER */
async function whyNot(sessionId: string): Promise<AppError> {
  const session = await getSession(sessionId);
  return session === null
    ? new AppError('CLASS_UNKNOWN')
    : new AppError('CLASS_OVER', { name: session.trainer.name });
}

/** The class of a scanned code. One database call. @throws AppError CLASS_…, SIGN_… */
async function scanned(sessionId: string, secret: string, actor: Actor): Promise<Session> {
  const session = await countTry(sessionId, actor.id);
  if (session === null) throw await whyNot(sessionId);
  checkSecret(secret, session.secret, session.tries[actor.id] ?? 0);
  return session;
}

/** The class of a number that was typed. One database call, and one more for a wrong number. @throws AppError SIGN_… */
async function typed(secret: string, actor: Actor): Promise<Session> {
  const open = await openSessions(MOST_OPEN);
  const tries = Math.max(0, ...open.map((session) => session.tries[actor.id] ?? 0));
  if (tries >= MAX_SIGN_TRIES) throw new AppError('SIGN_LOCKED');
  const found = open.find((session) => session.secret === secret);
  if (found !== undefined) return found;
  await countWrong(actor.id);
  throw new AppError('SIGN_WRONG');
}

/** The class in which its trainer names somebody. @throws AppError CLASS_…, NOT_FOR_YOU, PERSON_UNKNOWN */
async function named(
  sessionId: string | null,
  personId: string,
  actor: Actor,
  now: Millis,
): Promise<{ session: Session; person: PersonRef }> {
  const session = sessionId === null ? null : await getSession(sessionId);
  if (session === null) throw new AppError('CLASS_UNKNOWN');
  if (session.trainer.id !== actor.id) throw new AppError('NOT_FOR_YOU', { who: session.trainer.name });
  if (session.closedAt !== null) throw new AppError('CLASS_OVER', { name: actor.name });
  const person = (await plant(now)).personById.get(personId);
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  return { session, person: { id: person.id, name: person.name } };
}

/**
 * Puts somebody on the list of a class. Two database calls; once is enough, and the first time counts.
 * @throws AppError CLASS_UNKNOWN; CLASS_OVER; SIGN_WRONG, SIGN_LOCKED; BAD_REQUEST without a number; NOT_FOR_YOU and
 * PERSON_UNKNOWN when naming somebody
 */
export async function signIn(actor: Actor, input: SignInInput, now: Millis): Promise<SessionView> {
  const { sessionId, secret, personId, reason, leaves = false } = input;
  if (personId !== undefined) {
    const { session, person } = await named(sessionId, personId, actor, now);
    const how = { how: 'named' as const, ...(reason === undefined ? {} : { reason: reason.trim() }) };
    return sessionView(await put(session, person, how, leaves, now), actor);
  }
  if (secret === undefined) throw new AppError('BAD_REQUEST', {}, { secret: '请扫码，或输入六位数' });
  const session = sessionId === null ? await typed(secret, actor) : await scanned(sessionId, secret, actor);
  const how = sessionId === null ? 'typed' : 'scanned';
  const person = { id: actor.id, name: actor.name };
  return sessionView(await put(session, person, { how }, leaves, now), actor);
}
