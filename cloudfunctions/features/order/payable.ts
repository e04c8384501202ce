/** Orders as the rules of points see them: those by which somebody may still earn, and what those that ended would have paid. */
import type { Millis } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import type { PendingPoints } from '../../../typings/points';
import { payOf } from '../../engine/points/tariff';
import type { Earning } from '../../engine/points/simulate';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { plainFacts } from './earning';
import { endedBetween, listOrders, type OrderRow } from './store';

/** Nobody waits for more than a screenful. */
const MOST_PENDING = 50;

/** What the flows pay for a fix that was found good. */
const forFix = ({ flows }: FlowBook): string[] => [
  ...new Set(
    flows
      .flatMap(({ actions }) => actions)
      .filter(({ changes }) => changes.includes('recordVerdictFixed'))
      .flatMap(({ awards }) => awards.map(({ rule }) => rule)),
  ),
];

/** What the flows pay when an order ends in the state in which it ended. */
const forEnd = ({ flows }: FlowBook, { flow, state }: Pick<OrderRow, 'flow' | 'state'>): string[] => [
  ...new Set(
    (flows.find(({ id }) => id === flow.id)?.actions ?? [])
      .filter(({ to }) => to === state)
      .flatMap(({ awards }) => awards.map(({ rule }) => rule)),
  ),
];

const whyOf = ({ deferral, pausedAt, state }: OrderRow): string => {
  if (deferral !== null && pausedAt !== null) return '这一单暂缓了，改好、看过以后记上';
  return state === 'awaitingVerification' ? '看过没问题就记上' : '改好、看过以后记上';
};

/** What a person's open reports would pay by the rules of today. One database call. */
export async function pendingOf(
  actor: Actor,
  { rewards, flows }: Pick<Plant, 'rewards' | 'flows'>,
): Promise<PendingPoints[]> {
  const open = await listOrders({ 'reporter.id': actor.id, open: true }, null, MOST_PENDING);
  return open.flatMap((order) => {
    const paid = Object.values(order.earned ?? {}).reduce((sum, points) => sum + points, 0);
    if (paid > 0 || order.reporter.kind === 'guest') return [];
    const facts = plainFacts(order, actor.departmentId ?? undefined);
    const points = forFix(flows).reduce((sum, rule) => sum + (payOf(rewards, rule, facts)?.points ?? 0), 0);
    const { _id: orderId, number: orderNumber, title } = order;
    return points === 0 ? [] : [{ orderId, orderNumber, title, points, why: whyOf(order) }];
  });
}

/** What an order that ended earned its people, as far as it tells; at the time at which it ended. */
function earningsOf(order: OrderRow, { flows, personById, deadlines }: Plant, sinceSame: Millis): Earning[] {
  const { reporter, rounds, closedAt, sightings = {}, urgency } = order;
  if (closedAt === null) return [];
  const { fixed, verdict } = rounds.at(-1) ?? {};
  const factsOf = (personId: string) => ({
    ...plainFacts(order, personById.get(personId)?.departmentId),
    sinceSame,
  });
  const earning = (personId: string, by: Earning['by'], at = closedAt): Earning[] =>
    personById.get(personId)?.status === 'active' ? [{ personId, at, by, facts: factsOf(personId) }] : [];
  const isFixed = verdict?.result === 'fixed' && fixed != null;
  const inTime = isFixed && fixed.at <= order.resolveDueAt && fixed.by.id !== reporter.id;
  const lookedInTime =
    isFixed && verdict.at - fixed.at <= deadlines[urgency].verify && verdict.by.id !== reporter.id;
  const joined = new Map(Object.values(sightings).map(({ by, at }) => [by.id, at]));
  joined.delete(reporter.id);
  return [
    ...earning(reporter.id, { rules: forEnd(flows, order) }),
    ...(inTime ? earning(fixed.by.id, { what: 'fixedInTime' }) : []),
    ...(lookedInTime ? earning(verdict.by.id, { what: 'verifiedInTime' }) : []),
    ...[...joined].flatMap(([personId, at]) => earning(personId, { what: 'joined' }, at)),
  ];
}

/**
 * What the orders that ended in a span of time earned. Whether one was the first of its kind is told among these orders.
 * One database call per started thousand.
 */
export async function orderEarnings(
  from: Millis,
  to: Millis,
  inForce: Plant,
): Promise<{ orders: number; earnings: Earning[] }> {
  const orders = await endedBetween(from, to);
  const lastAt = new Map<string, Millis>();
  const earnings: Earning[] = [];
  for (const order of orders.sort((a, b) => a.reportedAt - b.reportedAt)) {
    const kind = `${order.place.areaId} ${order.templateId ?? ''}`;
    earnings.push(...earningsOf(order, inForce, order.reportedAt - (lastAt.get(kind) ?? -Infinity)));
    lastAt.set(kind, order.reportedAt);
  }
  return { orders: orders.length, earnings };
}
