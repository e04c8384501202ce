/** Which of many like cases `npm test` looks at; the long run looks at all. */

/**
 * Every so-manieth of a list, from the first: the same in every short run. TEST_LONG=1 takes them all.
 * @param every - 1 takes all
 */
export const sampled = <T>(cases: readonly T[], every: number): T[] =>
  cases.filter((_, at) => process.env['TEST_LONG'] === '1' || at % every === 0);
