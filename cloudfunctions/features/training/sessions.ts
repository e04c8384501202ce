/** Holding a class: opened by whoever teaches, found again, and ended with a picture. */
import type { ClassBook, CloseSessionInput, OpenSessionInput, SessionView } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Session } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { newSecret } from '../../platform/sign-in';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { admittedPicture, sealDue } from './files';
import { settleClass } from './minutes';
import { mayTeach, seesClass } from './rights';
import { sessionView } from './session-view';
import { addSession, endSession, getSession, learnersOf, openSessions } from './store';

/** Classes of one trainer at a time. */
const MOST_OPEN = 20;

/** How long after its planned end a class may stay open before its trainer is reminded. */
const OVERTIME = HOUR;

const TEACHERS = '安全员、主管和班组长';

/** The courses to choose from, and the classes that this person holds now. One database call. @throws AppError NOT_FOR_YOU */
export async function classBook(actor: Actor, now: Millis): Promise<ClassBook> {
  const inForce = await plant(now);
  if (!mayTeach(actor, inForce)) throw new AppError('NOT_FOR_YOU', { who: TEACHERS });
  const sessions = await openSessions(MOST_OPEN, actor.id);
  return {
    sessions: sessions.map(({ _id: id, courses, place, openedAt, signed }) => ({
      ...{ id, place, openedAt },
      title: courses.map(({ title }) => title).join('、'),
      n: Object.keys(signed).length,
    })),
    courses: inForce.training.courses
      .filter(({ classroom }) => classroom !== null)
      .map(({ id, title, level, minutes }) => ({ id, title, level, minutes })),
  };
}

const distinctPeople = (people: readonly PersonRef[]): PersonRef[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];

/**
 * Opens a class. Two database calls. Opened again under its id it is the same class.
 * @throws AppError NOT_FOR_YOU to whoever has nobody to teach; BAD_REQUEST for a course that is not there; REPLAY_…
 */
export async function openSession(
  actor: Actor,
  { id, courseIds, place }: OpenSessionInput,
  now: Millis,
): Promise<SessionView> {
  const inForce = await plant(now);
  if (!mayTeach(actor, inForce)) throw new AppError('NOT_FOR_YOU', { who: TEACHERS });
  const courses = courseIds.map((courseId, index) => {
    const course = inForce.training.courses.find((each) => each.id === courseId);
    if (course === undefined || course.classroom === null) {
      throw new AppError('BAD_REQUEST', {}, { [`courseIds.${index}`]: '没有这门课，请重新选' });
    }
    return { id: course.id, title: course.title, minutes: course.minutes };
  });
  const planned = courses.reduce((sum, { minutes }) => sum + minutes, 0) * MINUTE;
  const session: Session = {
    _id: id,
    schema: 1,
    rev: 1,
    courses,
    trainer: { id: actor.id, name: actor.name },
    place: place.trim(),
    secret: newSecret(),
    openedAt: now,
    closedAt: null,
    expected: distinctPeople((await learnersOf(courseIds)).map(({ person }) => person)),
    signed: {},
    tries: {},
    evidence: {},
    reminded: 0,
    nextDueAt: now + planned + OVERTIME,
  };
  if ((await addSession(session)) === 'added') return sessionView(session, actor);
  const there = await getSession(id);
  if (there === null || there.trainer.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  const isSame =
    there.place === session.place && there.courses.map((each) => each.id).join() === courseIds.join();
  if (!isSame) throw new AppError('REPLAY_MISMATCH');
  return sessionView(there, actor);
}

/** One class. One database call. @throws AppError CLASS_UNKNOWN, alike for one that is not theirs to see */
export async function readSession(actor: Actor, sessionId: string): Promise<SessionView> {
  const session = await getSession(sessionId);
  if (session === null || !(seesClass(session, actor) || Object.hasOwn(session.signed, actor.id))) {
    throw new AppError('CLASS_UNKNOWN');
  }
  return sessionView(session, actor);
}

/** Whether the class ended with this very picture. */
const isEndedWith = ({ closedAt, evidence }: Session, { photo }: CloseSessionInput): boolean =>
  closedAt !== null && Object.values(evidence).some(({ fileId }) => fileId === photo.fileId);

/**
 * Ends a class with a picture; its minutes go to everybody who was there, at once or by the timer. Two database calls, and
 * what follows from it. The same again is no failure.
 * @throws AppError CLASS_UNKNOWN; NOT_FOR_YOU; CLASS_OVER; PHOTO_…
 */
export async function closeSession(
  actor: Actor,
  input: CloseSessionInput,
  now: Millis,
): Promise<SessionView> {
  const session = await getSession(input.sessionId);
  if (session === null) throw new AppError('CLASS_UNKNOWN');
  const { trainer } = session;
  if (trainer.id !== actor.id) throw new AppError('NOT_FOR_YOU', { who: trainer.name });
  if (isEndedWith(session, input)) return sessionView(session, actor);
  if (session.closedAt !== null) throw new AppError('CLASS_OVER', { name: trainer.name });
  const files = new Map<string, Buffer>();
  try {
    const ended = await ending(session, actor, input, now, files);
    return await sessionView(await settledNow(ended, now, files), actor);
  } catch (error) {
    // The same call may have come twice at once, and the other one have sealed the picture.
    const there = error instanceof AppError ? await getSession(input.sessionId) : null;
    if (there === null || !isEndedWith(there, input)) throw error;
    return sessionView(there, actor);
  }
}

/** @returns the class as it ended @throws AppError PHOTO_…; CLASS_OVER when it ended meanwhile */
async function ending(
  session: Session,
  actor: Actor,
  { photo }: CloseSessionInput,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Session> {
  const evidence = await admittedPicture(photo, actor, session.evidence, now, files);
  const change = { closedAt: now, nextDueAt: sealDue(now) };
  const ended = await endSession(session, change, { [evidence.id]: evidence });
  if (ended === null) throw new AppError('CLASS_OVER', { name: session.trainer.name });
  return ended;
}

/** What follows from the end of a class, as far as there is time; the timer does the rest. */
async function settledNow(ended: Session, now: Millis, files: Map<string, Buffer>): Promise<Session> {
  const [result] = await withinCeiling([settleClass(ended, now, files)], CEILING);
  if (result?.status === 'rejected')
    log.defect({ event: 'training.class', session: ended._id }, result.reason);
  return result?.status === 'fulfilled' && result.value !== 'late' ? result.value : ended;
}
