/** 合并: an order ends as the duplicate of an earlier one, and whoever reported it follows that one. */
import type { OrderView, Routes } from '../../../typings/api';
import type { Effect, Order, Relation } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { bookOf, plant } from '../plant/current';
import { act } from './act';
import { followersOf, MAX_RELATIONS } from './relations';
import { getOrder } from './store';
import { maySee } from './visibility';

const URGENCIES: readonly Order['urgency'][] = ['low', 'medium', 'high'];

const refuse = (why: string): AppError => new AppError('MERGE_REFUSED', { why });

/** Numbers in the order in which they were given, also where a day needed more than four digits. */
function rankOf({ number }: Order): string {
  const [, day = '', sequence = ''] = number.split('-');
  return day + sequence.padStart(9, '0');
}

/**
 * Whether `other` was there first, by its number: the time of an anonymous report is not told that closely. Later ones go
 * into earlier ones, so that no two can ever end in each other.
 */
const isEarlier = (other: Order, order: Order): boolean => rankOf(other) < rankOf(order);

/** Whether an order runs on a flow that ends with the hazard gone: a mended place may still wait for its unlocking. */
export const isHazard = ({ flow }: Pick<Order, 'flow'>, { starts }: FlowBook): boolean =>
  [starts.hazard, starts.suspectedMajor].some((start) => start.split('/')[0] === flow.id);

/** @throws AppError MERGE_REFUSED unless the order may end in the other one without losing anything */
export function checkMerge(order: Order, other: Order, book: FlowBook): void {
  const { number } = other;
  if (Object.values(other.relations).some(({ kind }) => kind === 'mergedInto')) {
    throw refuse(`${number} 自己已经并到别的单里了`);
  }
  if (!other.open) throw refuse(`${number} 已经结束了`);
  if (!isHazard(other, book)) throw refuse(`${number} 不是一般整改单`);
  if (followersOf(order).length > 0) {
    throw refuse(order.sightings === undefined ? '已经有别的单并到这一单里' : '还有别人在跟着这一单');
  }
  if (!isEarlier(other, order)) throw refuse('要把后报的并到先报的，先报的时限接着算');
  if (URGENCIES.indexOf(order.urgency) > URGENCIES.indexOf(other.urgency)) {
    throw refuse(`${number} 的紧急程度比这一单低，先把那一单调高`);
  }
  if (Object.keys(other.relations).length >= MAX_RELATIONS) {
    throw refuse(`${number} 已经关联了 ${MAX_RELATIONS} 单，加不下了`);
  }
}

/** What each of the two learns of the other once the merge is written. */
function effectsOf(order: Order, other: Order, actor: Actor, now: number): Record<string, Effect> {
  const said = { by: { id: actor.id, name: actor.name }, at: now };
  const here: Relation = { ...said, id: other._id, number: other.number, kind: 'mergedInto' };
  const there: Relation = { ...said, id: order._id, number: order.number, kind: 'mergedHere' };
  return {
    [`relate-${other._id}`]: { kind: 'relate', orderId: other._id, relation: there },
    [`relate-${order._id}`]: { kind: 'relate', orderId: order._id, relation: here },
  };
}

/**
 * Merges an order into an earlier one that is open and at least as urgent; the rest is decided like any act.
 * @throws AppError NOT_FOUND when either is not theirs to see; BAD_REQUEST; MERGE_REFUSED; as {@link act}
 */
export async function merge(
  actor: Actor,
  { orderId, rev, into, reason }: Routes['orders.merge']['input'],
  requestId: string,
  now: number,
): Promise<OrderView> {
  if (orderId === into) throw new AppError('BAD_REQUEST', {}, { into: '请选另外一单' });
  const [order, other, inForce] = await Promise.all([getOrder(orderId), getOrder(into), plant(now)]);
  if (order === null || other === null) throw new AppError('NOT_FOUND');
  const earlier = order.trail.find((entry) => entry.requestId === requestId);
  if (earlier !== undefined) {
    const { into: before } = earlier.detail as { into?: { id?: string } };
    if (earlier.actor.id === actor.id && before?.id !== into) throw new AppError('REPLAY_MISMATCH');
  } else {
    if (!maySee(order, actor, inForce, now) || !maySee(other, actor, inForce, now)) {
      throw new AppError('NOT_FOUND');
    }
    if (order.rev === rev && order.open) checkMerge(order, other, await bookOf(other.flow.version));
  }
  const view = await act(actor, { orderId, rev, action: 'merge', input: { reason } }, requestId, now, {
    into: { id: into, number: other.number },
    effects: effectsOf(order, other, actor, now),
  });
  const isTold = view.relations.some(({ id }) => id === into);
  const relation = { id: into, number: other.number, kind: 'mergedInto' } as const;
  return isTold ? view : { ...view, relations: [...view.relations, relation] };
}
