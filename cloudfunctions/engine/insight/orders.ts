/** What an order adds to the days on which something became of it: docs/measures.md, Orders. */
import { isoDay, MINUTE, wallClock } from '../../../miniprogram/shared/time';
import type { Millis, Order } from '../../../typings/domain';
import type { Cell, CountsByDay } from '../../../typings/insight';
import type { InsightSlot } from '../../../typings/insight-views';
import { Tally } from './cells';

/** Hours of a slot. */
const SLOT = 4;

/** In which four hours of its day an instant lies. */
export const slotOf = (at: Millis): InsightSlot =>
  String(Math.floor(wallClock(at).hour / SLOT) * SLOT).padStart(2, '0') as InsightSlot;

/** Whole minutes between two instants; never fewer than none. */
const minutes = (from: Millis, to: Millis): string => String(Math.max(0, Math.floor((to - from) / MINUTE)));

/** As far as it is counted. */
export type CountedOrder = Pick<
  Order,
  | 'categoryId'
  | 'closedAt'
  | 'earned'
  | 'kind'
  | 'level'
  | 'open'
  | 'place'
  | 'reportedAt'
  | 'reporter'
  | 'resolveDueAt'
  | 'rounds'
  | 'templateId'
  | 'trail'
  | 'urgency'
>;

/** What tells when an order was answered. */
export type Answering = Pick<CountedOrder, 'trail' | 'rounds' | 'reportedAt'>;

/** When somebody first took an order on, and until when they had to. */
interface Answer {
  at: Millis;
  dueAt: Millis;
}

const numberIn = (detail: Record<string, unknown>, name: string): number | null => {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
};

/**
 * The first act after which somebody is named to mend it. What was mended on the spot needed no answer, and of a trail of
 * which the beginning was moved away nothing is known any more.
 */
function answerOf({ trail, rounds, reportedAt }: Answering): Answer | null {
  const [first, ...acts] = trail;
  if (first?.action !== 'report' || rounds[0]?.fixed?.at === reportedAt) return null;
  let dueAt = numberIn(first.detail, 'dueAt');
  for (const { at, detail } of acts) {
    if ((detail['rectifier'] ?? null) !== null) return dueAt === null ? null : { at, dueAt };
    dueAt = numberIn(detail, 'dueAt') ?? dueAt;
  }
  return null;
}

type Ended = Pick<CountedOrder, 'closedAt' | 'open' | 'rounds'>;

/** The end of the hazard, found mended; null while it is open, and for what ended otherwise. */
function endOf({ open, closedAt, rounds }: Ended): { at: Millis; mendedAt: Millis } | null {
  const last = rounds.at(-1);
  if (open || closedAt === null || last?.verdict?.result !== 'fixed') return null;
  return { at: closedAt, mendedAt: last.fixed?.at ?? closedAt };
}

/** When an order counts as answered; null: nobody took it on, or nobody had to. */
export const answeredAt = (order: Answering): Millis | null => answerOf(order)?.at ?? null;

/** Whether an order counts as closed. */
export const isMended = (order: Ended): boolean => endOf(order) !== null;

/** Where the same hazard comes back: at the point; what people do, in the area. Null: nobody can tell. */
export function spotOf({
  kind,
  place,
  templateId,
}: Pick<CountedOrder, 'kind' | 'place' | 'templateId'>): Record<string, string> | null {
  if (templateId === null) return null;
  const { areaId: area, departmentId: department, pointId } = place;
  const by = { area, department, template: templateId };
  if (kind === 'behaviour') return { ...by, spot: `area ${area}` };
  return pointId === null ? null : { ...by, spot: `point ${pointId}` };
}

/** Who reported and who acted, told apart by a key that leads back to nobody. Phones that are not bound are nobody. */
function people(
  { trail, reporter, reportedAt, place: { areaId: area } }: CountedOrder,
  keyOf: (personId: string) => string,
  add: (at: Millis, cell: Cell) => void,
): void {
  if (reporter.kind === 'person')
    add(reportedAt, { of: 'person', by: { area, who: keyOf(reporter.id) }, n: { reports: 1 } });
  for (const { at, actor } of trail)
    if (actor.kind === 'person')
      add(at, { of: 'person', by: { area, who: keyOf(actor.id) }, n: { acts: 1 } });
}

/**
 * @param keyOf - makes of the id of a person what tells people apart and names nobody
 */
export function countOrder(order: CountedOrder, keyOf: (personId: string) => string): CountsByDay {
  const { categoryId: category, place, urgency, level, open, reportedAt, resolveDueAt, rounds } = order;
  const { areaId: area, departmentId: department } = place;
  const tally = new Tally({
    area: { [area]: place.areaName },
    spot: place.pointId === null ? {} : { [`point ${place.pointId}`]: place.pointName ?? '' },
  });
  const add = (at: Millis, cell: Cell): void => tally.add(isoDay(at), cell);
  const by = { area, category, department, urgency };
  const end = endOf(order);
  const isDismissed = !open && end === null;
  add(reportedAt, {
    of: 'order',
    by: { ...by, slot: slotOf(reportedAt) },
    n: { reported: 1, majors: Number(level === 'major'), dismissed: Number(isDismissed) },
  });
  const spot = spotOf(order);
  if (spot !== null && !isDismissed) add(reportedAt, { of: 'spot', by: spot, n: { reported: 1 } });
  people(order, keyOf, add);
  const answer = answerOf(order);
  if (answer !== null) {
    const { at, dueAt } = answer;
    add(at, { of: 'order', by, n: { responded: 1, respondedInTime: Number(at <= dueAt) } });
    add(at, { of: 'response', by: { area, department, urgency }, n: { [minutes(reportedAt, at)]: 1 } });
  }
  if (end !== null) {
    const points = Object.values(order.earned ?? {}).reduce((sum, each) => sum + each, 0);
    const closedInTime = Number(end.mendedAt <= resolveDueAt);
    add(end.at, { of: 'order', by, n: { closed: 1, closedInTime, rounds: rounds.length, points } });
    add(end.at, {
      of: 'closure',
      by: { area, department, urgency },
      n: { [minutes(reportedAt, end.at)]: 1 },
    });
  }
  return tally.counts();
}
