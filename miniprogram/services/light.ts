/** One frame of the camera on the page, to know how bright it is there. Nothing of it is kept. */
import type { Frame } from './core/light';

/** How long the camera has to show something (ms). */
const CEILING = 3_000;

/** The next frame; null when the camera shows none in time, or the phone gives none. */
export async function takeFrame(): Promise<Frame | null> {
  let stop = (): void => undefined;
  try {
    return await new Promise<Frame | null>((resolve) => {
      setTimeout(() => resolve(null), CEILING);
      const frames = wx.createCameraContext().onCameraFrame(resolve);
      stop = () => frames.stop();
      frames.start();
    });
  } catch {
    return null;
  } finally {
    stop();
  }
}
