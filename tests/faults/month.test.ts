/**
 * A month of a plant of the reference size by one clock, under a timer that is doubled, late and missing: rounds, trainings
 * and meetings are each made once, and end as people did by a list of their own.
 */
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import type { Briefing } from '../../typings/briefing';
import type { Delivery } from '../../typings/domain';
import type { Day } from '../../typings/insight';
import type { Task } from '../../typings/inspection';
import type { Training } from '../../typings/training';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { Calendar, DAYS_OF_SEPTEMBER, OCTOBER, type Timer } from './support/month/calendar';
import { Meetings, NOT_HELD } from './support/month/meetings';
import { MACHINES, openReferencePlant, SAFETY } from './support/month/plant';
import { counted, Rounds, taskAfter } from './support/month/rounds';
import { NewHires, trainingAfter, type TrainingWay } from './support/month/trainings';
import { stored } from './support/plant';

const isLong = process.env['TEST_LONG'] === '1';
const SPAN = isLong ? OCTOBER : DAYS_OF_SEPTEMBER;
const { month } = SPAN;
/** What nothing may hang on: the same month under a timer that does as it should is left to the long run. */
const TIMERS: Timer[] = isLong ? ['troubled', 'punctual'] : ['troubled'];

const byId = <T extends { _id: string }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one._id, one]));

describe.each(TIMERS)('a month under a %s timer', (timer) => {
  let cloud: TestCloud;
  let rounds: Rounds;
  let newHires: NewHires;
  let meetings: Meetings;

  /** Lets the timer go on until it has seen to everything whose time is over. */
  async function settle(): Promise<void> {
    for (let run = 0; run < 50; run += 1) {
      await cloud.clock({ advance: 15 * MINUTE, coalesce: true });
      await cloud.runTimer('jobs');
      const now = await cloud.now();
      const all = await Promise.all(
        ['tasks', 'trainings', 'briefings'].map((name) =>
          stored<{ date?: string; nextDueAt: number | null; factsDue: number | null }>(cloud, name),
        ),
      );
      const days = await stored<Day>(cloud, 'days');
      const isQuiet = all.flat().every(({ nextDueAt }) => nextDueAt === null || nextDueAt > now);
      const isCounted = all.flat().every(({ factsDue }) => factsDue === null);
      if (isQuiet && isCounted && days.every(({ dueAt }) => dueAt === null)) return;
    }
    throw new Error('the timer leaves something behind');
  }

  const storedIn = async <T extends Task | Briefing>(collection: string): Promise<T[]> =>
    (await stored<T>(cloud, collection)).filter(({ date }) => date.startsWith(month));

  const told = async (notice: string): Promise<Delivery[]> =>
    (await stored<Delivery>(cloud, 'deliveries')).filter((row) => row.notice === notice);

  beforeAll(async () => {
    cloud = await startTestCloud();
    const { roster, places, plans, teams } = await openReferencePlant(cloud, SPAN);
    expect(places.points).toHaveLength(2 * MACHINES);
    const calendar = new Calendar(SPAN, roster, timer);
    rounds = new Rounds(cloud, calendar, plans);
    newHires = new NewHires(cloud, calendar);
    meetings = new Meetings(cloud, calendar, teams);
    const happenings = [
      ...calendar.runs.map(({ at, times }) => ({
        at,
        happen: () => Promise.all(Array.from({ length: times }, () => cloud.runTimer('jobs'))),
      })),
      ...[rounds, newHires, meetings].flatMap((each) => each.happenings()),
    ].sort((a, b) => a.at - b.at);
    await cloud.clock({ set: SPAN.from - HOUR });
    await cloud.runTimer('jobs');
    for (const { at, happen } of happenings) {
      await cloud.clock({ set: at });
      await happen();
    }
    await cloud.clock({ set: SPAN.to + 2 * DAY });
    await settle();
  }, 600_000);

  afterAll(() => cloud.stop());

  it('makes each round once, and each ends as it came about', async () => {
    const all = byId(await storedIn<Task>('tasks'));
    expect([...all.keys()].sort()).toEqual(rounds.due.map(({ id }) => id).sort());
    for (const fate of rounds.fates())
      expect({ way: fate.way, task: all.get(fate.id) }).toMatchObject({
        way: fate.way,
        task: taskAfter(fate),
      });
  });

  it('counts rounds as people did', async () => {
    const fates = rounds.fates();
    const { counts } = await cloud.callOk(SAFETY, 'tasks.coverage', { month });
    expect(counts).toEqual({ spotCheck: counted(fates, 'spotCheck'), patrol: counted(fates, 'patrol') });
    expect(counts.spotCheck.due).toBeGreaterThanOrEqual(isLong ? 80 : 20);
    expect(counts.patrol.due).toBeGreaterThanOrEqual(isLong ? 40 : 10);
    expect(new Set(fates.map(({ way }) => way)).size).toBe(6);
  });

  it('adds up to the same month from its days, whatever the timer was like', async () => {
    const { totals, before, missing } = await cloud.callOk(SAFETY, 'insight.inspections', { month });
    expect({ before, missing }).toEqual({ before: null, missing: [] });
    const fates = rounds.fates();
    const went = (kind: string, ...ways: string[]): number =>
      fates.filter((fate) => fate.kind === kind && ways.includes(fate.way)).length;
    for (const kind of ['spotCheck', 'patrol'] as const) {
      const { due, done, late, missed, handedOver } = counted(fates, kind);
      const numbers = { due, done, inTime: done - late, late, missed, handedOver };
      expect(totals.rounds[kind]).toMatchObject({
        ...numbers,
        explained: went(kind, 'explained'),
        findings: 0,
      });
    }
    const { due, held, explained } = meetings;
    const missed = due.length - held.size;
    const signed = [...held.values()].flat().length;
    const told = { due: due.length, held: held.size, missed, explained: explained.size, signed, late: 0 };
    expect(totals.meetings).toMatchObject(told);
    const { hires } = newHires;
    const inMonth = hires.filter(({ savedAt }) => savedAt < SPAN.to);
    const { assigned, passed } = totals.trainings.company;
    expect(assigned).toBe(inMonth.length);
    expect(passed).toBe(hires.filter(({ way }) => way === 'inTime' || way === 'late').length);
  });

  it('tells of each missed round once', async () => {
    const all = byId(await storedIn<Task>('tasks'));
    const rows = (await told('taskMissed')).map(({ _id }) => _id);
    for (const { id, way } of rounds.fates()) {
      const { owner, dueAt } = all.get(id)!;
      const ofOwner = `tasks-taskMissed-${owner.id}-${owner.id}-${dueAt}`;
      if (way === 'nothing') expect(rows.filter((row) => row === ofOwner)).toEqual([ofOwner]);
    }
  });

  it('makes each training once, and each ends as it came about', async () => {
    const { hires } = newHires;
    const all = byId(await stored<Training>(cloud, 'trainings'));
    expect([...all.keys()].sort()).toEqual(hires.map(({ trainingId }) => trainingId).sort());
    for (const hire of hires)
      expect({ way: hire.way, training: all.get(hire.trainingId) }).toMatchObject({
        way: hire.way,
        training: trainingAfter(hire),
      });
    const count = (way: TrainingWay): number => hires.filter((hire) => hire.way === way).length;
    const { trainings: open, departments } = await cloud.callOk(SAFETY, 'training.overview', {});
    expect(open).toHaveLength(count('explained') + count('nothing'));
    expect(departments.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(count('nothing'));
  });

  it('tells of each beginning once, and of misses, and marks exactly those who still lack it', async () => {
    const { hires } = newHires;
    const [begun, late] = await Promise.all([told('trainingBegun'), told('trainingLate')]);
    for (const { personId, trainingId, way } of hires) {
      const own = (rows: Delivery[]): number =>
        rows.filter(({ _id, to }) => _id.includes(trainingId) && to === personId).length;
      expect(own(begun)).toBe(1);
      const isMiss = ['late', 'explained', 'nothing'].includes(way);
      expect({ personId, way, told: own(late) > 0 }).toEqual({ personId, way, told: isMiss });
    }
    const { people } = await cloud.callOk(SAFETY, 'people.candidates', {});
    const marked = people.filter(({ training }) => training !== undefined).map(({ id }) => id);
    const lacking = hires.filter(({ way }) => way === 'explained' || way === 'nothing');
    expect(marked.sort()).toEqual(lacking.map(({ personId }) => personId).sort());
  });

  it('makes each meeting once, and each ends as it came about', async () => {
    const { due, held, explained } = meetings;
    const all = byId(await storedIn<Briefing>('briefings'));
    expect([...all.keys()].sort()).toEqual(due.map(({ id }) => id).sort());
    for (const { id, dueAt } of due) {
      const meeting = all.get(id)!;
      const state = held.has(id) ? 'held' : 'missed';
      expect(meeting).toMatchObject({ dueAt, state, open: state === 'missed' && !explained.has(id) });
      expect(Object.keys(meeting.signatures).sort()).toEqual(held.get(id) ?? []);
      if (state === 'missed') expect(meeting.miss?.reason).toBe(explained.has(id) ? NOT_HELD : null);
    }
    const signed = [...held.values()].flat().length;
    const listed = await cloud.callOk(SAFETY, 'briefings.list', { month });
    const missed = due.length - held.size;
    expect(listed.month).toMatchObject({ held: held.size, missed, dropped: 0, signed });
    expect(held.size).toBeGreaterThan(isLong ? 50 : 10);
    expect(explained.size).toBeGreaterThan(5);
  });

  it('tells of each missed meeting once', async () => {
    const all = byId(await storedIn<Briefing>('briefings'));
    const rows = (await told('briefingMissed')).map(({ _id }) => _id);
    const expected = meetings.due
      .filter(({ id }) => !meetings.held.has(id))
      .map(({ id }) => `briefing-${id}-briefingMissed-${all.get(id)!.owner.id}`);
    expect(rows.filter((row) => row.includes(`@${month}`)).sort()).toEqual(expected.sort());
  });
});
