/** Lots that are drawn once and fall the same whenever they are drawn again. */

/** 32 bits of a text that nobody can choose a result of without choosing the text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The low bits of FNV alone repeat from day to day.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** Items in an order that a text decides, whatever order they come in. @param idOf - tells items apart */
export const shuffled = <T>(items: readonly T[], idOf: (item: T) => string, seed: string): T[] =>
  items
    .map((item) => ({ item, lot: hashOf(`${seed}\n${idOf(item)}`), id: idOf(item) }))
    .sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
    .map(({ item }) => item);
