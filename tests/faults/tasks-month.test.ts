/** A month of the plant's inspections under a timer that is doubled, late and missing: each task once, every count true. */
import { createHash, randomUUID } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import type { Inspection, InspectionPlan, Task, TaskKind } from '../../typings/inspection';
import type { Roster } from '../../typings/config';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { withoutPlans } from '../support/rounds';
import { midnight, walk, type Shift } from '../support/plan-days';

/** October 2026: 国庆 from the 1st to the 7th, worked on Saturday the 10th. */
const MONTH = '2026-10';
const FIRST = midnight('2026-10-01');
const LAST = midnight('2026-11-01');

const SAFETY = 'o-demo-p-010';
const ADMIN = 'o-demo-p-029';

/** Rounds that somebody walks; all others are left to become misses. */
const WALKED = 250;

/** A task that the calendar asks for. */
interface Expected {
  id: string;
  kind: TaskKind;
  startsAt: number;
  opensAt: number;
  dueAt: number;
  missedAt: number;
}

/** What people do about a task. */
type Way = 'inTime' | 'late' | 'handedOver' | 'afterMiss' | 'nothing';

/** Always the same number for the same text, from 0 to below `below`. */
const drawn = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE() % below;

function expectedOf(plan: InspectionPlan): Expected[] {
  return walk(plan, shifts, FIRST, LAST).map((slot) => {
    const startsAt = startOf(slot);
    const { opens, closes, grace } = plan.window;
    const dueAt = startsAt + closes * MINUTE;
    return {
      id: `${plan.id}@${slot}`,
      kind: plan.kind,
      startsAt,
      opensAt: startsAt + opens * MINUTE,
      dueAt,
      missedAt: dueAt + grace * MINUTE,
    };
  });
}

function wayOf({ id, dueAt, missedAt }: Expected, share: number): Way {
  if (drawn(`walked ${id}`, share) > 0) return 'nothing';
  const way = drawn(`way ${id}`, 10);
  if (way === 0) return 'nothing';
  if (way === 1) return 'afterMiss';
  if (way === 2) return 'handedOver';
  return way === 3 && missedAt - dueAt > 2 * MINUTE ? 'late' : 'inTime';
}

const actsAt = ({ opensAt, dueAt, missedAt }: Expected, way: Way): number =>
  way === 'late' ? dueAt + MINUTE : way === 'afterMiss' ? missedAt + 20 * MINUTE : opensAt + MINUTE;

/** How often the timer runs in a shift, and how long after its start: mostly once, sometimes late, twice, or not at all. */
function runsIn(startsAt: number): { at: number; times: number }[] {
  const day = Math.floor((startsAt - FIRST) / DAY);
  // Two and a half days without any.
  if (day >= 12 && startsAt < FIRST + 14 * DAY + 12 * HOUR) return [];
  const how = drawn(`runs ${startsAt}`, 6);
  if (how === 0) return [];
  if (how === 1) return [{ at: startsAt + 5 * HOUR, times: 1 }];
  if (how === 2) return [{ at: startsAt + 5_000, times: 3 }];
  return [{ at: startsAt + 5_000, times: 1 }, ...(how === 3 ? [{ at: startsAt + 4 * HOUR, times: 2 }] : [])];
}

/** When a `{date}:{shift}` starts. */
function startOf(slot: string): number {
  const [date = '', shiftId = ''] = slot.split(':');
  return midnight(date) + (shifts.find(({ id }) => id === shiftId)?.start ?? 0) * MINUTE;
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

let cloud: TestCloud;
let expected: Expected[];
let shifts: Shift[];

const openidOf = (personId: string): string => `o-demo-${personId}`;

const tasks = async (): Promise<Map<string, Task>> =>
  new Map(
    ((await cloud.dump('tasks')) as (Record<string, unknown> & Task)[]).map((task) => [task._id, task]),
  );

async function inForce<T>(kind: 'inspection' | 'roster'): Promise<T> {
  return (await cloud.callOk(ADMIN, 'config.get', { kind })).body as T;
}

beforeAll(async () => {
  cloud = await startTestCloud();
  // Before the timer of a minute finds today, and with it all of the month behind.
  await cloud.clock({ set: FIRST - HOUR });
  await withoutPlans(cloud, ['briefings', 'training']);
  const roster = await inForce<Roster>('roster');
  shifts = roster.shifts.map(({ id, start }) => ({ id, start: minutes(start) }));
  const { plans } = await inForce<Inspection>('inspection');
  expected = plans.flatMap(expectedOf);
});

afterAll(() => cloud.stop());

/** Answers that nothing of the machine is needed for. */
const notApplicable = ({ stops }: Task) =>
  stops
    .flatMap(({ items }) => items)
    .map(({ id }) => ({
      id: randomUUID(),
      itemId: id,
      result: 'na' as const,
      reason: '设备停着',
      photos: [],
      seen: null,
      orderId: null,
      at: null,
    }));

async function walkRound(task: Task, way: Way): Promise<void> {
  const as = openidOf(task.owner.id);
  if (way === 'handedOver') {
    const input = { taskId: task._id, rev: task.rev, to: 'p-001', reason: '去开会' };
    await cloud.callOk(as, 'tasks.handOver', input);
  }
  const walker = way === 'handedOver' ? openidOf('p-001') : as;
  const input = { taskId: task._id, answers: notApplicable(task), done: true };
  const { lacks } = await cloud.callOk(walker, 'tasks.submit', input);
  expect(lacks).toEqual([]);
}

/** Lets the timer go on until it has seen to every task whose time is over. */
async function settled(): Promise<void> {
  for (let run = 0; run < 50; run += 1) {
    await cloud.clock({ advance: 5 * MINUTE, coalesce: true });
    await cloud.runTimer('jobs');
    const now = await cloud.now();
    const left = [...(await tasks()).values()].filter(
      ({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now,
    );
    if (left.length === 0) return;
  }
  throw new Error('the timer leaves tasks behind');
}

it('finds tasks of both kinds, some of them not every day', () => {
  expect(new Set(expected.map(({ kind }) => kind))).toEqual(new Set(['spotCheck', 'patrol']));
  expect(expected.length).toBeGreaterThan(31);
});

it('makes each task once, and counts what people did', async () => {
  const share = Math.max(1, Math.ceil(expected.length / WALKED));
  const starts = walk(
    { every: { kind: 'shift', shiftIds: shifts.map(({ id }) => id) }, holidays: 'run' },
    shifts,
    FIRST,
    LAST,
  )
    .map((slot) => startOf(slot))
    .sort((a, b) => a - b);
  const endOf = (at: number): number => starts.find((start) => start > at) ?? LAST;
  type Event = { at: number; times: number } | { at: number; task: Expected; way: Way };
  const events: Event[] = [
    ...starts.flatMap(runsIn),
    ...expected.flatMap((task): Event[] => {
      const way = wayOf(task, share);
      return way === 'nothing' ? [] : [{ at: actsAt(task, way), task, way }];
    }),
  ].sort((a, b) => a.at - b.at);

  await cloud.clock({ set: FIRST - HOUR });
  await cloud.runTimer('jobs');
  // Tasks are made up to the start of the shift after the one in which the timer runs.
  let madeUntil = FIRST;
  const truth = new Map<string, Way>();
  let known = await tasks();
  for (const event of events) {
    await cloud.clock({ set: event.at });
    if ('times' in event) {
      await Promise.all(Array.from({ length: event.times }, () => cloud.runTimer('jobs')));
      madeUntil = Math.max(madeUntil, endOf(event.at));
      known = await tasks();
      continue;
    }
    const { task, way } = event;
    const isMade = task.startsAt <= madeUntil;
    expect(known.has(task.id)).toBe(isMade);
    if (!isMade) continue;
    await walkRound(known.get(task.id)!, way);
    truth.set(task.id, way);
  }
  await cloud.clock({ set: LAST + 2 * DAY });
  await settled();

  const all = [...(await tasks()).values()].filter(({ date }) => date.startsWith(MONTH));
  expect(all.map(({ _id }) => _id).sort()).toEqual(expected.map(({ id }) => id).sort());
  const byId = new Map(all.map((task) => [task._id, task]));
  for (const { id, opensAt, dueAt, missedAt } of expected)
    expect(byId.get(id)).toMatchObject({ opensAt, dueAt, missedAt });

  const { counts } = await cloud.callOk(SAFETY, 'tasks.coverage', { month: MONTH });
  for (const kind of ['spotCheck', 'patrol'] as const) {
    const own = expected.filter((task) => task.kind === kind);
    const went = (...ways: Way[]): number =>
      own.filter(({ id }) => ways.some((way) => truth.get(id) === way)).length;
    expect(counts[kind]).toEqual({
      due: own.length,
      done: went('inTime', 'late', 'handedOver', 'afterMiss'),
      late: went('late', 'afterMiss'),
      missed: own.length - went('inTime', 'late', 'handedOver'),
      handedOver: went('handedOver'),
    });
  }
}, 120_000);

it('leaves every miss open until somebody says why, and tells of it once', async () => {
  const all = [...(await tasks()).values()];
  const missed = all.filter(({ state }) => state === 'missed');
  expect(missed.length).toBeGreaterThan(0);
  for (const { open, miss } of missed)
    expect({ open, reason: miss?.reason }).toEqual({ open: true, reason: null });
  const told = (await cloud.dump('deliveries')).filter(({ notice }) => notice === 'taskMissed');
  expect(new Set(told.map(({ _id }) => _id)).size).toBe(told.length);
  for (const { owner, dueAt } of missed)
    expect(told.some(({ _id }) => _id === `tasks-taskMissed-${owner.id}-${owner.id}-${dueAt}`)).toBe(true);
});
