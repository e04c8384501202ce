/** A repeatable source of chance: the same seed leads to the same story. */

export interface Chance {
  /** True with this probability. */
  is(probability: number): boolean;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  of<T>(items: readonly T[]): T;
}

/** The numbers of a seed, evenly from 0 to below 2^32 (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

export function chance(seed: number): Chance {
  const numbers = numbersOf(seed);
  const next = (): number => numbers() / 2 ** 32;
  return {
    is: (probability) => next() < probability,
    below: (count) => Math.floor(next() * count),
    of: (items) => items[Math.floor(next() * items.length)]!,
  };
}
