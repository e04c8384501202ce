/** Who holds a duty in a given shift, strictly as the roster says and only if still with the plant; no fallbacks here. */
import type { Places, Roster, RoutingTable } from '../../../typings/config';
import type { Person } from '../../../typings/domain';
import type { Slot, WeekSlot } from './shifts';

/** What duties need to know of a person. */
export type StaffMember = Pick<Person, 'name' | 'roles' | 'departmentId' | 'teamId' | 'bossId' | 'status'> & {
  id: string;
};

export type Duty = Roster['duties'][number]['duty'];
export type Area = Places['areas'][number];
export type RoutingRule = RoutingTable['rules'][number];

/** Duties held for the whole plant; their `areaIds` mean nothing. */
export const PLANT_WIDE: ReadonlySet<Duty> = new Set<Duty>(['dutyLeader', 'safety']);

/** Stands for the area of a plant-wide duty. */
const EVERYWHERE = '';

/** The areas a duty line speaks of, {@link EVERYWHERE} for plant-wide duties. */
function scopeOf(line: { duty: Duty; areaIds: string[] }): string[] {
  return PLANT_WIDE.has(line.duty) ? [EVERYWHERE] : line.areaIds;
}

export interface Watch {
  /** An active person by id, else null. */
  person(id: string): StaffMember | null;
  /** Any person by id, also one who left. */
  known(id: string): StaffMember | null;
  area(id: string): Area | null;
  /** The active head of a department, else null. */
  head(departmentId: string): StaffMember | null;
  /** Person ids on a duty as listed, in roster order; a dated change replaces the standing line. */
  listed(duty: Duty, areaId: string | null, slot: WeekSlot | Slot): readonly string[];
  /** The first listed person who is active, else null. */
  onDuty(duty: Duty, areaId: string | null, slot: WeekSlot | Slot): StaffMember | null;
  /** The active 现场管控人 of all areas in a slot, each once, in the order of the areas. */
  siteKeepers(slot: Slot): StaffMember[];
  /** Every active person with any duty in a slot, each once. */
  everyone(slot: Slot): StaffMember[];
}

/**
 * Indexes roster, places and people; look-ups are then constant in time.
 * @param places - departments and areas
 * @param roster - standing week and dated changes
 * @param people - everybody on the roll, leavers too
 */
export function createWatch(places: Places, roster: Roster, people: readonly StaffMember[]): Watch {
  const staff = new Map(people.map((person) => [person.id, person]));
  const areas = new Map(places.areas.map((area) => [area.id, area]));
  const heads = new Map(places.departments.map((department) => [department.id, department.headId]));
  const lines = new Map<string, string[]>();

  const key = (duty: Duty, areaId: string, shiftId: string, when: number | string): string =>
    `${duty} ${areaId} ${shiftId} ${when}`;
  const enter = (at: string, personId: string): void => {
    const entry = lines.get(at);
    if (entry) entry.push(personId);
    else lines.set(at, [personId]);
  };
  for (const line of roster.duties) {
    for (const areaId of scopeOf(line)) {
      for (const weekday of line.weekdays)
        enter(key(line.duty, areaId, line.shiftId, weekday), line.personId);
    }
  }
  for (const change of roster.changes) {
    for (const areaId of scopeOf(change)) {
      enter(key(change.duty, areaId, change.shiftId, change.date), change.personId);
    }
  }

  const known = (id: string): StaffMember | null => staff.get(id) ?? null;
  const person = (id: string): StaffMember | null => {
    const found = known(id);
    return found?.status === 'active' ? found : null;
  };
  const listed: Watch['listed'] = (duty, areaId, slot) => {
    const scope = areaId ?? EVERYWHERE;
    const dated = 'date' in slot ? lines.get(key(duty, scope, slot.shiftId, slot.date)) : undefined;
    return dated ?? lines.get(key(duty, scope, slot.shiftId, slot.weekday)) ?? [];
  };
  const onDuty: Watch['onDuty'] = (duty, areaId, slot) => {
    for (const id of listed(duty, areaId, slot)) {
      const found = person(id);
      if (found) return found;
    }
    return null;
  };

  /** All active people on the duties in a slot. Plant-wide duties look at one scope, the others at every area. */
  const gather = (duties: readonly Duty[], slot: Slot): StaffMember[] => {
    const ids = duties.flatMap((duty) =>
      PLANT_WIDE.has(duty)
        ? listed(duty, null, slot)
        : [...areas.keys()].flatMap((areaId) => listed(duty, areaId, slot)),
    );
    return [...new Set(ids)].flatMap((id) => person(id) ?? []);
  };

  return {
    person,
    known,
    area: (id) => areas.get(id) ?? null,
    head: (departmentId) => person(heads.get(departmentId) ?? ''),
    listed,
    onDuty,
    siteKeepers: (slot) => gather(['siteKeeper'], slot),
    everyone: (slot) => gather(['dutyLeader', 'safety', 'siteKeeper', 'inspector'], slot),
  };
}
