/** What a page hears only while somebody sees it: the phone's lists and the clock, until it is hidden or closed. */

const hearing = new WeakMap<object, readonly (() => void)[]>();

/** The page is hidden or closed: it hears nothing more. */
export function unseen(page: object): void {
  for (const stop of hearing.get(page) ?? []) stop();
  hearing.delete(page);
}

/** The page is seen. @param stops - how each of what it hears from now on is stopped; in place of what it heard before */
export function seen(page: object, ...stops: (() => void)[]): void {
  unseen(page);
  hearing.set(page, stops);
}

/** Does something again and again. @param ms - between two times @returns how to stop */
export function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}
