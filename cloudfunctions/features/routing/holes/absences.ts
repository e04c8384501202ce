/** Lists every hole that leave tears into a roster: a duty, of which there must be one holder, without a deputy. */
import type { Roster } from '../../../../typings/config';
import { DAY } from '../../../../miniprogram/shared/time';
import type { Absence } from '../absences';
import { weekdayOf } from '../shifts';
import type { Duty, Watch } from '../watch';
import { DUTY_NAMES } from './words';

/**
 * Lists the holes of the leave in a roster: unknown or gone people, two at a time of one person, and the shifts that
 * nobody is left for.
 * @param roster - its changes and absences are those still to be checked
 * @param today - `yyyy-mm-dd`; earlier shifts are history
 */
export function absenceHoles(roster: Roster, watch: Watch, today: string): string[] {
  const absences = roster.absences ?? [];
  const holes = absences.flatMap((absence, index) => [
    ...nameHoles(absence, watch),
    ...absences
      .slice(index + 1)
      .filter((other) => other.personId === absence.personId && overlap(absence, other))
      .map(({ from }) => `${nameOf(absence.personId, watch)}的请假从 ${from} 起写了两次`),
    ...uncovered(absence, roster, watch, today),
  ]);
  return [...new Set(holes)];
}

function nameHoles({ personId, deputyId }: Absence, watch: Watch): string[] {
  if (!watch.known(personId)) return [`请假的 ${personId} 不在人员名单里`];
  if (deputyId === null || watch.person(deputyId)) return [];
  const whose = `${nameOf(personId, watch)}请假时的代班人`;
  const left = watch.known(deputyId);
  return [left ? `${whose}${left.name}已离岗，要换人` : `${whose} ${deputyId} 不在人员名单里`];
}

const overlap = (a: Absence, b: Absence): boolean => a.from <= b.to && b.from <= a.to;

/** The shifts of one person on leave in which nobody is in their place, told once for all areas alike. */
function uncovered(absence: Absence, roster: Roster, watch: Watch, today: string): string[] {
  const { personId } = absence;
  if (!watch.person(personId)) return [];
  const days = datesOf(absence, today);
  const own = [...roster.duties, ...roster.changes].filter((line) => line.personId === personId);
  const kept = new Set(own.flatMap(({ duty, areaIds }) => (duty === 'siteKeeper' ? areaIds : [])));
  const scopes = [
    { duty: 'dutyLeader' as const, areaId: null },
    ...[...kept].map((areaId) => ({ duty: 'siteKeeper' as const, areaId })),
  ];
  const found = new Map<string, { when: string; duty: Duty; areas: string[] }>();
  for (const { id: shiftId, name } of roster.shifts) {
    for (const { duty, areaId } of scopes) {
      const dates = days.filter((date) => {
        const slot = { shiftId, weekday: weekdayOf(date), date };
        return watch.listed(duty, areaId, slot).includes(personId) && !watch.onDuty(duty, areaId, slot);
      });
      if (dates.length === 0) continue;
      const when = `${datesText(dates)} ${name}`;
      const group = found.get(`${duty} ${when}`) ?? { when, duty, areas: [] };
      if (areaId !== null) group.areas.push(watch.area(areaId)?.name ?? areaId);
      found.set(`${duty} ${when}`, group);
    }
  }
  return [...found.values()].map(
    ({ when, duty, areas }) =>
      `${when} ${areasText(areas)}没有${DUTY_NAMES[duty]}：${nameOf(personId, watch)}请假，没有人代班`,
  );
}

/** The days of an absence that are not over. */
function datesOf({ from, to }: Absence, today: string): string[] {
  const first = Date.parse(from > today ? from : today);
  const days = Math.max(0, Math.round((Date.parse(to) - first) / DAY) + 1);
  return Array.from({ length: days }, (_, n) => new Date(first + n * DAY).toISOString().slice(0, 10));
}

/** More than these are counted, not named. */
const NAMED = 3;

const datesText = (dates: readonly string[]): string =>
  dates.slice(0, NAMED).join('、') + (dates.length > NAMED ? ` 等 ${dates.length} 天` : '');

const areasText = (areas: readonly string[]): string =>
  areas.slice(0, NAMED).join('、') + (areas.length > NAMED ? `等 ${areas.length} 个区域` : '');

const nameOf = (id: string, watch: Watch): string => watch.known(id)?.name ?? id;
