/** Waiting for what a busy machine will show sooner or later. */

/** Long enough for any machine, and less than a test may take: what there is instead is told before the test is cut off. */
const LIMIT = 50_000;
const PAUSE = 100;

/**
 * Asks until there is an answer.
 * @param what - waited for, in words
 * @param ask - null: not yet
 * @param instead - what there is instead, for the message
 * @throws Error that tells what was there instead
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null>,
  instead: () => Promise<string> = () => Promise.resolve(''),
): Promise<T> {
  for (const until = Date.now() + LIMIT; ;) {
    const found = await ask();
    if (found !== null) return found;
    if (Date.now() > until) throw new Error(`${what} did not come. There is:\n${await instead()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
