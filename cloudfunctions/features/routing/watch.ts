/** Who holds a duty in a given shift, strictly as the roster and its deputies say and only if still with the plant; no fallbacks here. */
import type { Places, Roster, RoutingTable } from '../../../typings/config';
import type { Person } from '../../../typings/domain';
import { createAbsences } from './absences';
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

const DUTIES: readonly Duty[] = ['dutyLeader', 'safety', 'siteKeeper', 'inspector'];

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
  /** Whether a person is on leave on a day (`yyyy-mm-dd`, that on which a shift starts). */
  isAway(id: string, date: string): boolean;
  /** Who does the duties of a person on a day: the person or a deputy, active and there; else null. */
  inPlaceOf(id: string, date: string): StaffMember | null;
  area(id: string): Area | null;
  /** The active head of a department, else null; with a day, whoever is in their place. */
  head(departmentId: string, date?: string): StaffMember | null;
  /** Person ids on a duty as listed, in roster order; a dated change replaces the standing line. */
  listed(duty: Duty, areaId: string | null, slot: WeekSlot | Slot): readonly string[];
  /** Everybody on a duty, each once: those listed who are active, or on a date, who are in their places. */
  holders(duty: Duty, areaId: string | null, slot: WeekSlot | Slot): StaffMember[];
  /** The first of the holders, else null. */
  onDuty(duty: Duty, areaId: string | null, slot: WeekSlot | Slot): StaffMember | null;
  /** The 现场管控人 of all areas in a slot, each once, in the order of the areas. */
  siteKeepers(slot: Slot): StaffMember[];
  /** Who is at work in a slot: ids of everybody with any duty, and the teams, whose shift is that of their 现场管控人. */
  crew(slot: Slot): Crew;
}

/** A 现场管控人 on leave has a deputy, their team works all the same; the deputy's own team does not. */
export interface Crew {
  ids: ReadonlySet<string>;
  teams: ReadonlySet<string>;
}

/**
 * Indexes roster, places and people; look-ups are then constant in time.
 * @param places - departments and areas
 * @param roster - standing week, dated changes and leave
 * @param people - everybody on the roll, leavers too
 */
export function createWatch(places: Places, roster: Roster, people: readonly StaffMember[]): Watch {
  const staff = new Map(people.map((person) => [person.id, person]));
  const areas = new Map(places.areas.map((area) => [area.id, area]));
  const heads = new Map(places.departments.map((department) => [department.id, department.headId]));
  const absences = createAbsences(roster.absences);
  const lines = new Map<string, string[]>();
  const crews = new Map<string, Crew>();

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
  const inPlaceOf = (id: string, date: string): StaffMember | null => {
    const found = person(id) && absences.inPlaceOf(id, date);
    return found === null ? null : person(found);
  };
  const holders: Watch['holders'] = (duty, areaId, slot) => {
    const found = listed(duty, areaId, slot).flatMap(
      (id) => ('date' in slot ? inPlaceOf(id, slot.date) : person(id)) ?? [],
    );
    return [...new Set(found)];
  };

  /** Of all duties in a slot. Plant-wide duties look at one scope, the others at every area. */
  const gather = <T>(
    duties: readonly Duty[],
    get: (duty: Duty, areaId: string | null) => readonly T[],
  ): T[] => [
    ...new Set(
      duties.flatMap((duty) =>
        PLANT_WIDE.has(duty) ? get(duty, null) : [...areas.keys()].flatMap((areaId) => get(duty, areaId)),
      ),
    ),
  ];

  return {
    person,
    known,
    isAway: (id, date) => absences.isAway(id, date),
    inPlaceOf,
    area: (id) => areas.get(id) ?? null,
    head(departmentId, date) {
      const id = heads.get(departmentId) ?? '';
      return date === undefined ? person(id) : inPlaceOf(id, date);
    },
    listed,
    holders,
    onDuty: (duty, areaId, slot) => holders(duty, areaId, slot)[0] ?? null,
    siteKeepers: (slot) => gather(['siteKeeper'], (duty, areaId) => holders(duty, areaId, slot)),
    crew(slot) {
      const key = `${slot.date} ${slot.shiftId}`;
      const seen = crews.get(key);
      if (seen) return seen;
      const keepers = gather(['siteKeeper'], (duty, areaId) => listed(duty, areaId, slot));
      const crew = {
        ids: new Set(gather(DUTIES, (duty, areaId) => holders(duty, areaId, slot)).map(({ id }) => id)),
        teams: new Set(keepers.flatMap((id) => person(id)?.teamId ?? [])),
      };
      crews.set(key, crew);
      return crew;
    },
  };
}
