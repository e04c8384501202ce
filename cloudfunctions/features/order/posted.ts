/** 隐患公示 of an area, for everybody who works there: what is wrong, until when, and how to keep safe; never who said so. */
import type { Level, Millis } from '../../../typings/domain';
import type { PostedHazard, Posting } from '../../../typings/insight-views';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { isMended } from '../../engine/insight';
import { scopeOf } from '../insight/scope';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { operators as _, scanBehind, type OrderRow } from './store';

/** What was mended so long ago is posted no more; what takes longer than a season stands on other lists. */
const POSTED = 30 * DAY;
const REPORTED = 90 * DAY;

/** Orders that are read, and lines that a sheet on a wall holds. */
const READS = 200;
const OPEN_LINES = 20;
const CLOSED_LINES = 10;

/** The serious first, then what is due first. */
const RANK: Record<Level, number> = { major: 0, undetermined: 1, general: 2 };

/** In the words of the template, or of the category: what people wrote may name somebody. */
function line(order: OrderRow, { templateById, templates, places }: Plant, now: Millis): PostedHazard {
  const { templateId, categoryId, level, reportedAt, closedAt, resolveDueAt, open, place } = order;
  const template = templateById.get(templateId ?? '');
  const category = templates.categories.find(({ id }) => id === categoryId);
  const department = places.departments.find(({ id }) => id === place.departmentId);
  return {
    ...{ level, title: template?.title ?? category?.name ?? '', measure: template?.measure ?? null },
    reportedOn: isoDay(reportedAt),
    dueOn: open ? isoDay(resolveDueAt) : null,
    closedOn: open || closedAt === null ? null : isoDay(closedAt),
    late: open && now > resolveDueAt,
    department: department?.name ?? '',
  };
}

/** The area of these with most open hazards; null: there are none. One database call. */
async function fullest(areaIds: readonly string[]): Promise<string | null> {
  const where = { open: true, 'place.areaId': _.in([...areaIds]) };
  const open = await scanBehind(where, 'reportedAt', null, READS);
  const counts = new Map<string, number>();
  for (const { place } of open) counts.set(place.areaId, (counts.get(place.areaId) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/** Two database calls, three where no area is said. @throws AppError NOT_FOUND for an area that is not theirs, or where they have none */
export async function posting(actor: Actor, { areaId }: { areaId?: string }, now: Millis): Promise<Posting> {
  const inForce = await plant(now);
  const { isMyArea } = scopeOf(actor, inForce, now);
  const areas = inForce.places.areas.filter(({ id }) => isMyArea(id));
  const wanted = areaId ?? (await fullest(areas.map(({ id }) => id)));
  const area = wanted === null ? areas[0] : areas.find(({ id }) => id === wanted);
  if (area === undefined) throw new AppError('NOT_FOUND');
  const here = { 'place.areaId': area.id };
  const [open, ended] = await Promise.all([
    scanBehind({ ...here, open: true }, 'reportedAt', null, READS),
    scanBehind({ ...here, open: false, reportedAt: _.gte(now - REPORTED) }, 'reportedAt', null, READS),
  ]);
  const mended = ended
    .filter((order) => isMended(order) && (order.closedAt ?? 0) > now - POSTED)
    .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  open.sort((a, b) => RANK[a.level] - RANK[b.level] || a.resolveDueAt - b.resolveDueAt);
  const [shownOpen, shownClosed] = [open.slice(0, OPEN_LINES), mended.slice(0, CLOSED_LINES)];
  return {
    areas: areas.map(({ id, name }) => ({ id, name })),
    ...{ areaId: area.id, areaName: area.name, riskColor: area.riskColor },
    ...{ plant: inForce.places.plant.name, at: now },
    open: shownOpen.map((order) => line(order, inForce, now)),
    closed: shownClosed.map((order) => line(order, inForce, now)),
    more: open.length - shownOpen.length + mended.length - shownClosed.length,
  };
}
