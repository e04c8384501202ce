/** The orders behind a number: those that were counted, as far as somebody may see them. */
import type { Millis } from '../../../typings/domain';
import type { InsightFilter, InsightOrdersPage } from '../../../typings/insight-views';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { isMended, slotOf } from '../../engine/insight';
import { decodeCursor, encodeCursor } from '../../platform/cursor';
import { scopeOf, type Limits } from '../insight/scope';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { countOpen, countOverdue, operators as _, scanBehind, type OrderRow } from './store';
import { cards } from './view';
import { maySee } from './visibility';

const PAGE = 20;

/** Orders that one call looks at, at most; the cursor goes on after the last of them. */
const READS = 200;

/** A year with its leap day: no number is of a longer time. */
const LONGEST = 366;

const startOf = (day: string): Millis => Date.parse(`${day}T00:00:00+08:00`);

/** @throws AppError BAD_REQUEST for days that are missing, to come, in the wrong order or too many */
function spanOf({ from, to }: InsightFilter, now: Millis): object {
  const refuse = (field: string, told: string): never => {
    throw new AppError('BAD_REQUEST', {}, { [`filter.${field}`]: told });
  };
  if (from === undefined) return refuse('from', '请选从哪一天起');
  if (to === undefined) return refuse('to', '请选到哪一天');
  if (from > isoDay(now)) refuse('from', '这一天还没到，请选今天或以前');
  if (to < from) refuse('to', '结束日期要在开始日期之后');
  const [start, end] = [startOf(from), startOf(to) + DAY];
  if (end - start > LONGEST * DAY) refuse('from', '一次最多一年');
  return _.and([_.gte(start), _.lt(end)]);
}

function whereOf(filter: InsightFilter, path: string, now: Millis): object {
  const { what, areaId, departmentId, categoryId, urgency, major } = filter;
  return {
    ...(what === 'overdue' ? { open: true, 'next.dueAt': _.lte(now) } : { [path]: spanOf(filter, now) }),
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
  const read = await scanBehind(_.and([whereOf(filter, path, now), within(limits)]), path, cursor, READS + 1);
  const looked = read.slice(0, READS);
  const found = looked.filter((order) => fits(order, filter) && maySee(order, actor, inForce, now));
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : read.length > READS ? looked.at(-1) : undefined;
  const at = last?.[path] ?? null;
  return {
    orders: await cards(shown, actor, inForce, now),
    cursor: last === undefined || at === null ? null : encodeCursor({ at, id: last._id }),
  };
}
