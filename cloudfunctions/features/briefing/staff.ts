/** Who meets before a shift: whoever is on its roster of the team's departments, and the one who leads. */
import type { BriefingTeam } from '../../../typings/briefing';
import type { PersonRef } from '../../../typings/domain';
import type { DueShift } from '../../engine/inspection';
import type { Plant } from '../plant/current';
import { weekdayOf, type Slot } from '../routing/shifts';
import { createWatch } from '../routing/watch';

type Staff = Pick<Plant, 'places' | 'roster' | 'people' | 'duty'>;

/** Who meets, and where. */
export interface Meeting {
  areaIds: string[];
  owner: PersonRef;
  expected: PersonRef[];
}

/** The areas of a team's departments. */
export const areasOf = (
  { departmentIds }: Pick<BriefingTeam, 'departmentIds'>,
  { places }: Pick<Staff, 'places'>,
): string[] =>
  places.areas.flatMap(({ id, departmentId }) => (departmentIds.includes(departmentId) ? [id] : []));

/** @returns team and shift → who meets: the 现场管控人 of its areas and their people, without whoever is on leave */
export function createMeetings(staff: Staff): (team: BriefingTeam, shift: DueShift) => Meeting {
  const watch = createWatch(staff.places, staff.roster, staff.people);

  function leaderOf({ leader, departmentIds }: BriefingTeam, areaId: string | null, slot: Slot) {
    switch (leader.kind) {
      case 'person':
        return watch.inPlaceOf(leader.personId, slot.date);
      case 'head':
        return watch.head(departmentIds[0] ?? '', slot.date);
      case 'siteKeeper':
        return areaId === null ? null : watch.onDuty('siteKeeper', areaId, slot);
    }
  }

  return (team, { date, shiftId, startsAt }) => {
    const slot: Slot = { date, shiftId, weekday: weekdayOf(date) };
    const areaIds = areasOf(team, staff);
    const [firstArea = null] = areaIds;
    const keepers = new Set(areaIds.flatMap((id) => watch.holders('siteKeeper', id, slot)));
    // While a 现场管控人 is on leave, their people work all the same.
    const crews = new Set(
      areaIds
        .flatMap((id) => watch.listed('siteKeeper', id, slot))
        .flatMap((id) => watch.person(id)?.teamId ?? []),
    );
    const keeps = (id: string): boolean => [...keepers].some((keeper) => keeper.id === id);
    const expected = staff.people
      .filter(
        ({ id, departmentId, teamId, status }) =>
          status === 'active' &&
          !watch.isAway(id, date) &&
          (keeps(id) || (team.departmentIds.includes(departmentId) && crews.has(teamId))),
      )
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const { duty } = staff;
    const { id, name } =
      leaderOf(team, firstArea, slot) ??
      (firstArea === null ? duty.dutyLeader(startsAt) : duty.siteKeeper(firstArea, startsAt));
    return { areaIds, owner: { id, name }, expected };
  };
}
