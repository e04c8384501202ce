/** How long an answer waits for what is not needed for it. */

/** Instances freeze after they answered: what is not done by then (ms) is left to the timer. */
export const CEILING = 1_500;

/**
 * Waits for all, but not longer than the ceiling; what is late is left out.
 * @param ceiling - in ms
 */
export async function withinCeiling<T>(
  tasks: Promise<T>[],
  ceiling = CEILING,
): Promise<PromiseSettledResult<T | 'late'>[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, ceiling);
  });
  const settled = await Promise.allSettled(tasks.map((task) => Promise.race([task, late])));
  clearTimeout(timer);
  return settled;
}
