/** What became of reports that a round names: whether they are orders, and at which item of which round they were found. */
import type { FoundAt } from '../../../typings/domain';
import { ordersById } from './store';

/**
 * Those of these ids that are orders, with the item of a round that each was found at; null: found otherwise. One database
 * call, none without any.
 */
export async function cameOf(ids: readonly string[]): Promise<ReadonlyMap<string, FoundAt | null>> {
  if (ids.length === 0) return new Map();
  return new Map((await ordersById(ids)).map(({ _id, task }) => [_id, task ?? null]));
}
