/** A simulated month in the starter plant, with nights, leave, swaps, leavers and holidays: who is accountable is there. */
import fc from 'fast-check';
import deadlines from '../../cloudfunctions/config/deadlines.json';
import { shippedFlows } from '../../cloudfunctions/config/flows';
import { parseConfig } from '../../cloudfunctions/config/schema';
import { accountableNow, birth, reassignIfGone, tick } from '../../cloudfunctions/engine';
import { createCalendar } from '../../cloudfunctions/features/routing/calendar';
import { createDutyBook } from '../../cloudfunctions/features/routing/duty';
import type { StaffMember } from '../../cloudfunctions/features/routing/watch';
import { DAY, isoDay, MINUTE, wallClock } from '../../miniprogram/shared/time';
import places from '../../scripts/plant/places.json';
import people from '../../scripts/plant/people.json';
import roster from '../../scripts/plant/roster.json';
import routing from '../../scripts/plant/routing.json';
import type { Places, Roster } from '../../typings/config';
import type { OrderCore } from '../../typings/domain';
import type { World } from '../../typings/flow';

const isLong = process.env.TEST_LONG === '1';
/** Every minute in the long run; else a share of them that meets each hour of the day, and those around each shift's start. */
const STRIDE = isLong ? 1 : 131;

/** October 2026: 国庆 from the 1st to the 7th, worked on Saturday the 10th. */
const FIRST = Date.parse('2026-10-01T00:00:00+08:00');
const DAYS = 31;
const dateOf = (day: number): string => isoDay(FIRST + day * DAY);

const plant = {
  places: parseConfig('places', places),
  roster: parseConfig('roster', roster),
  routing: parseConfig('routing', routing),
  deadlines: parseConfig('deadlines', deadlines),
};
const book = parseConfig('flows', shippedFlows);
const STAFF: readonly StaffMember[] = people.map((person) => person as StaffMember);
/** The general manager is the end of every chain: as somebody must be, they are there all month. */
const REPLACEABLE = STAFF.filter(({ roles }) => !roles.includes('manager')).map(({ id }) => id);

/** What happens to the roster in the month. */
interface Month {
  absences: NonNullable<Roster['absences']>;
  changes: Roster['changes'];
  /** Person → the first day on which they are gone for good. */
  leavers: Map<string, string>;
}

const someone = fc.constantFrom(...REPLACEABLE);
const someDay = fc.integer({ min: 0, max: DAYS - 1 });
const absence = fc
  .record({
    personId: someone,
    from: someDay,
    days: fc.integer({ min: 1, max: 6 }),
    deputyId: fc.option(someone),
  })
  .filter(({ personId, deputyId }) => personId !== deputyId)
  .map(({ personId, from, days, deputyId }) => ({
    personId,
    from: dateOf(from),
    to: dateOf(from + days - 1),
    deputyId,
  }));
/** A swap of one standing line on one of its days. */
const change = fc
  .record({ line: fc.constantFrom(...plant.roster.duties), day: someDay, personId: someone })
  .filter(({ line, day }) => line.weekdays.includes(wallClock(FIRST + day * DAY).weekday))
  .map(({ line: { duty, areaIds, shiftId }, day, personId }) => ({
    date: dateOf(day),
    duty,
    areaIds,
    shiftId,
    personId,
  }));
const month: fc.Arbitrary<Month> = fc.record({
  absences: fc.array(absence, { minLength: 20, maxLength: 40 }),
  changes: fc.uniqueArray(change, {
    minLength: 5,
    maxLength: 20,
    selector: ({ date, duty, areaIds, shiftId }) => `${date} ${duty} ${areaIds[0] ?? ''} ${shiftId}`,
  }),
  leavers: fc
    .uniqueArray(fc.tuple(someone, someDay), { maxLength: 4 })
    .map((leavers) => new Map(leavers.map(([id, day]) => [id, dateOf(day)]))),
});

type Duty = Roster['duties'][number]['duty'];

/** Who the roster puts where in one shift, looked up line by line. */
class Shift {
  private readonly weekday: number;
  readonly leader: string | null;
  private readonly atWork: Set<string>;
  private readonly known = new Map<string, string | null>();

  /** @param date - on which the shift starts */
  constructor(
    private readonly happens: Month,
    private readonly shiftId: string,
    private readonly date: string,
  ) {
    this.weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    this.leader = this.first('dutyLeader', null);
    const areas = plant.places.areas.map(({ id }) => id);
    const holders = [
      ...this.listed('dutyLeader', null),
      ...this.listed('safety', null),
      ...areas.flatMap((area) => [...this.listed('siteKeeper', area), ...this.listed('inspector', area)]),
    ].flatMap((id) => this.inPlaceOf(id) ?? []);
    const keepers = areas.flatMap((area) => this.listed('siteKeeper', area)).filter((id) => !this.isGone(id));
    const teams = new Set(STAFF.filter(({ id }) => keepers.includes(id)).map(({ teamId }) => teamId));
    const crew = STAFF.filter(({ id, teamId }) => teams.has(teamId) && this.isThere(id)).map(({ id }) => id);
    this.atWork = new Set([...holders, ...crew]);
  }

  isGone(id: string): boolean {
    return (this.happens.leavers.get(id) ?? '9999') <= this.date;
  }

  /** Still with the plant, and not on leave. */
  isThere(id: string): boolean {
    return !this.isGone(id) && this.leaveOf(id) === undefined;
  }

  isAtWork(id: string): boolean {
    return this.atWork.has(id);
  }

  /** The first who holds a duty, or is in the place of who does; null when nobody is left. */
  first(duty: Duty, areaId: string | null): string | null {
    const key = `${duty} ${areaId ?? ''}`;
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.listed(duty, areaId).flatMap((id) => this.inPlaceOf(id) ?? [])[0] ?? null;
      this.known.set(key, found);
    }
    return found;
  }

  private listed(duty: Duty, areaId: string | null): string[] {
    const fits = (line: Omit<Roster['changes'][number], 'date'>): boolean =>
      line.duty === duty &&
      line.shiftId === this.shiftId &&
      (areaId === null || line.areaIds.includes(areaId));
    const dated = this.happens.changes.filter((line) => line.date === this.date && fits(line));
    if (dated.length > 0) return dated.map(({ personId }) => personId);
    return plant.roster.duties
      .filter((line) => line.weekdays.includes(this.weekday) && fits(line))
      .map(({ personId }) => personId);
  }

  private leaveOf(id: string): Month['absences'][number] | undefined {
    return this.happens.absences.find(
      ({ personId, from, to }) => personId === id && from <= this.date && this.date <= to,
    );
  }

  private inPlaceOf(id: string, asked: readonly string[] = []): string | null {
    if (this.isGone(id) || asked.includes(id)) return null;
    const leave = this.leaveOf(id);
    if (leave === undefined) return id;
    return leave.deputyId === null ? null : this.inPlaceOf(leave.deputyId, [...asked, id]);
  }
}

/** The shifts of the starter plant begin at 0, 8 and 16 o'clock; none crosses midnight. */
function shiftIdAt(now: number): string {
  const { hour } = wallClock(now);
  if (hour < 8) return 'night';
  return hour < 16 ? 'day' : 'swing';
}

/** What is reported, area by area: for the 现场管控人, the equipment department by day, safety, a team. */
const HAZARDS = [
  { categoryId: 'fire', urgency: 'medium', kind: 'thing', suspectedMajor: false },
  { categoryId: 'electrical', urgency: 'high', kind: 'thing', suspectedMajor: false },
  { categoryId: 'fire', urgency: 'high', kind: 'thing', suspectedMajor: true },
  { categoryId: 'ppe', urgency: 'low', kind: 'behaviour', suspectedMajor: false },
] as const;

function report(area: Places['areas'][number], index: number, world: World): OrderCore {
  const hazard = HAZARDS[index % HAZARDS.length]!;
  const start = hazard.suspectedMajor ? 'suspectedMajor' : 'hazard';
  return birth(
    book,
    start,
    {
      _id: area.id,
      number: 'YH-20261001-0001',
      title: '隐患',
      templateId: null,
      level: hazard.suspectedMajor ? 'undetermined' : 'general',
      place: {
        areaId: area.id,
        areaName: area.name,
        departmentId: area.departmentId,
        pointId: null,
        pointNo: null,
        pointName: null,
        source: 'chosen',
      },
      reporter: { kind: 'guest', id: 'guest', name: '', visibility: 'named' },
      flowVersion: 'shipped',
      ...hazard,
    },
    world,
  ).order;
}

/** How many sampled minutes pass before an order is replaced by a new one. */
const LIFE = isLong ? 2_903 : 43;

/** How often something worth a test was met. */
interface Met {
  minutes: number;
  /** The owner of a step was not at work, and somebody else was to be turned to. */
  ownerOff: number;
  /** Neither the rostered leader nor a deputy was there, and somebody else led. */
  takenOver: number;
  moved: number;
}

/** Lives through some days of the month; throws at the first minute at which a promise is broken. */
function live(happens: Month, days = DAYS): Met {
  const met: Met = { minutes: 0, ownerOff: 0, takenOver: 0, moved: 0 };
  const ours: Roster = { ...plant.roster, absences: happens.absences, changes: happens.changes };
  const calendar = createCalendar(ours);
  const orders = new Map<string, OrderCore>();
  let staff = STAFF;
  let [today, shiftId] = [isoDay(FIRST - DAY), ''];
  let shift = new Shift(happens, 'night', today);
  for (let minute = 0; minute < days * 1440; minute += 1) {
    const aroundStart = (minute + 1) % 480 <= 2;
    if (minute % STRIDE !== 0 && !aroundStart) continue;
    const now = FIRST + minute * MINUTE;
    const isNewDay = today !== isoDay(now);
    if (isNewDay) {
      today = isoDay(now);
      staff = STAFF.map((person) =>
        (happens.leavers.get(person.id) ?? '9999') <= today ? { ...person, status: 'left' } : person,
      );
    }
    if (isNewDay || shiftId !== shiftIdAt(now)) {
      shiftId = shiftIdAt(now);
      shift = new Shift(happens, shiftId, today);
    }
    const duty = createDutyBook({ ...plant, roster: ours, people: staff, now });
    const world: World = { now, deadlines: plant.deadlines, calendar, duty };
    const broken = (promise: string): Error =>
      new Error(`${isoDay(now)} ${shiftId} +${minute % 480}: ${promise}`);

    const leader = duty.dutyLeader(now);
    if (!shift.isThere(leader.id)) throw broken(`the duty leader ${leader.name} is away`);
    if (shift.leader !== null && shift.leader !== leader.id)
      throw broken(`${leader.name} leads, not as rostered`);
    if (duty.active(leader.id)?.onDuty !== true) throw broken(`the duty leader ${leader.name} is off duty`);
    if (shift.leader === null) met.takenOver += 1;

    const anybody = STAFF[met.minutes % STAFF.length]!.id;
    const isOn = duty.active(anybody)?.onDuty === true;
    if (isOn !== (shift.isAtWork(anybody) || anybody === leader.id))
      throw broken(`${anybody} on duty: ${isOn}`);

    for (const [index, area] of plant.places.areas.entries()) {
      const keeper = shift.first('siteKeeper', area.id);
      const kept = duty.siteKeeper(area.id, now);
      if (keeper !== null && keeper !== kept.id)
        throw broken(`${kept.name} keeps ${area.name}, not as rostered`);

      let order = orders.get(area.id);
      if (order === undefined || (met.minutes + index * 7) % LIFE === 0) {
        order = report(area, index, world);
      } else {
        if (isNewDay) order = reassignIfGone(book, order, world)?.order ?? order;
        const owner = order.next?.owner.id;
        order = tick(book, order, world)?.order ?? order;
        if (order.next?.owner.id !== owner) met.moved += 1;
      }
      orders.set(area.id, order);

      const owner = order.next?.owner;
      const turnTo = accountableNow(order, world)?.person;
      if (owner === undefined || turnTo === undefined) throw broken(`nobody owns ${area.name}`);
      if (!shift.isAtWork(turnTo.id) && turnTo.id !== leader.id)
        throw broken(`${turnTo.name} is not at work`);
      if (!shift.isThere(turnTo.id)) throw broken(`${turnTo.name} is away`);
      if (turnTo.id !== owner.id) met.ownerOff += 1;
      const rostered = order.categoryId === 'fire' && !order.suspectedMajor ? keeper : null;
      if (rostered !== null && owner.id !== rostered)
        throw broken(`${owner.name} owns ${area.name}, not as rostered`);
      const officer = order.suspectedMajor ? shift.first('safety', null) : null;
      if (officer !== null && owner.id !== officer) throw broken(`${owner.name} decides, not safety`);
    }
    met.minutes += 1;
  }
  return met;
}

it('names at every minute one duty leader who is there, and for every order somebody at work', () => {
  fc.assert(
    fc.property(month, (happens) => {
      const met = live(happens);
      expect(met.minutes).toBeGreaterThan((DAYS * 1440) / STRIDE - 1);
      expect(met.ownerOff).toBeGreaterThan(0);
      expect(met.moved).toBeGreaterThan(0);
    }),
    { numRuns: 1, endOnFailure: true },
  );
});

it.each<[string, string | null, boolean]>([
  ['nobody takes over from a leader who is there', '', false],
  ['a deputy leads as rostered', 'p-005', false],
  ['without a deputy the boss leads', null, true],
])('in the first week: %s', (_, deputyId, isTakenOver) => {
  const leave = { personId: 'p-002', from: dateOf(3), to: dateOf(6), deputyId };
  const absences = deputyId === '' ? [] : [leave];
  expect(live({ absences, changes: [], leavers: new Map() }, 7).takenOver > 0).toBe(isTakenOver);
});
