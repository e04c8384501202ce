/** One act on several orders at once, in as many requests as they need; each order is decided on its own. */
import type { BulkInput, OrderCard } from '../../typings/api';
import { call, newId } from './call';
import { CallFailure } from './core/failure';
import { attemptOf, type Attempt } from './core/form';
import type { BulkResult } from './core/today';

/** The server takes at most so many orders with one request. */
const AT_MOST = 20;

/** Somebody else was first with an order. */
const TAKEN: readonly string[] = ['CHANGED', 'WRONG_STATE', 'NOT_YOUR_TURN', 'NOT_FOUND'];

/** The last try of each act that did not come back: the same act again goes under the same id. */
const attempts = new Map<string, Attempt>();

/**
 * Performs an action on several orders; without network the rest waits for another tap.
 * @param orders - as the person saw them
 */
export async function actOnAll(
  orders: readonly OrderCard[],
  action: string,
  input: BulkInput['input'],
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, taken: [], refused: [], unsent: 0 };
  for (let from = 0; from < orders.length; from += AT_MOST) {
    const part = orders.slice(from, from + AT_MOST);
    const request: BulkInput = {
      orders: part.map(({ id, rev }) => ({ orderId: id, rev })),
      action,
      input,
    };
    const key = part.map(({ id }) => id).join();
    const attempt = attemptOf(attempts.get(key) ?? null, request, newId);
    attempts.set(key, attempt);
    try {
      const { results } = await call('orders.bulk', request, { requestId: attempt.requestId });
      attempts.delete(key);
      for (const one of results) {
        if (one.ok) {
          result.done += 1;
          continue;
        }
        const title = part.find(({ id }) => id === one.orderId)?.title ?? one.number ?? '';
        const list = TAKEN.includes(one.error.code) ? result.taken : result.refused;
        list.push({ title, reason: one.error.message });
      }
    } catch (error) {
      if (error instanceof CallFailure && error.code !== 'NETWORK') {
        // The same words again would be refused again.
        attempts.delete(key);
        const reason = error.message;
        result.refused.push(...part.map(({ title }) => ({ title, reason })));
        continue;
      }
      result.unsent = orders.length - from;
      break;
    }
  }
  return result;
}
