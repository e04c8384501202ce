/** Lists every hole in a roster in words: a minute, an area or a shift for which nobody, or more than one, answers. */
import type { Places, Roster } from '../../../../typings/config';
import { DAY_MINUTES, spanOf, weekdayOf, weekSlots, type Shift } from '../shifts';
import { createWatch, PLANT_WIDE, type StaffMember, type Watch } from '../watch';
import { absenceHoles } from './absences';
import { crowdedStretches, minuteText, stretchesText, weekdayStart, weekdaysText } from '../week-text';
import { repeated } from './repeated';
import { DUTY_NAMES } from './words';

/**
 * Lists the holes of a roster; an empty list means exactly one active 值班领导 for every minute of the week and one
 * active 现场管控人 for every area and shift, on leave too.
 * @param places - the areas to cover
 * @param roster - the roster to prove
 * @param people - everybody on the roll
 * @param today - `yyyy-mm-dd`; changes and leave before it are history and no longer checked
 */
export function rosterHoles(
  places: Places,
  roster: Roster,
  people: readonly StaffMember[],
  today = '',
): string[] {
  const changes = roster.changes.filter(({ date }) => date >= today);
  const absences = roster.absences?.filter(({ to }) => to >= today) ?? [];
  const current = { ...roster, changes, absences };
  const watch = createWatch(places, current, people);
  return [
    ...topHoles(people),
    ...shiftHoles(roster.shifts),
    ...lineHoles(current, watch),
    ...leaderHoles(roster, watch),
    ...keeperHoles(places, roster.shifts, watch),
    ...changeHoles(changes, roster.shifts, watch),
    ...absenceHoles(current, watch, today),
  ];
}

/** Every chain of fallbacks ends at the general manager. */
function topHoles(people: readonly StaffMember[]): string[] {
  const manager = people.some((person) => person.status === 'active' && person.roles.includes('manager'));
  return manager ? [] : ['没有在岗的总经理'];
}

function shiftHoles(shifts: readonly Shift[]): string[] {
  const holes = repeated(shifts.map(({ id }) => id)).map((id) => `有两个班次的编号都是 ${id}`);
  const covering = Array.from({ length: DAY_MINUTES }, (_, minute) =>
    shifts.filter((shift) => {
      const { start, length } = spanOf(shift);
      return (minute - start + DAY_MINUTES) % DAY_MINUTES < length;
    }),
  );
  let from = 0;
  for (let minute = 1; minute <= DAY_MINUTES; minute++) {
    const here = covering[from] ?? [];
    const next = covering[minute];
    if (next && sameShifts(here, next)) continue;
    const range = `${minuteText(from)}–${minuteText(minute)}`;
    if (here.length === 0) holes.push(`${range} 没有班次`);
    if (here.length > 1) holes.push(`${range} 班次重叠：${here.map(({ name }) => name).join('、')}`);
    from = minute;
  }
  return holes;
}

function sameShifts(a: readonly Shift[], b: readonly Shift[]): boolean {
  return a.length === b.length && a.every((shift, index) => shift === b[index]);
}

/** Lines that name something that is not there. */
function lineHoles(roster: Roster, watch: Watch): string[] {
  const shiftIds = new Set(roster.shifts.map(({ id }) => id));
  const holes = new Set<string>();
  for (const { duty, areaIds, shiftId, personId } of [...roster.duties, ...roster.changes]) {
    const title = DUTY_NAMES[duty];
    const person = watch.known(personId);
    if (!person) holes.add(`${title} ${personId} 不在人员名单里`);
    else if (person.status === 'left') holes.add(`${title}${person.name}已离岗，要换人`);
    if (!shiftIds.has(shiftId)) holes.add(`${title}的班次 ${shiftId} 不存在`);
    for (const areaId of areaIds) if (!watch.area(areaId)) holes.add(`${title}的区域 ${areaId} 不存在`);
    if (PLANT_WIDE.has(duty) && areaIds.length > 0) holes.add(`${title}管全厂，不用写区域`);
    if (!PLANT_WIDE.has(duty) && areaIds.length === 0)
      holes.add(`${person?.name ?? personId}的${title}安排没有写区域`);
  }
  return [...holes];
}

/** Minutes of the standing week without exactly one active 值班领导. */
function leaderHoles(roster: Roster, watch: Watch): string[] {
  const spans = new Map(roster.shifts.map((shift) => [shift.id, spanOf(shift)]));
  const presences = roster.duties
    .filter(({ duty, personId }) => duty === 'dutyLeader' && watch.person(personId))
    .flatMap(({ shiftId, weekdays, personId }) => {
      const span = spans.get(shiftId);
      return span
        ? weekdays.map((weekday) => {
            const start = weekdayStart(weekday) + span.start;
            return { who: personId, start, end: start + span.length };
          })
        : [];
    });
  const gaps = crowdedStretches(presences, (ids) => ids.length === 0);
  const crowds = crowdedStretches(presences, (ids) => ids.length > 1);
  const groups = new Map<string, typeof crowds>();
  for (const crowd of crowds) {
    const names = namesOf(crowd.names, watch);
    groups.set(names, [...(groups.get(names) ?? []), crowd]);
  }
  return [
    ...stretchesText(gaps).map((when) => `${when} 没有值班领导`),
    ...[...groups].flatMap(([names, group]) =>
      stretchesText(group).map((when) => `${when} 值班领导不止一位：${names}`),
    ),
  ];
}

/** Area by area, the shifts of the standing week without exactly one active 现场管控人. */
function keeperHoles(places: Places, shifts: readonly Shift[], watch: Watch): string[] {
  const shiftNames = new Map(shifts.map(({ id, name }) => [id, name]));
  return places.areas.flatMap((area) => {
    const found = new Map<string, number[]>();
    for (const slot of weekSlots(shifts)) {
      const complaint = complaintOf('siteKeeper', area.id, slot, watch);
      if (!complaint) continue;
      const line = `${shiftNames.get(slot.shiftId) ?? slot.shiftId} ${complaint}`;
      found.set(line, [...(found.get(line) ?? []), slot.weekday]);
    }
    return [...found].map(([line, weekdays]) => `${area.name} ${weekdaysText(weekdays)} ${line}`);
  });
}

/** Dated changes that leave a duty, of which there must be one holder, to nobody or to several. */
function changeHoles(changes: Roster['changes'], shifts: readonly Shift[], watch: Watch): string[] {
  const shiftNames = new Map(shifts.map(({ id, name }) => [id, name]));
  const holes = new Set<string>();
  for (const { date, duty, areaIds, shiftId } of changes) {
    if (duty !== 'siteKeeper' && duty !== 'dutyLeader') continue;
    for (const areaId of duty === 'dutyLeader' ? [null] : areaIds) {
      const weekday = weekdayOf(date);
      const complaint = complaintOf(duty, areaId, { shiftId, weekday, date }, watch);
      const where = areaId === null ? '' : `${watch.area(areaId)?.name ?? areaId} `;
      if (complaint) holes.add(`${where}${date} ${shiftNames.get(shiftId) ?? shiftId} ${complaint}`);
    }
  }
  return [...holes];
}

function complaintOf(
  duty: 'siteKeeper' | 'dutyLeader',
  areaId: string | null,
  slot: Parameters<Watch['listed']>[2],
  watch: Watch,
): string | null {
  // Leave is told apart, by the one who is away.
  const ids = [...new Set(watch.listed(duty, areaId, slot))].filter((id) => watch.person(id));
  if (ids.length === 1) return null;
  return ids.length === 0 ? `没有${DUTY_NAMES[duty]}` : `${DUTY_NAMES[duty]}不止一位：${namesOf(ids, watch)}`;
}

function namesOf(ids: readonly string[], watch: Watch): string {
  return ids.map((id) => watch.known(id)?.name ?? id).join('、');
}
