/** Burns time and place into a photo on a canvas of the phone. Where that fails the photo goes unmarked rather than not at all. */
import { isoDay } from '../shared/time';
import type { DraftPhoto } from './core/draft';
import { fitted } from './core/upload';
import { markTime, planWatermark } from './core/watermark';
import { saved } from './photos';
import { now } from './session';

/** JPEG quality (0–1): as small as before, and letters stay sharp. */
const QUALITY = 0.8;

/** A canvas that does not answer must not hold up a report (ms). */
const CEILING = 5_000;

/** The part of a 2d context that is used. */
interface Pen {
  font: string;
  fillStyle: string;
  drawImage(image: WechatMiniprogram.Image, x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

/** What was taken just now tells its time truly; pictures of the album and files are left as they are. */
const isMarked = ({ source, marked }: DraftPhoto): boolean => source === 'camera' && marked !== true;

function loaded(canvas: WechatMiniprogram.OffscreenCanvas, path: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture cannot be drawn'));
    image.src = path;
  });
}

async function burn(path: string, texts: readonly string[]): Promise<string> {
  const canvas = wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 });
  const image = await loaded(canvas, path);
  const size = fitted(image.width, image.height) ?? { width: image.width, height: image.height };
  Object.assign(canvas, size);
  const pen = canvas.getContext('2d') as Pen;
  const letters = (px: number): string => `600 ${px}px sans-serif`;
  const plan = planWatermark(size, texts, (text, px) => {
    pen.font = letters(px);
    return pen.measureText(text).width;
  });
  pen.drawImage(image, 0, 0, size.width, size.height);
  pen.fillStyle = 'rgba(10, 18, 17, 0.72)';
  pen.fillRect(0, plan.band.top, size.width, plan.band.height);
  pen.fillStyle = '#ffffff';
  pen.font = letters(plan.size);
  for (const { text, x, y } of plan.lines) pen.fillText(text, x, y);
  // Without a size of its own the file would be as many times larger as the screen is dense.
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    ...size,
    destWidth: size.width,
    destHeight: size.height,
    fileType: 'jpg',
    quality: QUALITY,
  });
  return tempFilePath;
}

const tooLate = (): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), CEILING);
  });

/**
 * Burns the time it was taken and further lines into a photo that was taken by the camera, once.
 * @param about - where it is, and what else anybody may know who sees the picture
 * @param isTimed - false where nobody may know more than the day
 * @returns the photo with the file that carries them; the same file when the phone cannot draw, or has no room for
 * another. The file without them stays until the caller has written down that there is a better one.
 */
export async function markPhoto(
  photo: DraftPhoto,
  about: readonly string[],
  isTimed = true,
): Promise<DraftPhoto> {
  if (!isMarked(photo)) return photo;
  const at = photo.takenAt + now() - Date.now();
  const when = isTimed ? markTime(at) : isoDay(at);
  const burnt = await Promise.race([burn(photo.path, [when, ...about]), tooLate()]).catch(() => null);
  const path = burnt === null ? null : await saved(burnt);
  // What could not be saved dies with the app; the photo without a mark does not.
  if (path === null || path === burnt) return { ...photo, marked: true };
  return { ...photo, path, marked: true };
}
