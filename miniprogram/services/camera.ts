/** The camera on the page: takes a picture, and where the page may have none the system's camera does. */
import { choosePhotos } from './photos';

/** A picture of what stands before the camera of the page; null when it gives none, as after a refusal. */
export function snap(): Promise<string | null> {
  return new Promise((resolve) => {
    wx.createCameraContext().takePhoto({
      quality: 'normal',
      success: ({ tempImagePath }) => resolve(tempImagePath),
      fail: () => resolve(null),
    });
  });
}

/** A picture by the system's camera; null when the person changed their mind. @throws the platform's refusal */
export async function snapBySystem(): Promise<string | null> {
  return (await choosePhotos('camera', 1))[0]?.path ?? null;
}

/** A light tap in the hand, where the phone has one. */
export function pulse(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}
