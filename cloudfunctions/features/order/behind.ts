/** The orders behind a number: those that were counted, as far as somebody may see them. */
import type { Millis } from '../../../typings/domain';
import type { InsightFilter, InsightOrdersPage } from '../../../typings/insight-views';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { answeredAt, isMended, slotOf } from '../../engine/insight';
import { decodeCursor, encodeCursor, type Cursor } from '../../platform/cursor';
import { scopeOf, type Limits } from '../insight/scope';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { countOpen, countOverdue, operators as _, scanBehind, scanTrails, type OrderRow } from './store';
import { cards } from './view';
import { maySee } from './visibility';

const PAGE = 20;

/** Orders that one call looks at, at most; the cursor goes on after the last of them. */
const READS = 200;

/** The same where what was done to each has to be read as well. */
const TRAILS = 50;

/** How long before its answer (days) an order was reported at most, to be found by it: an order keeps no day of its answer. */
const ANSWERED_WITHIN = 30;

/** A year with its leap day: no number is of a longer time. */
const LONGEST = 366;

const startOf = (day: string): Millis => Date.parse(`${day}T00:00:00+08:00`);

/** @throws AppError BAD_REQUEST for days that are missing, to come, in the wrong order or too many */
function spanOf({ from, to }: InsightFilter, now: Millis): { start: Millis; end: Millis } {
  const refuse = (field: string, told: string): never => {
    throw new AppError('BAD_REQUEST', {}, { [`filter.${field}`]: told });
  };
  if (from === undefined) return refuse('from', '请选从哪一天起');
  if (to === undefined) return refuse('to', '请选到哪一天');
  if (from > isoDay(now)) refuse('from', '这一天还没到，请选今天或以前');
  if (to < from) refuse('to', '结束日期要在开始日期之后');
  const [start, end] = [startOf(from), startOf(to) + DAY];
  if (end - start > LONGEST * DAY) refuse('from', '一次最多一年');
  return { start, end };
}

/** @param earlier - how many days before an order may have begun */
function daysOf(filter: InsightFilter, now: Millis, earlier: number): object {
  const { start, end } = spanOf(filter, now);
  return _.and([_.gte(start - earlier * DAY), _.lt(end)]);
}

function whereOf(filter: InsightFilter, path: string, now: Millis): object {
  const { what, areaId, departmentId, categoryId, urgency, major } = filter;
  return {
    ...(what === 'overdue'
      ? { open: true, 'next.dueAt': _.lte(now) }
      : { [path]: daysOf(filter, now, what === 'answered' ? ANSWERED_WITHIN : 0) }),
    ...(what === 'closed' ? { open: false } : {}),
    ...(areaId === undefined ? {} : { 'place.areaId': areaId }),
    ...(departmentId === undefined ? {} : { 'place.departmentId': departmentId }),
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(major === undefined ? {} : { level: 'major' }),
  };
}

function within(limits: Limits | null): object {
  if (limits === null) return {};
  const { departmentId, areaIds } = limits;
  const ofDepartment = departmentId === null ? [] : [{ 'place.departmentId': departmentId }];
  return _.or([...ofDepartment, { 'place.areaId': _.in([...areaIds]) }]);
}

/** How many open orders are past the deadline of their step. One database call. @param limits - null: of the whole plant */
export const overdueWithin = (limits: Limits | null, now: Millis): Promise<number> =>
  countOverdue(within(limits), now);

/** How many orders that were reported from an instant on are open. One database call. */
export const openSince = (from: Millis): Promise<number> => countOpen({ reportedAt: _.gte(from) });

/** How many 重大 ones are open. One database call. */
export const openMajors = (): Promise<number> => countOpen({ level: 'major' });

/** What no query can tell. */
const fits = (order: OrderRow, { what, slot }: InsightFilter): boolean =>
  (what !== 'closed' || isMended(order)) && (slot === undefined || slotOf(order.reportedAt) === slot);

interface Looked {
  read: OrderRow[];
  /** Those of them that stand behind the number. */
  isBehind: (order: OrderRow) => boolean;
  /** How many were asked for. */
  most: number;
}

/** One database call. */
async function lookBehind(
  filter: InsightFilter,
  where: object,
  path: 'closedAt' | 'reportedAt',
  cursor: Cursor | null,
  now: Millis,
): Promise<Looked> {
  if (filter.what !== 'answered') {
    const read = await scanBehind(where, path, cursor, READS + 1);
    return { read, isBehind: (order) => fits(order, filter), most: READS };
  }
  const { start, end } = spanOf(filter, now);
  const read = await scanTrails(where, cursor, TRAILS + 1);
  const answered = new Set<string>();
  for (const order of read) {
    const at = answeredAt(order);
    if (at !== null && at >= start && at < end) answered.add(order._id);
  }
  return { read, isBehind: (order) => answered.has(order._id) && fits(order, filter), most: TRAILS };
}

/**
 * A page; it may be short, or empty, while its cursor leads on. One database call and one for the pictures.
 * @throws AppError BAD_REQUEST
 */
export async function ordersBehind(
  actor: Actor,
  { filter, cursor: given }: { filter: InsightFilter; cursor?: string | null },
  now: Millis,
): Promise<InsightOrdersPage> {
  const cursor = decodeCursor(given);
  const inForce = await plant(now);
  const { limits } = scopeOf(actor, inForce, now);
  const path = filter.what === 'closed' ? 'closedAt' : 'reportedAt';
  const where = _.and([whereOf(filter, path, now), within(limits)]);
  const { read, isBehind, most } = await lookBehind(filter, where, path, cursor, now);
  const looked = read.slice(0, most);
  const found = looked.filter((order) => isBehind(order) && maySee(order, actor, inForce, now));
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : read.length > most ? looked.at(-1) : undefined;
  const at = last?.[path] ?? null;
  return {
    orders: await cards(shown, actor, inForce, now),
    cursor: last === undefined || at === null ? null : encodeCursor({ at, id: last._id }),
  };
}
