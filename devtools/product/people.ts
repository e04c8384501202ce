/** Who works in the plant, who is on duty now, and whom a newcomer should meet first. */
import * as v from 'valibot';
import type { PersonOfPlant } from '../cloud/control/shapes';
import type { Database } from '../cloud/types';

const Person = v.object({
  _id: v.string(),
  openid: v.string(),
  name: v.string(),
  roles: v.array(v.string()),
  post: v.optional(v.string(), ''),
  departmentId: v.optional(v.string(), ''),
  teamId: v.optional(v.string(), ''),
});

const Duty = v.object({
  duty: v.string(),
  areaIds: v.array(v.string()),
  shiftId: v.string(),
  personId: v.string(),
});

const Roster = v.object({
  shifts: v.array(v.object({ id: v.string(), start: v.string(), end: v.string() })),
  duties: v.array(v.object({ ...Duty.entries, weekdays: v.array(v.number()) })),
  changes: v.array(v.object({ ...Duty.entries, date: v.string() })),
});

const Places = v.object({ departments: v.array(v.object({ id: v.string(), name: v.string() })) });

const Pointer = v.object({ kinds: v.record(v.string(), v.object({ current: v.string() })) });

type Person = v.InferOutput<typeof Person>;
type Duty = v.InferOutput<typeof Duty>;
type Roster = v.InferOutput<typeof Roster>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Shifts are written in +08:00. */
const ZONE = 8 * HOUR;

/** Everyone in the plant who has a phone bound, in the order of the plant's own list. */
export function people(database: Database, now: number): PersonOfPlant[] {
  const bound = readPeople(database);
  const present = presence(bound, dutiesAt(database, now));
  const departments = new Map(
    current(database, 'places', Places)?.departments.map(({ id, name }) => [id, name]),
  );
  return bound.map((person) => {
    const { _id: id, openid, name, roles, post } = person;
    const about = [post, departments.get(person.departmentId)].filter(Boolean).join(' · ');
    return { openid, id, name, roles, about, onDuty: present(person) };
  });
}

/**
 * Who should be on the three phones of a newcomer: a worker, the supervisor on duty in that worker's team or else any,
 * and a safety officer.
 * @returns openids; fewer than three while the plant is empty
 */
export function firstPhones(database: Database, now: number): string[] {
  const bound = readPeople(database);
  const duties = dutiesAt(database, now);
  const present = presence(bound, duties);
  const first = (fits: (person: Person) => boolean): Person | undefined =>
    bound.find((person) => fits(person) && present(person)) ?? bound.find(fits);
  const worker = first(({ roles }) => roles[0] === 'worker');
  const keepers = new Set(duties.flatMap(({ duty, personId }) => (duty === 'siteKeeper' ? [personId] : [])));
  const supervisor =
    bound.find(({ _id, teamId }) => keepers.has(_id) && teamId === worker?.teamId) ??
    bound.find(({ _id }) => keepers.has(_id)) ??
    first(({ roles }) => roles[0] === 'supervisor');
  const safety = first(({ roles }) => roles[0] === 'safety');
  return [worker, supervisor, safety].flatMap((person) => (person ? [person.openid] : []));
}

function readPeople(database: Database): Person[] {
  return database.dump('people').flatMap((document) => {
    const person = v.safeParse(Person, document);
    return person.success ? [person.output] : [];
  });
}

/** Those with a duty are present, and so are the teams of the supervisors on duty. */
function presence(bound: readonly Person[], duties: readonly Duty[]): (person: Person) => boolean {
  const ids = new Set(duties.map(({ personId }) => personId));
  const keepers = new Set(duties.flatMap(({ duty, personId }) => (duty === 'siteKeeper' ? [personId] : [])));
  const teams = new Set(bound.flatMap(({ _id, teamId }) => (keepers.has(_id) ? [teamId] : [])));
  return ({ _id, teamId }) => ids.has(_id) || teams.has(teamId);
}

function dutiesAt(database: Database, now: number): Duty[] {
  const roster = current(database, 'roster', Roster);
  return roster === null ? [] : onDuty(roster, now);
}

/** A change replaces the standing lines of the same duty, areas and shift on its date. */
function onDuty({ shifts, duties, changes }: Roster, now: number): Duty[] {
  const local = now + ZONE;
  const sinceMidnight = local % DAY;
  for (const { id, start, end } of shifts) {
    const [from, to] = [ofDay(start), ofDay(end)];
    const crosses = from >= to;
    const evening = sinceMidnight >= from && (crosses || sinceMidnight < to);
    const morning = crosses && sinceMidnight < to;
    if (!evening && !morning) continue;
    const startDay = new Date(local - (morning ? DAY : 0));
    const date = startDay.toISOString().slice(0, 10);
    const changed = changes.filter((change) => change.shiftId === id && change.date === date);
    const keys = new Set(changed.map(keyOf));
    const standing = duties.filter(
      (duty) => duty.shiftId === id && duty.weekdays.includes(startDay.getUTCDay()) && !keys.has(keyOf(duty)),
    );
    return [...changed, ...standing];
  }
  return [];
}

const keyOf = ({ duty, areaIds }: Duty): string => `${duty} ${[...areaIds].sort().join()}`;

/** `HH:mm` as milliseconds since midnight. */
function ofDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes * 60_000;
}

/** The configuration in force, or null in an empty plant. */
function current<T>(database: Database, kind: string, schema: v.GenericSchema<unknown, T>): T | null {
  const documents = database.dump('configs');
  const pointer = v.safeParse(
    Pointer,
    documents.find(({ _id }) => _id === 'pointer'),
  );
  if (!pointer.success) return null;
  const version = pointer.output.kinds[kind]?.current;
  const document = documents.find(({ _id }) => _id === `${kind}@${String(version)}`);
  return typeof document?.body === 'string' ? v.parse(schema, JSON.parse(document.body)) : null;
}
