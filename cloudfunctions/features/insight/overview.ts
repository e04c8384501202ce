/** The numbers of a day, a week or a month, read from days: as many calls and documents, however much happened. */
import type { Millis } from '../../../typings/domain';
import type { InsightOverview, InsightPeriod } from '../../../typings/insight-views';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';
import {
  dayAfter,
  overview as told,
  REMEMBERED,
  SILENT,
  spanBefore,
  spanOf,
  yearBefore,
  type Beside,
  type Looked,
  type Span,
} from '../../engine/insight';
import { overdueWithin } from '../order/behind';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { scopeOf, type Scope } from './scope';
import { apartBetween, daysBetween } from './store';

export interface Wish {
  period: InsightPeriod;
  /** A day of the period; today when it is missing. */
  of?: string;
}

/** The days of a period and of those with which it is compared. Three database calls, at most 62 + 122 + 122 documents. */
async function look(span: Span, before: Span, year: Span): Promise<Looked> {
  const since = dayAfter(span.to, 1 - SILENT);
  const [days, apart, yearAgo] = await Promise.all([
    daysBetween(before.from < since ? before.from : since, span.to),
    apartBetween(dayAfter(span.from, -REMEMBERED), span.to),
    apartBetween(dayAfter(year.from, -REMEMBERED), year.to),
  ]);
  return { days, apart, yearAgo };
}

const namesOf = (all: readonly { id: string; name: string }[]): { id: string; name: string }[] =>
  all.map(({ id, name }) => ({ id, name }));

/** The numbers of a period within a scope. Four database calls, three for one that is over. @throws AppError BAD_REQUEST for a day to come */
export async function overviewOf(
  { period, of }: Wish,
  scope: Scope,
  inForce: Plant,
  now: Millis,
): Promise<InsightOverview> {
  const today = isoDay(now);
  const day = of ?? today;
  if (day > today) throw new AppError('BAD_REQUEST', {}, { of: '这一天还没到，请选今天或以前' });
  const span = spanOf(period, day, today);
  const before = spanBefore(period, span);
  const year = yearBefore(period, span);
  const { isWhole, mayOpen, isMine, isMyArea, isMyDepartment, limits } = scope;
  const [looked, overdue] = await Promise.all([
    look(span, before, year),
    span.to === today ? overdueWithin(limits, now) : null,
  ]);
  const { places, templates, people } = inForce;
  const beside: Beside = {
    ...{ period, span, before, year, now, isMine, isWhole, mayOpen, isMyDepartment, overdue },
    areas: namesOf(places.areas.filter(({ id }) => isMyArea(id))),
    departments: namesOf(places.departments),
    categories: namesOf(templates.categories),
    baseline: places.plant.baseline ?? null,
    onRoll: isWhole ? people.filter(({ status }) => status !== 'left').length : null,
  };
  return told(looked, beside);
}

export async function overview(actor: Actor, wish: Wish, now: Millis): Promise<InsightOverview> {
  const inForce = await plant(now);
  return overviewOf(wish, scopeOf(actor, inForce, now), inForce, now);
}
