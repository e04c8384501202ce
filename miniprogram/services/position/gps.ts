/** Where the phone is. The only file that names the platform's interface; a build without positions leaves it out. */
import type { Position } from '../../../typings/domain';

/** Whether this build asks for positions at all. */
export const LOCATED = true;

/** One fix, gcj02; null when it was refused or there is none. */
export const locate = (): Promise<Position | null> =>
  new Promise((resolve) => {
    wx.getLocation({
      type: 'gcj02',
      success: ({ longitude, latitude, accuracy }) => resolve({ longitude, latitude, accuracy }),
      fail: () => resolve(null),
    });
  });
