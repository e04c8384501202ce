/** One frame of the camera on the page, to know how bright it is there. Nothing of it is kept. */
import type { Frame } from './core/light';

/** How long the camera has to show something (ms). */
const CEILING = 3_000;

/** The next frame; null when the camera shows none in time. */
export function takeFrame(): Promise<Frame | null> {
  return new Promise((resolve) => {
    const end = (frame: Frame | null): void => {
      clearTimeout(timer);
      listener.stop();
      resolve(frame);
    };
    const timer = setTimeout(() => end(null), CEILING);
    const listener = wx.createCameraContext().onCameraFrame(end);
    listener.start();
  });
}
