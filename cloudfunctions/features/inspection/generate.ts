/** Makes the tasks of the shift that runs and of the next one, each exactly once, whatever becomes of the timer's runs. */
import type { Millis } from '../../../typings/domain';
import type { InspectionPlan, PastProblem, Task } from '../../../typings/inspection';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import {
  dropped,
  due,
  isByClock,
  isUntouched,
  taskFor,
  taskId,
  type DueShift,
  type WorkDays,
} from '../../engine/inspection';
import { pastProblems } from '../order/past';
import { plant, type Plant } from '../plant/current';
import { createDaysOff } from '../routing/calendar';
import { minuteOf } from '../routing/shifts';
import { createTurnBook } from '../routing/turns';
import { lookUps } from './look-ups';
import { createOwners } from './owner';
import { addTask, generated, generatedUntil, tasksIn, writeTask } from './store';

/** How far back the tasks of shifts are made that no run saw. */
const LOOKED_BACK = 3 * DAY;

/** How often an instance looks whether there is something new to plan: reading the plant costs calls. */
const EVERY = 5 * MINUTE;

/** Writes at a time. */
const AT_ONCE = 20;

/** What makes tasks in one run, with the look-ups of the plant in force. */
interface Maker {
  plans: readonly InspectionPlan[];
  days: WorkDays;
  /** @returns null when nothing that the plan looks at is there any more */
  make(plan: InspectionPlan, shift: DueShift): Promise<Task | null>;
  past(areaId: string): Promise<Map<string, PastProblem[]>>;
}

function createMaker(inForce: Plant, now: Millis): Maker {
  const { inspection, roster, pointById } = inForce;
  const found = lookUps(inForce);
  const ownerOf = createOwners(inForce);
  const known = new Map<string, Promise<Map<string, PastProblem[]>>>();
  const past = (areaId: string): Promise<Map<string, PastProblem[]>> => {
    const found = known.get(areaId) ?? pastProblems(areaId, now);
    known.set(areaId, found);
    return found;
  };
  return {
    plans: inspection.plans.filter(isByClock),
    days: {
      ...createDaysOff(roster),
      shifts: roster.shifts.map(({ id, start }) => ({ id, start: minuteOf(start) })),
    },
    past,
    async make(plan, shift) {
      const areas = plan.route.flatMap(({ pointId }) => pointById.get(pointId)?.areaId ?? []);
      const [first] = areas;
      if (first === undefined) return null;
      const problems = new Map(
        (await Promise.all([...new Set(areas)].map(past))).flatMap((each) => [...each]),
      );
      return taskFor(plan, shift, {
        ...found,
        past: (pointId) => problems.get(pointId) ?? [],
        shiftName: roster.shifts.find(({ id }) => id === shift.shiftId)?.name ?? '',
        owner: ownerOf(plan, first, shift),
      });
    },
  };
}

/** Does something with each, some at a time. @returns how often it was worth counting */
async function countEach<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const done = await Promise.all(items.slice(start, start + AT_ONCE).map(work));
    count += done.filter(Boolean).length;
  }
  return count;
}

/** Every task that is due in the shifts that start in a span of time. */
const dueIn = (
  { plans, days }: Maker,
  from: Millis,
  to: Millis,
): { plan: InspectionPlan; shift: DueShift }[] =>
  plans.flatMap((plan) => due(plan, days, from, to).map((shift) => ({ plan, shift })));

/** Tasks of shifts for which none were made yet: those that no run saw are made as they would have been. */
function makeAll(maker: Maker, from: Millis, to: Millis): Promise<number> {
  return countEach(dueIn(maker, from, to), async ({ plan, shift }) => {
    const task = await maker.make(plan, shift);
    return task !== null && (await addTask(task)) === 'added';
  });
}

/** A task that nobody touched as it would be made now: its owner, its points that are still there, what happened there. */
async function renewed(task: Task, maker: Maker, { pointById }: Plant, now: Millis): Promise<Task> {
  const stops = task.stops.filter(({ pointId }) => pointById.has(pointId));
  if (stops.length === 0) return dropped(task, now);
  const plan = maker.plans.find(({ id }) => id === task.planId);
  const { date, shiftId } = task;
  const shift = { date, shiftId, startsAt: startOf(task, maker.days) };
  const made = plan === undefined ? null : await maker.make(plan, shift);
  const walk = made?.walk ?? task.walk;
  const past = await Promise.all(
    stops.map(async ({ areaId, pointId }) => (await maker.past(areaId)).get(pointId) ?? []),
  );
  return {
    ...task,
    owner: made?.owner ?? task.owner,
    stops: stops.map((stop, index) => ({ ...stop, past: past[index] ?? [] })),
    ...(walk === undefined ? {} : { walk }),
    pointIds: stops.map(({ pointId }) => pointId),
    areaIds: [...new Set(stops.map(({ areaId }) => areaId))],
    areaId: stops[0]?.areaId ?? task.areaId,
  };
}

const startOf = ({ date, shiftId }: Task, { shifts }: WorkDays): Millis =>
  Date.parse(`${date}T00:00:00+08:00`) + (shifts.find(({ id }) => id === shiftId)?.start ?? 0) * MINUTE;

const isSame = (a: Task, b: Task): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Looks once more at shifts whose tasks were made before: the roster, the places and what happened there may have
 * changed, and plans may have come since. What comes too late to be done is not made.
 */
async function renewAll(
  maker: Maker,
  inForce: Plant,
  from: Millis,
  to: Millis,
  now: Millis,
): Promise<number> {
  const wanted = dueIn(maker, from, to);
  const shifts = inForce.roster.shifts.flatMap(({ id }) =>
    due({ every: { kind: 'shift', shiftIds: [id] }, holidays: 'run' }, maker.days, from, to),
  );
  const there = (await Promise.all(shifts.map(({ date, shiftId }) => tasksIn(date, shiftId)))).flat();
  const known = new Set(there.map(({ _id }) => _id));
  const missing = wanted.filter(({ plan, shift }) => !known.has(taskId(plan.id, shift)));
  const made = await countEach(missing, async ({ plan, shift }) => {
    const task = await maker.make(plan, shift);
    return task !== null && task.dueAt > now && (await addTask(task)) === 'added';
  });
  // Once somebody did something about a task, it is theirs as it is.
  const untouched = there.filter((task) => isUntouched(task) && task.handovers.length === 0);
  await countEach(untouched, async (task) => {
    const fresh = await renewed(task, maker, inForce, now);
    return !isSame(task, fresh) && (await writeTask(task, fresh)) !== null;
  });
  return made;
}

/** Up to when shifts that start have their tasks: the next one is known before it begins. */
function horizon(inForce: Plant, now: Millis): { from: Millis; to: Millis } {
  const turn = createTurnBook(inForce).at(now);
  return turn === null ? { from: now, to: now + DAY / 2 } : { from: turn.startsAt, to: turn.endsAt + MINUTE };
}

/** @returns how many tasks were made */
async function generate(inForce: Plant, now: Millis): Promise<number> {
  const maker = createMaker(inForce, now);
  const { from, to } = horizon(inForce, now);
  const until = await generatedUntil();
  // Before the first run there was no plan: nothing was missed.
  const unseen = until === null ? to : Math.max(until, now - LOOKED_BACK);
  const made = await makeAll(maker, unseen, to);
  const more = await renewAll(maker, inForce, from, Math.min(unseen, to), now);
  if (until === null || until < to) await generated(to, until);
  return made + more;
}

/**
 * Makes the part of the minute timer that plans. It works when the shift, or what is planned by, changed since this
 * instance last looked, and costs nothing in the minutes between.
 * @returns a tick: how many tasks it made
 */
export function createGeneration(): (now: Millis) => Promise<number> {
  let seen = '';
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && Math.floor(now / EVERY) === Math.floor(lookedAt / EVERY)) return 0;
    const inForce = await plant(now);
    const { inspection, roster, places } = inForce.versions;
    const state = [createTurnBook(inForce).at(now)?.id, inspection, roster, places].join(' ');
    const made = state === seen ? 0 : await generate(inForce, now);
    seen = state;
    lookedAt = now;
    return made;
  };
}
