/** One act on several orders: each is decided, written and answered on its own. */
import type { ActInput, BulkInput, BulkResult, OrderCard, OrderView } from '../../../typings/api';
import { canonical, sha256 } from '../../platform/canonical';
import { failureOf } from '../../platform/router';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { act } from './act';
import { ordersById } from './store';
import { maySee } from './visibility';

export const MAX_BULK = 20;

/** Acts under way at the same time: an act waits for the database most of its time. */
const AT_ONCE = 5;

/** As long as an id of an intent may be, and as hard to guess as the one it comes from. */
const PART_HEX = 40;

/** The id under which one order's part of an intent is known: always the same, so that a replay finds it. */
export const partOf = (requestId: string, orderId: string): string =>
  sha256(canonical([requestId, orderId])).slice(0, PART_HEX);

/** The row of a list that a page holds. */
function cardOf(view: OrderView): OrderCard {
  const { id, number, rev, title, state, urgency, level, suspectedMajor, place } = view;
  const { reportedAt, reportedIn, next, sentence, thumb, action, may } = view;
  return {
    ...{ id, number, rev, title, state, urgency, level, suspectedMajor, place },
    ...{ reportedAt, next, sentence, thumb, action, may },
    ...(reportedIn === undefined ? {} : { reportedIn }),
  };
}

/** The numbers of these orders, where this person may know them. One database call. */
async function numbersOf(actor: Actor, ids: string[], now: number): Promise<ReadonlyMap<string, string>> {
  const [rows, inForce] = await Promise.all([ordersById(ids), plant(now)]);
  return new Map(
    rows.filter((row) => maySee(row, actor, inForce, now)).map(({ _id, number }) => [_id, number]),
  );
}

/** Runs `work` over `items`, a few at a time; the results stand in the order of the items. */
async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}

/**
 * Acts on each of some orders; a failure of one leaves the others. Replays like single acts, see {@link act}.
 * @param requestId - of the whole; each order's part of it comes from {@link partOf}
 * @returns in the order of the orders
 */
export async function actOnEach(
  actor: Actor,
  orders: BulkInput['orders'],
  { action, input }: Pick<ActInput, 'action' | 'input'>,
  requestId: string,
  now: number,
): Promise<BulkResult[]> {
  const numbers = await numbersOf(
    actor,
    orders.map(({ orderId }) => orderId),
    now,
  );
  return inGroups(orders, async ({ orderId, rev }): Promise<BulkResult> => {
    const part = partOf(requestId, orderId);
    try {
      const view = await act(actor, { orderId, rev, action, input }, part, now);
      return { orderId, number: view.number, ok: true, card: cardOf(view) };
    } catch (error) {
      const { code, message } = failureOf(error, { event: 'bulk', requestId });
      return { orderId, number: numbers.get(orderId) ?? null, ok: false, error: { code, message } };
    }
  });
}

/** The same act on up to {@link MAX_BULK} orders. Database calls: one, and those of each act. */
export const bulk = async (
  actor: Actor,
  { orders, action, input }: BulkInput,
  requestId: string,
  now: number,
): Promise<{ results: BulkResult[] }> => ({
  results: await actOnEach(actor, orders, { action, input }, requestId, now),
});
