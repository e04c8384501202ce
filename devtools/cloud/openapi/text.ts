/** Lengths as WeChat counts them. */

/** Characters of a text: an astral character counts once, unlike in `length`. */
export function characters(text: string): number {
  return Array.from(text).length;
}
