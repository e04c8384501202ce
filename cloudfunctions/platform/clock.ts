/** The one clock of the functions; everything that needs the time is handed it from a doorway. */

/** Now, in milliseconds since the epoch. */
export const now = (): number => Date.now();
