/** Whole trails of orders, for the daily head and for verification. */
import type { Order, TrailEntry } from '../../../typings/domain';
import { ordersActedSince, ordersAfter, trailParts } from './store';

export { ordersActedSince, ordersAfter };

/** All entries of an order, oldest first, with the parts that were moved away. */
export async function wholeTrail(order: Order): Promise<TrailEntry[]> {
  if (order.trailParts === 0) return order.trail;
  const parts = await trailParts(order._id, order.trailParts);
  return [...parts.flatMap(({ entries }) => entries), ...order.trail];
}
