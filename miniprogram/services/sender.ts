/** What everything that is sent by itself needs of this phone: its clock, its timers, and the way of a picture into the cloud. */
import { newId } from './call';
import { forgetFolder, upload } from './photos';

export const sender = {
  now: Date.now,
  newId,
  later: (ms: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  upload,
  forgetFolder,
};
