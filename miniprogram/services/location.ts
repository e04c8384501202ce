/** One GPS fix at the tap, never tracked; whatever happens, a report goes on without it. */
import type { Position } from '../../typings/domain';

/** Whether the phone may be asked at all; off where the platform did not approve the plant's use of the position. */
const ENABLED: boolean = true;

/** How long a report waits for it (ms). */
const CEILING = 4_000;

/** Whether this build asks for positions at all. */
export const isLocated = (): boolean => ENABLED;

/** The position now, or null: refused, switched off, or too slow. */
export function takePosition(): Promise<Position | null> {
  if (!ENABLED) return Promise.resolve(null);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), CEILING);
    const end = (position: Position | null): void => {
      clearTimeout(timer);
      resolve(position);
    };
    wx.getLocation({
      type: 'gcj02',
      success: ({ longitude, latitude, accuracy }) => end({ longitude, latitude, accuracy }),
      fail: () => end(null),
    });
  });
}
