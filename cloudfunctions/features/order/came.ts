/** Whether reports that a phone gave up became orders after all. */
import { ordersById } from './store';

/** Those of them that are no order. One database call, none without any. */
export async function neverCame(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const came = new Set((await ordersById(ids)).map(({ _id }) => _id));
  return ids.filter((id) => !came.has(id));
}
