/** The card of a meeting: what the team is told, put together from what the plant knows. */
import type { BriefedHazard, BriefedPermit, BriefingCard, BriefingTeam } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { briefingId, quizOf, type QuizPicture } from '../../engine/briefing';
import type { DueShift } from '../../engine/inspection';
import { roundsOfShift, type ShiftRound } from '../inspection/shift';
import { toldHazards, toldPictures, type Told, type ToldHazard } from '../order/told';
import type { Plant } from '../plant/current';

/** Tickets in force or planned in some areas in a span of time, soonest first. At most one database call. */
export type PermitsOn = (areaIds: readonly string[], from: Millis, to: Millis) => Promise<BriefedPermit[]>;

/** Makes the card of a team before a shift. @param endsAt - of the shift */
export type CardMaker = (
  team: BriefingTeam,
  shift: DueShift,
  areaIds: readonly string[],
  endsAt: Millis,
) => Promise<BriefingCard>;

/** Asked once, however often it is wanted. */
function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key) => {
    const known = asked.get(key) ?? ask(key);
    asked.set(key, known);
    return known;
  };
}

const NOTHING_TOLD: Told = { found: [], standing: [] };

/** A line of the card. */
const lineOf = ({ orderId, title, place, open, measure }: ToldHazard): BriefedHazard => ({
  ...{ orderId, title, place, open, measure },
});

/** What is in the areas of a team; a round that goes through several belongs to each of them. */
const isHere = (areaIds: readonly string[], theirs: readonly string[]): boolean =>
  theirs.some((id) => areaIds.includes(id));

/** One run of card making: teams of one shift share what is read. */
export function createCards(
  inForce: Pick<Plant, 'templates' | 'templateById' | 'roster'>,
  permitsOn: PermitsOn,
  now: Millis,
): CardMaker {
  const hazards = once<Told>((startsAt) =>
    toldHazards(inForce, Number(startsAt) - DAY, Math.min(Number(startsAt), now)),
  );
  const rounds = once<ShiftRound[]>((slot) => {
    const [date = '', shiftId = ''] = slot.split(' ');
    return roundsOfShift(date, shiftId);
  });
  const pictures = once<QuizPicture[]>(() => toldPictures(now));
  const { templates } = inForce.templates;

  return async (team, shift, areaIds, endsAt) => {
    const { sections, most } = team;
    const { date, shiftId, startsAt } = shift;
    const has = (section: BriefingTeam['sections'][number]): boolean => sections.includes(section);
    const { found, standing } = has('hazards') ? await hazards(String(startsAt)) : NOTHING_TOLD;
    const inAreas = ({ areaId }: ToldHazard): boolean => areaIds.includes(areaId);
    const [here, left] = [found.filter(inAreas), standing.filter(inAreas)];
    const planned = has('rounds') ? await rounds(`${date} ${shiftId}`) : [];
    const ours = planned.filter((round) => isHere(areaIds, round.areaIds));
    return {
      hazards: has('hazards') ? here.slice(0, most).map(lineOf) : null,
      moreHazards: Math.max(0, here.length - most),
      standing: has('hazards')
        ? left.slice(0, most).map((one) => ({ ...lineOf(one), since: one.since }))
        : null,
      moreStanding: Math.max(0, left.length - most),
      rounds: has('rounds')
        ? ours.slice(0, most).map(({ taskId, title, owner, dueAt }) => ({ taskId, title, owner, dueAt }))
        : null,
      moreRounds: Math.max(0, ours.length - most),
      permits: has('permits') ? await permitsOn(areaIds, startsAt, endsAt) : null,
      quiz: has('quiz') ? quizOf(briefingId(team.id, shift), await pictures(''), templates) : null,
    };
  };
}
