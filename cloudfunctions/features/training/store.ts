/** The only file that knows the collections `trainings` and `sessions`. */
import type { Millis } from '../../../typings/domain';
import type { Session, Signed, Training } from '../../../typings/training';
import { counted } from '../../platform/counted';
import { _, collection } from '../../platform/sdk';

const { rows: trainings, changes } = counted<Training>('trainings');

/** What the counting asks of it. */
export { changes };
const sessions = collection<Session>('sessions');

/** The most the database answers at once. */
const PAGE = 1_000;

/** Ids that one query names. */
const IDS = 200;

export const getTraining = (id: string): Promise<Training | null> => trainings.get(id);

export const addTraining = (training: Training): Promise<'added' | 'exists'> => trainings.add(training);

/** Single entries of a map as paths, so that entries written meanwhile by others stay. */
const prefixed = (path: string, map: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [`${path}.${key}`, value]));

/** What differs between a document that was read and the one that shall be. */
const changeOf = <T extends object>(before: T, next: T): Record<string, unknown> =>
  Object.fromEntries(
    (Object.keys(next) as (keyof T & string)[])
      .filter((key) => key !== 'evidence' && next[key] !== before[key])
      .map((key) => [key, next[key]]),
  );

/**
 * The one write of a change of a training.
 * @param evidence - what came with it; that of others stays
 * @returns the training as written, or null when somebody else was first
 */
export async function writeTraining(
  before: Training,
  changed: Training,
  evidence: Training['evidence'] = {},
): Promise<Training | null> {
  const next = { ...changed, rev: before.rev + 1, evidence: { ...before.evidence, ...evidence } };
  const isWritten = await trainings.updateIf(
    { _id: before._id, rev: before.rev },
    { ...changeOf(before, next), ...prefixed('evidence', evidence) },
  );
  return isWritten ? next : null;
}

/**
 * Records what became of signatures, beside the state: never touches `rev`. When the timer looks next is only known to
 * whoever read the training last.
 */
export async function writeSealed(
  { _id, rev }: Training,
  evidence: Training['evidence'],
  { sealDueAt, nextDueAt }: Pick<Training, 'sealDueAt' | 'nextDueAt'>,
): Promise<void> {
  const change = prefixed('evidence', evidence);
  const sawAll = await trainings.updateIf({ _id, rev }, { ...change, sealDueAt, nextDueAt });
  if (!sawAll && Object.keys(change).length > 0) await trainings.updateIf({ _id }, change);
}

/** A training as lists show it: without what is learnt and asked. */
export type TrainingRow = Omit<Training, 'parts' | 'evidence' | 'courseIds'>;

const ROW_OMITS = ['parts', 'evidence', 'courseIds'];

/** Trainings that were open at some instant of a span, by id, a page at a time. @param to - left out */
export const trainingsIn = (
  from: Millis,
  to: Millis,
  afterId: string,
  limit: number,
): Promise<TrainingRow[]> =>
  trainings.find(
    _.and([{ _id: _.gt(afterId), createdAt: _.lt(to) }, _.or([{ open: true }, { finishedAt: _.gte(from) }])]),
    { orderBy: [['_id', 'asc']], limit, omit: ROW_OMITS },
  );

/** The open trainings of a person and those that ended since, by their deadline. */
export const trainingsOf = (personId: string, since: Millis, limit: number): Promise<TrainingRow[]> =>
  trainings.find(
    _.or([
      { 'person.id': personId, open: true },
      { 'person.id': personId, open: false, finishedAt: _.gte(since) },
    ]),
    { orderBy: [['dueAt', 'asc']], limit, omit: ROW_OMITS },
  );

/** The open trainings of a person, soonest first. */
export const openOf = (personId: string, limit: number): Promise<TrainingRow[]> =>
  trainings.find(
    { 'person.id': personId, open: true },
    {
      orderBy: [['dueAt', 'asc']],
      limit,
      omit: ROW_OMITS,
    },
  );

/** Those that were done before, newest first. @param departmentId - of one department only */
export const doneBefore = (
  before: { at: Millis; id: string } | null,
  departmentId: string | undefined,
  limit: number,
): Promise<TrainingRow[]> => {
  const whose = { state: 'done' as const, ...(departmentId === undefined ? {} : { departmentId }) };
  const where =
    before === null
      ? whose
      : _.or([
          { ...whose, finishedAt: _.lt(before.at) },
          { ...whose, finishedAt: before.at, _id: _.lt(before.id) },
        ]);
  return trainings.find(where, {
    orderBy: [
      ['finishedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
    omit: ROW_OMITS,
  });
};

/** All open trainings of the plant, soonest first: one database call per started thousand. */
export async function allOpen(): Promise<TrainingRow[]> {
  const found: TrainingRow[] = [];
  for (;;) {
    const page = await trainings.find(
      { open: true, _id: _.gt(found.at(-1)?._id ?? '') },
      { orderBy: [['_id', 'asc']], limit: PAGE, omit: ROW_OMITS },
    );
    found.push(...page);
    if (page.length < PAGE) return found.sort((a, b) => a.dueAt - b.dueAt || (a._id < b._id ? -1 : 1));
  }
}

/** Which of these trainings there are: one database call per started {@link IDS}. */
export async function known(ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let start = 0; start < ids.length; start += IDS) {
    const some = ids.slice(start, start + IDS);
    for (const { _id } of await trainings.find({ _id: _.in(some) }, { limit: IDS, pick: ['rev'] }))
      found.add(_id);
  }
  return found;
}

/** Open trainings of these people that hold one of these courses, whole: one database call per started hundred people. */
export async function openWith(
  personIds: readonly string[],
  courseIds: readonly string[],
): Promise<Training[]> {
  const found: Training[] = [];
  for (let start = 0; start < personIds.length; start += IDS) {
    const people = _.in(personIds.slice(start, start + IDS));
    const where = { open: true, 'person.id': people, courseIds: _.in([...courseIds]) };
    found.push(...(await trainings.find(where, { limit: PAGE })));
  }
  return found;
}

/** Who has one of these courses to do. */
export const learnersOf = (courseIds: readonly string[]): Promise<Pick<Training, '_id' | 'person'>[]> =>
  trainings.find({ open: true, courseIds: _.in([...courseIds]) }, { limit: PAGE, pick: ['person'] });

/** Trainings that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextTrainings = (past: Millis, limit: number): Promise<Training[]> =>
  trainings.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Who finished a training between two instants, the second left out, and when. */
export const doneBetween = (
  from: Millis,
  to: Millis,
): Promise<Pick<Training, '_id' | 'person' | 'finishedAt'>[]> =>
  trainings.find(
    { state: 'done', finishedAt: _.and([_.gte(from), _.lt(to)]) },
    { limit: PAGE, pick: ['person', 'finishedAt'] },
  );

/** What somebody had to learn, newest first. */
export const trainingsKeptOf = (personId: string, limit: number): Promise<TrainingRow[]> =>
  trainings.find({ 'person.id': personId }, { orderBy: [['dueAt', 'desc']], limit, omit: ROW_OMITS });

export const getSession = (id: string): Promise<Session | null> => sessions.get(id);

export const addSession = (session: Session): Promise<'added' | 'exists'> => sessions.add(session);

/** Classes that are open: nobody holds more at a time. */
export const openSessions = (limit: number, trainerId?: string): Promise<Session[]> =>
  sessions.find(
    { closedAt: null, ...(trainerId === undefined ? {} : { 'trainer.id': trainerId }) },
    { orderBy: [['openedAt', 'desc']], limit },
  );

/** Counts one more try of a person at an open class. @returns the class, or null when it is over or unknown */
export const countTry = (id: string, personId: string): Promise<Session | null> =>
  sessions.updateAndReturn(id, { [`tries.${personId}`]: _.inc(1) }, { closedAt: null });

/** Counts a wrong number against every class that is open: nobody knows which one was meant. */
export const countWrong = (personId: string): Promise<number> =>
  sessions.updateAll({ closedAt: null }, { [`tries.${personId}`]: _.inc(1) });

/**
 * Puts somebody on the list of an open class, or notes that they leave; never touches `rev`, so that a whole class signs
 * in at once. A right number gives the tries back.
 * @returns the class as it is then; null when it is over
 */
export const sign = (id: string, signed: Signed): Promise<Session | null> =>
  sessions.updateAndReturn(
    id,
    { [`signed.${signed.by.id}`]: signed, [`tries.${signed.by.id}`]: 0 },
    { closedAt: null },
  );

/** Ends a class; who signs in at this moment is either in it or refused. @returns the class as it ended; null when it is over */
export const endSession = (
  { _id, rev }: Session,
  change: Pick<Session, 'closedAt' | 'nextDueAt'>,
  evidence: Session['evidence'],
): Promise<Session | null> =>
  sessions.updateAndReturn(
    _id,
    { ...change, rev: rev + 1, ...prefixed('evidence', evidence) },
    { closedAt: null },
  );

/** Bookkeeping of a class: what was delivered, sealed or told; never touches `rev`. */
export const noteSession = (
  id: string,
  change: Partial<Pick<Session, 'nextDueAt' | 'reminded'>>,
  evidence: Session['evidence'] = {},
): Promise<boolean> => sessions.updateIf({ _id: id }, { ...change, ...prefixed('evidence', evidence) });

/** Classes that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextSessions = (past: Millis, limit: number): Promise<Session[]> =>
  sessions.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Lets the timer look at an open training in its next run. */
export const wake = (id: string, now: Millis): Promise<boolean> =>
  trainings.updateIf({ _id: id, open: true }, { remindAt: now, nextDueAt: now });
