/** Safety's desk: what nobody decided, heard or took, and where the plant's own rules have holes. */
import type { Desk } from '../../../typings/api';
import type { Millis, Role } from '../../../typings/domain';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { mutePeople } from '../notices/mute';
import { deskPiles } from '../order/piles';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { calendarWarnings, fallbackLines, rosterHoles } from '../routing/holes';

/** How far ahead the calendar has to be known. */
const AHEAD = 90 * DAY;

/** The lines that follow from the configuration alone; worked out again when it changes, or the day does. */
let kept: { key: string; lines: string[] } | null = null;

/** What the roster and the routing leave to chance, in Chinese. */
export function holesOf(inForce: Plant, now: Millis): string[] {
  const { routing, places, templates, roster, people, versions } = inForce;
  const today = isoDay(now);
  const still = [versions.routing, versions.places, versions.templates, versions.roster, today].join();
  if (kept?.key !== still) {
    const lines = [
      ...calendarWarnings(roster, now, now + AHEAD),
      ...fallbackLines(routing, places, templates, roster),
    ];
    kept = { key: still, lines };
  }
  // People come and go without a new version.
  return [...rosterHoles(places, roster, people, today), ...kept.lines];
}

/** Roles whose reminders the plant relies on; a worker without any still finds everything in the inbox. */
const RELIED_UPON: readonly Role[] = ['supervisor', 'dutyLeader', 'inspector', 'safety', 'manager'];

/** People whom no message can be sent to any more, with the number to call. */
async function muteOf({ people, personById, notices }: Plant, now: Millis): Promise<Desk['mute']> {
  const relied = people.filter(
    ({ status, roles }) => status === 'active' && roles.some((role) => RELIED_UPON.includes(role)),
  );
  const mute = await mutePeople(relied, notices, now);
  return mute.map(({ person }) => ({
    person: { id: person.id, name: person.name },
    post: personById.get(person.id)?.post ?? '',
    phone: personById.get(person.id)?.phone ?? null,
  }));
}

/** Three database calls, one more where reminders were accepted, and one for the pictures. */
export async function desk(actor: Actor, now: Millis): Promise<Desk> {
  const inForce = await plant(now);
  const [piles, mute] = await Promise.all([deskPiles(actor, inForce, now), muteOf(inForce, now)]);
  return { ...piles, holes: holesOf(inForce, now).map((text) => ({ text })), mute };
}
