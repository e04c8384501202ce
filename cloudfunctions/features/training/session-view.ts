/** A class as phones show it: whole to whoever holds it, and to others what concerns them. */
import type { SessionView } from '../../../typings/api';
import type { Session } from '../../../typings/training';
import { minutesOf } from '../../engine/training';
import { signCode } from '../../platform/sign-in';
import { linksTo } from '../capture/links';
import type { Actor } from '../people/identify';
import { seesClass } from './rights';

/** Links need no database. */
export async function sessionView(session: Session, actor: Actor): Promise<SessionView> {
  const { _id: id, courses, trainer, place, openedAt, closedAt, evidence } = session;
  const isMine = trainer.id === actor.id;
  const seesAll = seesClass(session, actor);
  const all = Object.values(session.signed).sort((a, b) => a.at - b.at);
  const signed = all.filter(({ by }) => seesAll || by.id === actor.id);
  const files = seesAll ? Object.values(evidence).flatMap(({ sealedFileId }) => sealedFileId ?? []) : [];
  const [photo] = (await linksTo(files)).values();
  return {
    ...{ id, courses, trainer, place, openedAt, closedAt },
    code: isMine && closedAt === null ? signCode('training', id, session.secret) : null,
    signed: signed.map((one) => {
      const { by: person, ...rest } = one;
      const sum = [...minutesOf(session, one).values()].reduce((total, minutes) => total + minutes, 0);
      return { person, ...rest, minutes: closedAt === null ? null : sum };
    }),
    missing: seesAll ? session.expected.filter((person) => !Object.hasOwn(session.signed, person.id)) : [],
    mine: isMine,
    photo: photo ?? null,
  };
}
