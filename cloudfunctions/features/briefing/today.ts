/** The meetings of a person: of their team about now, and those they still have to hold or to explain. */
import type { BriefingView, DayLine } from '../../../typings/api';
import type { Briefing } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, HOUR, isoDay, whenText } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import { briefingId, windowOf } from '../../engine/briefing';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { boundsOf } from '../routing/shifts';
import { maySee } from './rights';
import { briefingsOf, getBriefing } from './store';
import { briefingView } from './view';

/** How long before it may begin a meeting is shown. */
const AHEAD = 12 * HOUR;

type Teammate = Pick<Actor, 'id' | 'departmentId'>;

/** What meetings are made of. */
type Plans = Pick<Plant, 'briefings' | 'roster'>;

/** The ids of the meetings that a person's team has about now, made or not. */
function idsAbout({ departmentId }: Teammate, { briefings, roster }: Plans, now: Millis): string[] {
  if (departmentId === null) return [];
  const teams = briefings.teams.filter(({ departmentIds }) => departmentIds.includes(departmentId));
  const days = [now - DAY, now, now + DAY].map(isoDay);
  return teams.flatMap((team) =>
    roster.shifts
      .filter(({ id }) => team.shiftIds.includes(id))
      .flatMap((shift) =>
        days.flatMap((date) => {
          const { startsAt, endsAt } = boundsOf(shift, date);
          const { opensAt } = windowOf(team, startsAt);
          return now >= opensAt - AHEAD && now < endsAt
            ? [briefingId(team.id, { date, shiftId: shift.id })]
            : [];
        }),
      ),
  );
}

/** Whose list a person is on: theirs to come to, to lead, or signed already. */
const concerns = ({ owner, expected, signatures }: Briefing, { id }: Teammate): boolean =>
  owner.id === id || signatures[id] !== undefined || expected.some((person) => person.id === id);

/** Those that run or come next of the meetings that a person is on the list of; what they owe comes first. */
function shownTo(found: readonly Briefing[], who: Teammate, now: Millis): Briefing[] {
  const mine = found.filter(
    (briefing) => concerns(briefing, who) && (briefing.open || briefing.state === 'held'),
  );
  const owed = mine.filter(({ owner, open, endsAt }) => owner.id === who.id && open && now >= endsAt);
  const current = mine.filter(({ endsAt }) => now < endsAt);
  return [...owed, ...current];
}

/** One database call. */
export async function today(actor: Actor, now: Millis): Promise<{ briefings: BriefingView[] }> {
  const found = await briefingsOf(idsAbout(actor, await plant(now), now), actor.id);
  const briefings = shownTo(found, actor, now).map((briefing) => briefingView(briefing, actor, now));
  return { briefings: await Promise.all(briefings) };
}

/** One meeting. One database call. @throws AppError BRIEFING_UNKNOWN, alike for one that is not theirs to see */
export async function readBriefing(actor: Actor, id: string, now: Millis): Promise<BriefingView> {
  const briefing = await getBriefing(id);
  if (briefing === null || !maySee(briefing, actor)) throw new AppError('BRIEFING_UNKNOWN');
  return briefingView(briefing, actor, now);
}

/** What a person still has to do with a meeting; null: nothing. */
function lineOf(briefing: Briefing, { id }: Teammate, now: Millis): DayLine | null {
  const { _id, title, state, owner, startsAt, dueAt, endsAt, signatures } = briefing;
  const about = { kind: 'briefing', id: _id, title: `${WORDS.briefing} · ${title}` } as const;
  const start = whenText(startsAt, now);
  if (owner.id === id && state === 'missed') return { ...about, line: WORDS.briefingExplain, dueAt: null };
  if (owner.id === id && state === 'due') {
    return { ...about, line: WORDS.briefingLead.replace('{start}', start), dueAt };
  }
  if (owner.id === id && state === 'running') return { ...about, line: WORDS.briefingClose, dueAt: endsAt };
  if (signatures[id] !== undefined || state === 'missed') return null;
  const line = state === 'due' ? WORDS.briefingCome : WORDS.briefingSign;
  return { ...about, line: line.replace('{start}', start), dueAt: startsAt };
}

/**
 * What of the day's meetings waits for a person, for the list of their day. One database call.
 * @param inForce - the plant in force
 */
export async function briefingLines(person: Teammate, inForce: Plans, now: Millis): Promise<DayLine[]> {
  const found = await briefingsOf(idsAbout(person, inForce, now), person.id);
  return shownTo(found, person, now).flatMap((briefing) => lineOf(briefing, person, now) ?? []);
}
