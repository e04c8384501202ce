/** 关联: two orders that have to do with each other, and both say so. */
import type { OrderView, Routes } from '../../../typings/api';
import type { Effect, Relation } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { claimed, lookFor, prefixed } from './commit';
import { drain } from './outbox';
import { MAX_RELATIONS } from './relations';
import { getOrder, operators as _, writeBeside } from './store';
import { orderView } from './view';
import { maySee } from './visibility';

/**
 * Relates an order to another; saying so again changes nothing. It is no change of state and leaves no trail.
 * @throws AppError NOT_FOUND when either is not theirs to see; BAD_REQUEST for an order and itself, or when it has too
 * many
 */
export async function relate(
  actor: Actor,
  { orderId, to }: Routes['orders.relate']['input'],
  now: number,
): Promise<OrderView> {
  if (orderId === to) throw new AppError('BAD_REQUEST', {}, { to: '请选另外一单' });
  const [order, other, inForce] = await Promise.all([getOrder(orderId), getOrder(to), plant(now)]);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  if (other === null || !maySee(other, actor, inForce, now)) throw new AppError('NOT_FOUND');
  if (to in order.relations) return orderView(order, actor, inForce, now);
  for (const one of [order, other]) {
    if (Object.keys(one.relations).length >= MAX_RELATIONS) {
      throw new AppError('BAD_REQUEST', {}, { to: `${one.number} 已经关联了 ${MAX_RELATIONS} 单，加不下了` });
    }
  }
  const said = { kind: 'related', by: { id: actor.id, name: actor.name }, at: now } as const;
  const relation: Relation = { ...said, id: to, number: other.number };
  const effect: Effect = {
    kind: 'relate',
    orderId: to,
    relation: { ...said, id: orderId, number: order.number },
  };
  const outbox = claimed({ [`relate-${to}`]: effect }, now);
  const look = lookFor(outbox, order, now);
  const isFirst = await writeBeside(
    orderId,
    { [`relations.${to}`]: _.exists(false) },
    { [`relations.${to}`]: relation, ...prefixed('outbox', outbox), ...look, outboxSeq: _.inc(1) },
  );
  if (!isFirst) {
    const fresh = await getOrder(orderId);
    if (fresh === null) throw new AppError('NOT_FOUND');
    return orderView(fresh, actor, inForce, now);
  }
  const written = {
    ...order,
    relations: { ...order.relations, [to]: relation },
    outbox: { ...order.outbox, ...outbox },
    ...look,
    outboxSeq: order.outboxSeq + 1,
  };
  const drained = await drain(written, Object.keys(outbox), { now, openid: actor.openid, files: new Map() });
  return orderView(drained, actor, inForce, now);
}
