/** 「和上次一样处理」: how the same hazard was dealt with the last time at this place. */
import type { Routes } from '../../../typings/api';
import type { Round } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { getOrder, lastClosed, type OrderRow } from './store';
import { maySee, mayKnowReporter } from './visibility';

type Last = Routes['orders.last']['output'];

/** How many earlier ones are looked at; one without a plan or a good end says nothing of how it is done. */
const READS = 10;

const plannedRound = ({ rounds }: OrderRow): Round | undefined =>
  rounds.findLast(({ plan }) => plan !== null);

function told(order: OrderRow, actor: Actor): NonNullable<Last['last']> | null {
  const { number, closedAt, fixer, reporter } = order;
  const plan = plannedRound(order)?.plan?.text;
  const isMended = order.rounds.at(-1)?.verdict?.result === 'fixed';
  if (plan === undefined || closedAt === null || !isMended) return null;
  const hidden = fixer?.id === reporter.id && !mayKnowReporter(order, actor);
  return { number, plan, fixer: hidden ? null : fixer, closedAt };
}

/**
 * The last one that was closed with the same template at this point, else in this area. At most three database calls.
 * @throws AppError NOT_FOUND, alike for an unknown order and one that is not theirs to see
 */
export async function lastTime(actor: Actor, orderId: string, now: number): Promise<Last> {
  const order = await getOrder(orderId);
  const inForce = await plant(now);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  const { templateId, place } = order;
  if (templateId === null) return { last: null };
  const [here, around] = await Promise.all([
    place.pointId === null ? [] : lastClosed(templateId, { 'place.pointId': place.pointId }, READS),
    lastClosed(templateId, { 'place.areaId': place.areaId }, READS),
  ]);
  for (const earlier of [...here, ...around]) {
    if (earlier._id === orderId || !maySee(earlier, actor, inForce, now)) continue;
    const last = told(earlier, actor);
    if (last !== null) return { last };
  }
  return { last: null };
}
