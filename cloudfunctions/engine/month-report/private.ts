/** What people wrote, as it may stand in a report: without names of anybody on the roll, phone numbers and positions. */

const SOMEBODY = '有关人员';

/** A name of one character stands in too many words to be told apart. */
const SHORTEST_NAME = 2;

/** A phone number of any kind, also written in groups. */
const DIGITS = /(?<!\d)\d(?:[-\s]?\d){6,}(?!\d)/g;

/** Degrees of a map. */
const DEGREES = /(?<!\d)\d{2,3}\.\d{4,}(?!\d)/g;

/** @param names - of everybody on the roll */
export function withoutNames(words: string, names: readonly string[]): string {
  // Longer ones first: 「王小明」 is not 「王小」 with a letter behind it.
  const known = names.filter(({ length }) => length >= SHORTEST_NAME).sort((a, b) => b.length - a.length);
  const unnamed = known.reduce((text, name) => text.replaceAll(name, SOMEBODY), words);
  return unnamed.replace(DEGREES, '（坐标略）').replace(DIGITS, '（号码略）');
}
