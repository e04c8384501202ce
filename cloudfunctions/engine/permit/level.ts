/** Which level a ticket has: as asked, at least as its area needs, one higher when a day of it is a public holiday. */
import { DAY, HOUR, isoDay, startOfDay, wallClock } from '../../../miniprogram/shared/time';
import { PERMIT_WORDS } from '../../../miniprogram/shared/permit-words';
import type { Millis } from '../../../typings/domain';
import type { HotWorkRules, Permit, PermitLevel, PermitLevelId, PermitPlace } from '../../../typings/permit';

/** What is asked for, and where. */
export interface LevelFacts {
  asked: PermitLevelId;
  place: Pick<PermitPlace, 'areaId' | 'areaName' | 'riskColor'>;
  from: Millis;
  until: Millis;
}

/** The days that a stretch of time touches, by their midnights; its end is not in it any more. */
const daysOf = (from: Millis, until: Millis): Millis[] => {
  const first = startOfDay(from);
  const count = Math.max(1, Math.ceil((until - first) / DAY));
  return Array.from({ length: count }, (_none, index) => first + index * DAY);
};

/**
 * The level in force and why it is not the one that was asked for.
 * @param isHoliday - of a day, `yyyy-mm-dd`
 * @throws Error when the rules lack a level, which their schema rules out
 */
export function levelFor(
  { levels, areaLevels, holidaysUp }: Pick<HotWorkRules, 'levels' | 'areaLevels' | 'holidaysUp'>,
  { asked, place, from, until }: LevelFacts,
  isHoliday: (day: string) => boolean,
): { level: PermitLevel; why: string[] } {
  const rankOf = (id: PermitLevelId): number => levels.findIndex((each) => each.id === id);
  const least = areaLevels
    .filter(
      ({ areaIds, riskColors }) => areaIds.includes(place.areaId) || riskColors.includes(place.riskColor),
    )
    .map((each) => rankOf(each.least));
  let rank = Math.min(rankOf(asked), ...least);
  const why = rank < rankOf(asked) ? [PERMIT_WORDS.areaLeast(place.areaName, levels[rank]?.name ?? '')] : [];
  const holiday = holidaysUp ? daysOf(from, until).find((day) => isHoliday(isoDay(day))) : undefined;
  if (holiday !== undefined && rank > 0) {
    rank -= 1;
    const { month, day } = wallClock(holiday);
    why.push(PERMIT_WORDS.holiday(month, day));
  }
  const level = levels[rank];
  if (level === undefined) throw new Error(`the rules have no level ${asked}`);
  return { level, why };
}

/** The latest end of a ticket of a level. */
export const latestEnd = ({ hours }: Pick<PermitLevel, 'hours'>, from: Millis): Millis => from + hours * HOUR;

/** Whether gas is measured for a level at a place. */
export const needsGas = (
  { gas }: Pick<HotWorkRules, 'gas'>,
  { gasTest }: Pick<PermitLevel, 'gasTest'>,
  { areaId, riskColor }: Pick<Permit['place'], 'areaId' | 'riskColor'>,
): boolean => gasTest || gas.areaIds.includes(areaId) || gas.riskColors.includes(riskColor);
