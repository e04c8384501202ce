/** The only file that knows the collections `tasks` and `taskRuns`. */
import type { Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { after, type Cursor } from '../../platform/cursor';
import { counted } from '../../platform/counted';
import { _, collection, type Doc } from '../../platform/sdk';

const { rows: tasks, changes } = counted<Task>('tasks');

/** What the counting asks of it. */
export { changes };
const runs = collection<TaskRun>('taskRuns');

/** `taskRuns/generated`: before which instant the tasks of every shift that starts were made. */
interface TaskRun extends Doc {
  until: Millis;
}

const GENERATED = 'generated';

/** The most the database answers at once. */
const PAGE = 1_000;

export const getTask = (id: string): Promise<Task | null> => tasks.get(id);

export const addTask = (task: Task): Promise<'added' | 'exists'> => tasks.add(task);

/** Single entries of a map as paths, so that entries written meanwhile by others stay. */
const prefixed = (path: string, map: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [`${path}.${key}`, value]));

/**
 * The one write of a change of state: what differs between the task that was read and the one that shall be.
 * @param evidence - what came with it; that of others stays
 * @returns the task as written, or null when somebody else was first
 */
export async function writeTask(
  before: Task,
  changed: Task,
  evidence: Task['evidence'] = {},
): Promise<Task | null> {
  const next: Task = { ...changed, rev: before.rev + 1, evidence: { ...before.evidence, ...evidence } };
  const keys = (Object.keys(next) as (keyof Task)[]).filter(
    (key) => key !== 'evidence' && next[key] !== before[key],
  );
  const change = Object.fromEntries(keys.map((key) => [key, next[key]]));
  const isWritten = await tasks.updateIf(
    { _id: before._id, rev: before.rev },
    { ...change, ...prefixed('evidence', evidence) },
  );
  return isWritten ? next : null;
}

/**
 * Records what became of photos, beside the state: never touches `rev`. Whether the timer is still to look at others is
 * only known to whoever read the task last.
 */
export async function writeSealed(
  { _id, rev }: Pick<Task, '_id' | 'rev'>,
  evidence: Task['evidence'],
  sealDueAt: Millis | null,
): Promise<void> {
  const change = prefixed('evidence', evidence);
  const sawAll = await tasks.updateIf({ _id, rev }, { ...change, sealDueAt });
  if (!sawAll && Object.keys(change).length > 0) await tasks.updateIf({ _id }, change);
}

/** A task as a phone needs it: without what nobody looks at there. */
export type TaskRow = Omit<Task, 'evidence' | 'later'>;

const ROW_OMITS = ['evidence', 'later'];

/** The open tasks of a person and those that ended since `since`, by the time they open. */
export const tasksOf = (personId: string, since: Millis, limit: number): Promise<TaskRow[]> =>
  tasks.find(
    _.or([
      { 'owner.id': personId, open: true },
      { 'owner.id': personId, open: false, opensAt: _.gte(since) },
    ]),
    { orderBy: [['opensAt', 'asc']], limit, omit: ROW_OMITS },
  );

/** All tasks of a shift. */
export const tasksIn = (date: string, shiftId: string): Promise<Task[]> =>
  tasks.find({ date, shiftId }, { limit: PAGE });

/** Tasks that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextTasks = (past: Millis, limit: number): Promise<Task[]> =>
  tasks.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Tasks with photos that wait to be sealed. */
export const unsealed = (now: Millis, limit: number): Promise<Task[]> =>
  tasks.find({ sealDueAt: _.and([_.gt(0), _.lte(now)]) }, { orderBy: [['sealDueAt', 'asc']], limit });

/** A task as lists of what went wrong read it. */
export type MissRow = Omit<TaskRow, 'startedAt' | 'handovers'>;

const NEWEST: [string, 'desc'][] = [
  ['dueAt', 'desc'],
  ['_id', 'desc'],
];

/**
 * Rounds that were missed, and those that are late, newest first.
 * @param areaIds - null for the whole plant
 */
export const missesIn = (
  areaIds: readonly string[] | null,
  now: Millis,
  cursor: Cursor | null,
  limit: number,
): Promise<MissRow[]> => {
  const where = areaIds === null ? {} : { areaId: _.in([...areaIds]) };
  const kinds = [
    { ...where, open: true, dueAt: _.lte(now) },
    { ...where, open: false, isMissed: true },
  ];
  return tasks.find(cursor === null ? _.or(kinds) : _.and([_.or(kinds), after({}, cursor, 'dueAt')]), {
    orderBy: NEWEST,
    limit,
    omit: [...ROW_OMITS, 'startedAt', 'handovers'],
  });
};

/** The rounds of a month (`yyyy-mm`) that `where` names, by their id: one database call per started thousand. */
async function ofMonth<K extends keyof Task>(
  month: string,
  where: object,
  pick: readonly K[],
): Promise<Pick<Task, '_id' | K>[]> {
  const found: Pick<Task, '_id' | K>[] = [];
  for (;;) {
    const page = await tasks.find(
      {
        ...where,
        date: _.and([_.gte(`${month}-01`), _.lte(`${month}-31`)]),
        _id: _.gt(found.at(-1)?._id ?? ''),
      },
      { orderBy: [['_id', 'asc']], limit: PAGE, pick: [...pick] },
    );
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/** What tells where a patrol came. */
export type WalkedRow = Pick<Task, '_id' | 'state' | 'open' | 'dueAt' | 'pointIds' | 'answers'>;

/** The patrols of a month that could begin. */
export const patrolsOf = (month: string, now: Millis): Promise<WalkedRow[]> =>
  ofMonth(month, { kind: 'patrol', opensAt: _.lte(now) }, ['state', 'open', 'dueAt', 'pointIds', 'answers']);

/** What tells whether a round earns. */
export type DoneRow = Pick<Task, '_id' | 'kind' | 'beforeUse' | 'state' | 'isMissed' | 'finished'>;

/** The rounds of a month that are done. */
export const doneIn = (month: string): Promise<DoneRow[]> =>
  ofMonth(month, { state: 'done' }, ['kind', 'beforeUse', 'state', 'isMissed', 'finished']);

/** What is told of a check before use. */
export type UseCheckRow = Pick<Task, '_id' | 'finished' | 'verdict'>;

/** The last check of a machine before use; null when there was none. */
export async function lastUseCheckAt(pointId: string): Promise<UseCheckRow | null> {
  const [last] = await tasks.find(
    { pointId, beforeUse: true, state: 'done' },
    { orderBy: [['finished.at', 'desc']], limit: 1, pick: ['finished', 'verdict'] },
  );
  return last ?? null;
}

/** A round as histories read it: with its photos, without what nobody counted. */
export type PastRound = Omit<Task, 'later'>;

/**
 * Rounds that are over, newest first: all of a machine, and all of some plans.
 * @param pointId - null without a machine
 */
export const roundsOf = (
  pointId: string | null,
  planIds: readonly string[],
  limit: number,
): Promise<PastRound[]> =>
  tasks.find(
    _.or([
      ...(pointId === null ? [] : [{ pointId, state: 'done' }]),
      { planId: _.in([...planIds]), state: 'done' },
    ]),
    { orderBy: [['finished.at', 'desc']], limit, omit: ['later'] },
  );

/** What somebody had to look at, or looked at, newest first. */
export const tasksKeptOf = (personId: string, limit: number): Promise<TaskRow[]> =>
  tasks.find(_.or([{ 'owner.id': personId }, { 'finished.by.id': personId }]), {
    orderBy: [['opensAt', 'desc']],
    limit,
    omit: [...ROW_OMITS, 'stops', 'answers'],
  });

/** Before which instant the shifts that start have their tasks; null before the first run. */
export const generatedUntil = async (): Promise<Millis | null> => (await runs.get(GENERATED))?.until ?? null;

/** Notes that the tasks of every shift that starts before `until` were made; never takes any of it back. */
export async function generated(until: Millis, known: Millis | null): Promise<void> {
  if (known === null && (await runs.add({ _id: GENERATED, until })) === 'added') return;
  await runs.updateIf({ _id: GENERATED, until: _.lt(until) }, { until });
}
