/** Who is accountable for a task: as its plan says by the roster in force, else whoever keeps the area. */
import type { PersonRef } from '../../../typings/domain';
import type { InspectionPlan } from '../../../typings/inspection';
import { DAY } from '../../../miniprogram/shared/time';
import type { DueShift } from '../../engine/inspection';
import type { Plant } from '../plant/current';
import { weekdayOf, type Slot } from '../routing/shifts';
import { createWatch, PLANT_WIDE, type Watch } from '../routing/watch';

type Staff = Pick<Plant, 'places' | 'roster' | 'duty'> & {
  people: readonly Plant['people'][number][];
};

/** Of the holders of a post who are there, another one every day, so that everybody has their turn. */
function inTurn(post: string, date: string, { people }: Staff, watch: Watch): PersonRef | null {
  const there = people
    .filter((person) => person.post === post && person.status === 'active' && !watch.isAway(person.id, date))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const day = Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
  return there[day % there.length] ?? null;
}

function planned(
  { by }: Pick<InspectionPlan, 'by'>,
  areaId: string,
  slot: Slot,
  staff: Staff,
  watch: Watch,
): PersonRef | null {
  switch (by.kind) {
    case 'person':
      return watch.inPlaceOf(by.personId, slot.date);
    case 'post':
      return inTurn(by.post, slot.date, staff, watch);
    case 'duty':
      return watch.onDuty(by.duty, PLANT_WIDE.has(by.duty) ? null : areaId, slot);
  }
}

/** @returns plan, area of its first point and shift → the one owner; never nobody */
export function createOwners(
  staff: Staff,
): (plan: Pick<InspectionPlan, 'by'>, areaId: string, shift: DueShift) => PersonRef {
  const watch = createWatch(staff.places, staff.roster, staff.people);
  return (plan, areaId, { date, shiftId, startsAt }) => {
    const slot: Slot = { date, shiftId, weekday: weekdayOf(date) };
    const { id, name } = planned(plan, areaId, slot, staff, watch) ?? staff.duty.siteKeeper(areaId, startsAt);
    return { id, name };
  };
}
