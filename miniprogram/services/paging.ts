/** Reads the next page of a list when its end comes into sight. */
import { sayWhy } from './phone';

/** What a page of a list knows of where it is. */
export interface Place {
  /** Where the next page begins; null: everything is here. */
  cursor: string | null;
  /** Whether a page is being read. */
  fetching: boolean;
}

/**
 * One page at a time; what came for a list that was read anew meanwhile is dropped. When none came the person is told why,
 * and the next pull to the end tries again.
 * @param place - of the list, changed meanwhile
 * @param load - reads the page at a cursor
 * @param add - adds it to the list, its cursor with it
 */
export async function readingMore<L>(
  place: Place,
  load: (cursor: string) => Promise<L>,
  add: (next: L) => void,
): Promise<void> {
  const { cursor } = place;
  if (cursor === null || place.fetching) return;
  place.fetching = true;
  try {
    const next = await load(cursor);
    if (place.cursor === cursor) add(next);
  } catch (error) {
    sayWhy(error);
  } finally {
    place.fetching = false;
  }
}
