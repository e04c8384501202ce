/** A list that is read a page at a time. Pure. */

/** The items with a page behind them; one that is on both stays where it is, as it was read last. */
export function appended<T extends { id: string }>(shown: readonly T[], more: readonly T[]): T[] {
  const fresh = new Map(more.map((item) => [item.id, item]));
  const kept = shown.map((item) => fresh.get(item.id) ?? item);
  const known = new Set(shown.map(({ id }) => id));
  return [...kept, ...more.filter(({ id }) => !known.has(id))];
}
