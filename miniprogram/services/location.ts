/** One GPS fix at the tap, never tracked; whatever happens, a report goes on without it. */
import type { Position } from '../../typings/domain';
import { LOCATED, locate } from './position/gps';

/** How long a report waits for it (ms). */
const CEILING = 4_000;

/** Whether this build asks for positions at all. */
export const isLocated = (): boolean => LOCATED;

/** The position now, or null: refused, switched off, or too slow. */
export function takePosition(): Promise<Position | null> {
  const tooLate = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), CEILING);
  });
  return Promise.race([locate(), tooLate]);
}
