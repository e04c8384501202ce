/** Lists what does not fit together in the teams that meet before their shifts. */
import type { Briefings, BriefingTeam, Places, Roster } from '../../../../typings/config';
import { createWatch, type StaffMember, type Watch } from '../watch';
import { MONDAY_FIRST, spanOf, type Shift } from '../shifts';

/**
 * Lists the holes of the teams; an empty list means that every team finds its departments, its shifts, areas to tell about
 * and somebody to lead it. A shift without anybody on the roster is no hole: the list of meetings says so.
 * @param briefings - the teams to prove
 * @param places - departments that teams may name
 * @param roster - shifts that teams may name, and who is on duty in them
 * @param people - everybody on the roll
 */
export function briefingHoles(
  { teams }: Pick<Briefings, 'teams'>,
  places: Places,
  roster: Roster,
  people: readonly StaffMember[],
): string[] {
  const known = new Set(places.departments.map(({ id }) => id));
  const watch = createWatch(places, roster, people);
  return teams.flatMap((team) => [
    ...team.departmentIds.filter((id) => !known.has(id)).map((id) => `${titleOf(team)}的部门 ${id} 不存在`),
    ...shiftHoles(team, roster.shifts),
    ...leaderHoles(team, places, roster.shifts, watch),
  ]);
}

/** Shifts that are not there, or are over before the meeting must have begun. */
function shiftHoles(team: BriefingTeam, shifts: readonly Shift[]): string[] {
  return team.shiftIds.flatMap((id) => {
    const shift = shifts.find((each) => each.id === id);
    if (!shift) return [`${titleOf(team)}的班次 ${id} 不存在`];
    const { length } = spanOf(shift);
    if (team.window.after <= length) return [];
    return [`${titleOf(team)}最晚在${shift.name}开始后 ${team.window.after} 分钟，这一班只有 ${length} 分钟`];
  });
}

/** Nobody to lead it: no area to keep, no head, a person who left. */
function leaderHoles(team: BriefingTeam, places: Places, shifts: readonly Shift[], watch: Watch): string[] {
  const { leader, departmentIds } = team;
  switch (leader.kind) {
    case 'person': {
      const person = watch.known(leader.personId);
      if (!person) return [`${titleOf(team)}的 ${leader.personId} 不在人员名单里`];
      return person.status === 'left' ? [`${titleOf(team)}的${person.name}已离岗，要换人带`] : [];
    }
    case 'head':
      return departmentIds[0] === undefined || watch.head(departmentIds[0]) !== null
        ? []
        : [`${titleOf(team)}由部门负责人带，${departmentIds[0]} 没有在岗的负责人`];
    case 'siteKeeper': {
      const area = places.areas.find(({ departmentId }) => departmentIds.includes(departmentId));
      if (!area) return [`${titleOf(team)}由现场管控人带，它的部门没有区域，请换一种`];
      return shifts
        .filter(({ id }) => team.shiftIds.includes(id))
        .filter(
          ({ id }) =>
            !MONDAY_FIRST.some((weekday) => watch.onDuty('siteKeeper', area.id, { shiftId: id, weekday })),
        )
        .map(({ name }) => `${titleOf(team)}由现场管控人带，${area.name} ${name} 没有现场管控人`);
    }
  }
}

const titleOf = ({ title }: BriefingTeam): string => `班前会“${title}”`;
