/** The starter plant under random hands: people leave, take leave and swap turns, and the clock moves. */
import people from '../../../scripts/plant/people.json';
import places from '../../../scripts/plant/places.json';
import roster from '../../../scripts/plant/roster.json';
import routing from '../../../scripts/plant/routing.json';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { createCalendar } from '../../../cloudfunctions/features/routing/calendar';
import { createDutyBook } from '../../../cloudfunctions/features/routing/duty';
import type { StaffMember } from '../../../cloudfunctions/features/routing/watch';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import type { Roster } from '../../../typings/config';
import type { EngineActor, World } from '../../../typings/flow';
import { deadlines } from './books';
import type { Choices } from './choice';

/** Without these nobody would be left to sign or to verify, which the list of holes does not let a plant come to. */
const STAY = ['p-001', 'p-002', 'p-003', 'p-005', 'p-006', 'p-010', 'p-024', 'p-012', 'p-018'];
/** More may not leave in one story. */
const MOST_LEAVERS = 10;

const AREAS = ['manual-welding', 'cylinder-store', 'canteen'];
const allPlaces = parseConfig('places', places);
const fewPlaces = { ...allPlaces, areas: allPlaces.areas.filter(({ id }) => AREAS.includes(id)) };
const fullRoster = parseConfig('roster', roster);
/** As published, for a few areas: look-ups are built anew for every minute. */
const fewDuties: Roster = {
  ...fullRoster,
  duties: fullRoster.duties.map((line) => ({
    ...line,
    areaIds: line.areaIds.filter((id) => AREAS.includes(id)),
  })),
};
const table = parseConfig('routing', routing);
const staff: readonly StaffMember[] = parseStaff(people);

function parseStaff(rows: readonly object[]): StaffMember[] {
  return rows.map((row) => row as StaffMember);
}

export class Plant {
  private roster: Roster = structuredClone(fewDuties);
  private people: StaffMember[] = staff.map((person) => ({ ...person }));
  private readonly calendar = createCalendar(fewDuties);
  /** Of the last minute that was asked for; null once roster or people changed. */
  private world: World | null = null;

  /** Everybody on the roll, leavers too. */
  readonly ids: readonly string[] = staff.map(({ id }) => id);
  readonly areas = fewPlaces.areas;

  worldAt(now: number): World {
    if (this.world?.now === now) return this.world;
    const { roster: inForce, people: roll, calendar } = this;
    const duty = createDutyBook({ places: fewPlaces, roster: inForce, routing: table, people: roll, now });
    this.world = { now, deadlines, calendar, duty };
    return this.world;
  }

  /** Those who can still act. */
  get present(): readonly string[] {
    return this.people.flatMap(({ id, status }) => (status === 'active' ? [id] : []));
  }

  actor(id: string): EngineActor {
    const person = this.people.find((each) => each.id === id);
    if (person === undefined) return { kind: 'guest', id, name: '未绑定同事', roles: [] };
    return { kind: 'person', id, name: person.name, roles: person.roles };
  }

  /** Somebody leaves for good, unless they are needed. */
  leave(id: string): void {
    const gone = this.people.filter(({ status }) => status === 'left').length;
    if (gone >= MOST_LEAVERS || STAY.includes(id)) return;
    this.world = null;
    this.people = this.people.map((person) => (person.id === id ? { ...person, status: 'left' } : person));
  }

  /** Somebody is away for some days, with a deputy or without. */
  takeLeave(now: number, choices: Choices): void {
    const personId = choices.of(this.present.filter((id) => id !== 'p-001'));
    const from = now + choices.below(3) * DAY;
    const absence = {
      personId,
      from: isoDay(from),
      to: isoDay(from + choices.below(4) * DAY),
      deputyId: choices.once(2) ? null : choices.of(this.present.filter((id) => id !== personId)),
    };
    const others = (this.roster.absences ?? []).filter((each) => each.personId !== personId);
    this.world = null;
    this.roster = { ...this.roster, absences: [...others, absence] };
  }

  /** Somebody else takes a turn on one day. */
  swap(now: number, choices: Choices): void {
    const line = choices.of(this.roster.duties);
    const date = isoDay(now + choices.below(3) * DAY);
    const { duty, areaIds, shiftId } = line;
    const change = { date, duty, areaIds, shiftId, personId: choices.of(this.present) };
    this.world = null;
    this.roster = { ...this.roster, changes: [...this.roster.changes, change] };
  }
}
