/** Who has not learnt what, for those who look after it; and the line of a training in somebody's day. */
import type { DayLine, OverviewInput, Routes } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { decodeCursor, encodeCursor } from '../../platform/cursor';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { overseen } from './rights';
import { allOpen, doneBefore, openOf, type TrainingRow } from './store';
import { trainingCard } from './view';

const PAGE = 20;

/** Of those that are done so many are looked through for a page. */
const DONE_AT_ONCE = 50;

/** Lines of a day: more of them say nothing more. */
const LINES = 5;

type Overview = Routes['training.overview']['output'];

function departmentsOf(rows: readonly TrainingRow[], now: Millis): Overview['departments'] {
  const byId = new Map<string, Overview['departments'][number]>();
  for (const { departmentId: id, departmentName: name, dueAt } of rows) {
    const known = byId.get(id) ?? { id, name, open: 0, overdue: 0 };
    const overdue = known.overdue + Number(now >= dueAt);
    byId.set(id, { ...known, open: known.open + 1, overdue });
  }
  return [...byId.values()].sort(
    (a, b) => b.overdue - a.overdue || b.open - a.open || (a.id < b.id ? -1 : 1),
  );
}

interface Page {
  rows: TrainingRow[];
  cursor: string | null;
}

/** A page of open trainings, soonest first. */
function openPage(rows: readonly TrainingRow[], cursorText: OverviewInput['cursor']): Page {
  const cursor = decodeCursor(cursorText);
  const isAfter = ({ dueAt, _id }: TrainingRow): boolean =>
    cursor === null || dueAt > cursor.at || (dueAt === cursor.at && _id > cursor.id);
  const rest = rows.filter(isAfter);
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  const isMore = rest.length > page.length && last !== undefined;
  return { rows: page, cursor: isMore ? encodeCursor({ at: last.dueAt, id: last._id }) : null };
}

/** A page of those that are done, newest first: it may be short where others are done by people of somebody else. */
async function donePage(
  isWanted: (row: TrainingRow) => boolean,
  { departmentId, cursor }: OverviewInput,
): Promise<Page> {
  const rows = await doneBefore(decodeCursor(cursor), departmentId, DONE_AT_ONCE + 1);
  const read = rows.slice(0, DONE_AT_ONCE);
  const last = read.at(-1);
  const isMore = rows.length > read.length && last !== undefined;
  return {
    rows: read.filter(isWanted),
    cursor: isMore ? encodeCursor({ at: last.finishedAt ?? 0, id: last._id }) : null,
  };
}

/**
 * Trainings of those whom somebody looks after: the open ones counted by department, and a page of those that were asked
 * for. One database call, two for those that are done.
 * @throws AppError NOT_FOR_YOU to whoever looks after nobody
 */
export async function overview(actor: Actor, input: OverviewInput, now: Millis): Promise<Overview> {
  const wanted = overseen(actor, await plant(now));
  if (wanted?.size === 0) throw new AppError('NOT_FOR_YOU', { who: '安全员和主管' });
  const { filter, departmentId, cursor } = input;
  const isWanted = ({ person }: TrainingRow): boolean => wanted?.has(person.id) ?? true;
  const rows = (await allOpen()).filter(isWanted);
  const isAsked = (row: TrainingRow): boolean =>
    (departmentId === undefined || row.departmentId === departmentId) &&
    (filter !== 'overdue' || now >= row.dueAt);
  const page = filter === 'done' ? await donePage(isWanted, input) : openPage(rows.filter(isAsked), cursor);
  return {
    departments: departmentsOf(rows, now),
    trainings: page.rows.map((row) => trainingCard(row, actor)),
    cursor: page.cursor,
  };
}

/** A feature's part of somebody's day. */
type Lines = (person: PersonRef, inForce: Plant, now: Millis) => Promise<DayLine[]>;

/** What somebody has to learn, as lines of their day. One database call. */
export const trainingLines: Lines = async ({ id }) => {
  const rows = await openOf(id, LINES);
  return rows.map(({ _id, title, line, dueAt, state }) => ({
    kind: 'training',
    id: _id,
    title,
    line: state === 'overdue' ? `过期了，${line}` : line,
    dueAt,
  }));
};
