/** Who gave a directive about an order: 督办人 of the ledger. */
import type { PersonRef } from '../../../typings/domain';
import { directives, type DirectiveStore } from './store';

/** The most that the database answers at once; more directives than that about one page of orders have older ones for them. */
const MOST = 1_000;

/** Order → who gave the latest directive about it. One database call, none without orders. */
export async function overseersOf(
  orderIds: readonly string[],
  store: DirectiveStore = directives,
): Promise<Map<string, PersonRef>> {
  if (orderIds.length === 0) return new Map();
  const found = await store.aboutAny(orderIds, MOST);
  return new Map(found.flatMap(({ orderId, from }) => (orderId === null ? [] : [[orderId, from] as const])));
}
