/** Lots that are drawn alike however often they are: by a text that nobody chooses. */

/** 32 bits of a text that nobody can choose a result of without choosing the text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The low bits of FNV alone repeat from day to day.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** Some of a list, in an order of their own. @param seed - the same draws the same */
export function drawn<T>(items: readonly T[], count: number, seed: string): T[] {
  return items
    .map((item, index) => ({ item, lot: hashOf(`${seed}:${index}`) }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ item }) => item);
}
