/** What is counted of orders, one by one and without any of the machinery: docs/measures.md, Orders and Numbers of a period, once more. */
import { isoDay } from '../../miniprogram/shared/time';
import type { Order, TrailEntry } from '../../typings/domain';
import type { InsightKpiId } from '../../typings/insight-views';

/** One that is to be added: day, what of, by what, measure. */
export type One = [day: string, of: string, by: Record<string, string>, measure: string, count?: number];

const HOUR = 3_600_000;
const MINUTE = 60_000;

const hourOf = (at: number): number => Math.floor(((at + 8 * HOUR) / HOUR) % 24);
const minutes = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / MINUTE));

/** When it ended, found mended. */
export const closedAtOf = ({ open, closedAt, rounds }: Order): number | null =>
  !open && rounds.at(-1)?.verdict?.result === 'fixed' ? closedAt : null;

const deadlineIn = ({ detail }: TrailEntry): number | null =>
  typeof detail['dueAt'] === 'number' ? detail['dueAt'] : null;

/** The entry by which somebody was named first, and the deadline that stood then. */
export function answerTo({ trail, rounds, reportedAt }: Order): { at: number; inTime: boolean } | null {
  if (rounds[0]?.fixed?.at === reportedAt) return null;
  const index = trail.findIndex(({ detail }, n) => n > 0 && detail['rectifier'] != null);
  if (index < 0) return null;
  const dueAt = trail
    .slice(0, index)
    .map(deadlineIn)
    .filter((one) => one !== null)
    .at(-1);
  const at = trail[index]?.at ?? 0;
  return dueAt === undefined ? null : { at, inTime: at <= dueAt };
}

/** Where it would come back; null: nobody can tell, or it was no hazard. */
export function spotOf(order: Order): { template: string; spot: string } | null {
  const { kind, place, templateId: template, open } = order;
  if (template === null || (!open && closedAtOf(order) === null)) return null;
  if (kind === 'behaviour') return { template, spot: `area ${place.areaId}` };
  return place.pointId === null ? null : { template, spot: `point ${place.pointId}` };
}

/** @param keyOf - see `engine/insight/orders.ts` */
export function ofOrder(order: Order, keyOf: (id: string) => string): One[] {
  const { place, urgency, categoryId: category, reportedAt, level, open, trail, reporter, rounds } = order;
  const [area, department] = [place.areaId, place.departmentId];
  const by = { area, department, urgency, category };
  const slot = String(4 * Math.floor(hourOf(reportedAt) / 4)).padStart(2, '0');
  const day = isoDay(reportedAt);
  const first = { ...by, slot };
  const ones: One[] = [[day, 'order', first, 'reported']];
  if (level === 'major') ones.push([day, 'order', first, 'majors']);
  const closedAt = closedAtOf(order);
  if (!open && closedAt === null) ones.push([day, 'order', first, 'dismissed']);
  const spot = spotOf(order);
  if (spot !== null) ones.push([day, 'spot', { area, department, ...spot }, 'reported']);
  if (reporter.kind === 'person') ones.push([day, 'person', { area, who: keyOf(reporter.id) }, 'reports']);
  for (const { at, actor } of trail)
    if (actor.kind === 'person') ones.push([isoDay(at), 'person', { area, who: keyOf(actor.id) }, 'acts']);
  const answer = answerTo(order);
  const timed = { area, department, urgency };
  if (answer !== null) {
    const on = isoDay(answer.at);
    ones.push(
      [on, 'order', by, 'responded'],
      [on, 'response', timed, String(minutes(reportedAt, answer.at))],
    );
    if (answer.inTime) ones.push([on, 'order', by, 'respondedInTime']);
  }
  if (closedAt !== null) {
    const on = isoDay(closedAt);
    const mendedAt = rounds.at(-1)?.fixed?.at ?? closedAt;
    const points = Object.values(order.earned ?? {}).reduce((all, each) => all + each, 0);
    ones.push(
      [on, 'order', by, 'closed'],
      [on, 'order', by, 'rounds', rounds.length],
      [on, 'order', by, 'points', points],
      [on, 'closure', timed, String(minutes(reportedAt, closedAt))],
    );
    if (mendedAt <= order.resolveDueAt) ones.push([on, 'order', by, 'closedInTime']);
  }
  return ones;
}

const rankOf = (values: readonly number[], part: number): number | null =>
  [...values].sort((a, b) => a - b)[Math.ceil(part * values.length) - 1] ?? null;
const part = (some: number, all: number): number | null => (all === 0 ? null : some / all);

/** The numbers of a period, order by order. */
export function numbersByHand(
  orders: readonly Order[],
  { from, to }: { from: string; to: string },
): Partial<Record<InsightKpiId, number | null>> {
  const within = (at: number): boolean => from <= isoDay(at) && isoDay(at) <= to;
  const reported = orders.filter(({ reportedAt }) => within(reportedAt));
  const closed = orders.flatMap((order) => {
    const at = closedAtOf(order);
    return at !== null && within(at) ? [{ order, at }] : [];
  });
  const answers = orders.flatMap((order) => {
    const answer = answerTo(order);
    return answer !== null && within(answer.at)
      ? [{ ...answer, took: minutes(order.reportedAt, answer.at) }]
      : [];
  });
  const took = closed.map(({ order, at }) => minutes(order.reportedAt, at));
  const total = took.reduce((all, each) => all + each, 0);
  const spots = reported.filter((order) => spotOf(order) !== null);
  const cameBack = spots.filter((order) => {
    const same = orders.filter((other) => JSON.stringify(spotOf(other)) === JSON.stringify(spotOf(order)));
    const earliest = isoDay(order.reportedAt - 90 * 24 * HOUR);
    const before = same.filter(({ reportedAt }) => {
      const day = isoDay(reportedAt);
      return earliest <= day && day < isoDay(order.reportedAt);
    });
    // Of one day, all but one came back.
    const today = same.filter(({ reportedAt }) => isoDay(reportedAt) === isoDay(order.reportedAt));
    return before.length > 0 || today[0] !== order;
  });
  const people = new Set(
    orders.flatMap(({ trail, reporter, reportedAt }) => [
      ...trail.flatMap(({ at, actor }) => (actor.kind === 'person' && within(at) ? [actor.id] : [])),
      ...(reporter.kind === 'person' && within(reportedAt) ? [reporter.id] : []),
    ]),
  );
  const reporters = new Set(
    reported.flatMap(({ reporter }) => (reporter.kind === 'person' ? [reporter.id] : [])),
  );
  const sum = (of: (order: Order) => number): number => closed.reduce((all, { order }) => all + of(order), 0);
  return {
    reported: reported.length,
    closed: closed.length,
    closureMean: took.length === 0 ? null : Math.round(total / took.length),
    closureMedian: rankOf(took, 0.5),
    closureP90: rankOf(took, 0.9),
    responseMedian: rankOf(
      answers.map((answer) => answer.took),
      0.5,
    ),
    responseP90: rankOf(
      answers.map((answer) => answer.took),
      0.9,
    ),
    respondedInTime: part(answers.filter(({ inTime }) => inTime).length, answers.length),
    closedInTime: part(
      sum((order) => Number((order.rounds.at(-1)?.fixed?.at ?? 0) <= order.resolveDueAt)),
      closed.length,
    ),
    repeats: part(cameBack.length, spots.length),
    majors: reported.filter(({ level }) => level === 'major').length,
    rounds: part(
      sum(({ rounds }) => rounds.length),
      closed.length,
    ),
    pointsPerClosed: part(
      sum(({ earned = {} }) => Object.values(earned).reduce((all, each) => all + each, 0)),
      closed.length,
    ),
    activeUsers: people.size,
    activeReporters: reporters.size,
  };
}
