/** Deletion in bounded batches, for what is not to be kept any longer. */
import { _, type Collection, type Doc } from './sdk';

/**
 * Deletes the first documents that match, in the order of a path. One database call when there are none, else two.
 * @param path - indexed; what the condition is about
 * @param limit - 1–1000
 * @returns how many were found; fewer than `limit` means that none are left
 */
export async function purge<T extends Doc>(
  rows: Pick<Collection<T>, 'find' | 'removeAll'>,
  where: object,
  path: string,
  limit: number,
): Promise<number> {
  const found = await rows.find(where, { orderBy: [[path, 'asc']], limit, pick: ['_id'] });
  if (found.length > 0) await rows.removeAll({ _id: _.in(found.map(({ _id }) => _id)) });
  return found.length;
}
