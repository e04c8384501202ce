/** What follows from the end of a class: everybody who was there gets their minutes once, and the picture is sealed. */
import type { Millis } from '../../../typings/domain';
import type { Session } from '../../../typings/training';
import { MINUTE } from '../../../miniprogram/shared/time';
import { attendanceOf, withAttendance } from '../../engine/training';
import { changeTraining } from './change';
import { sealClass } from './files';
import { noteSession, openWith } from './store';

/** How long the timer waits before it tries again. */
const AGAIN = 5 * MINUTE;

/** Writes at a time. */
const AT_ONCE = 20;

/** Gives everybody in a class what they did of it; what they were given before stays as it is. */
async function giveMinutes(session: Session, now: Millis): Promise<void> {
  const people = Object.keys(session.signed);
  if (people.length === 0) return;
  const trainings = await openWith(
    people,
    session.courses.map(({ id }) => id),
  );
  for (let start = 0; start < trainings.length; start += AT_ONCE) {
    await Promise.all(
      trainings.slice(start, start + AT_ONCE).map(async ({ _id, person }) => {
        const signed = session.signed[person.id];
        if (signed === undefined) return;
        const given = attendanceOf(session, signed);
        await changeTraining(_id, (training) => ({
          training: withAttendance(training, session._id, given, now),
        }));
      }),
    );
  }
}

/** Waits for both, also when one fails: nothing may go on behind the back of an instance that freezes. */
async function bothOf<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}

/**
 * Does what is left to do of a class that ended; safe to repeat at any point.
 * @param files - bytes of the picture, when it was admitted in the same invocation
 * @returns the class as it is then
 */
export async function settleClass(
  session: Session,
  now: Millis,
  files?: Map<string, Buffer>,
): Promise<Session> {
  const [sealed] = await bothOf(sealClass(session, now, files), giveMinutes(session, now));
  await noteSession(session._id, { nextDueAt: sealed.left ? now + AGAIN : null });
  return sealed.session;
}
