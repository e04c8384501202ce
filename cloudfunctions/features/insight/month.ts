/** How the inspections of a month went: read from its days, never from what happened on them. */
import type { InspectionMonth } from '../../../typings/insight';
import type { Millis } from '../../../typings/domain';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { BETWEEN, dayAfter, inspectionMonth, type Wanted } from '../../engine/insight';
import { overseenAreas } from '../inspection/rights';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { daysBetween, type DayRow } from './store';

/** A month as it is stored. */
export interface StoredMonth {
  days: DayRow[];
  /** Days that changed and are not counted anew yet. */
  missing: string[];
}

/** The days of a month up to today. One database call of at most 31 documents, however much happened. @param month - `yyyy-mm` */
export async function monthOf(month: string, now: Millis): Promise<StoredMonth> {
  const [today, last] = [isoDay(now), `${month}-31`];
  const days = await daysBetween(`${month}-01`, last < today ? last : today);
  return { days, missing: days.flatMap(({ _id, dueAt }) => (dueAt === null ? [] : [_id])) };
}

/** Days of one read. */
const READ = 90;

/** The numbers of days, both included, the earliest first; as many database calls as there are started {@link READ}s. */
export async function countedDays(from: string, to: string): Promise<DayRow[]> {
  const parts: Promise<DayRow[]>[] = [];
  for (let first = from; first <= to; first = dayAfter(first, READ)) {
    const last = dayAfter(first, READ - 1);
    parts.push(daysBetween(first, last < to ? last : to));
  }
  return (await Promise.all(parts)).flat();
}

/** `yyyy-mm` of the month before. */
const monthBefore = (month: string): string =>
  isoDay(Date.parse(`${month}-01T00:00:00+08:00`) - DAY).slice(0, 'yyyy-mm'.length);

/** What somebody looks after: the areas and the department that are theirs, or the whole plant. */
async function mineOf(actor: Actor, now: Millis): Promise<Pick<Wanted, 'isMine' | 'isWhole'>> {
  const areas = overseenAreas(actor, await plant(now), now);
  if (areas === null) return { isMine: () => true, isWhole: true };
  const own = new Set(areas);
  const { departmentId } = actor;
  const isMine: Wanted['isMine'] = ({ by }) => {
    const { area, department, departments } = by;
    if (area !== undefined) return own.has(area);
    if (departmentId === null) return false;
    return department === departmentId || (departments?.split(BETWEEN).includes(departmentId) ?? false);
  };
  return { isMine, isWhole: false };
}

/**
 * The numbers of a month beside those of the month before. Two database calls.
 * @param month - `yyyy-mm`; one that is still to come is empty
 */
export async function inspections(actor: Actor, month: string, now: Millis): Promise<InspectionMonth> {
  const [{ days, missing }, before, mine] = await Promise.all([
    monthOf(month, now),
    monthOf(monthBefore(month), now),
    mineOf(actor, now),
  ]);
  return { month, missing, ...inspectionMonth({ days, before: before.days, now, ...mine }) };
}
