/** Burns time and place into a photo on a canvas of the phone. Where that fails the photo goes unmarked rather than not at all. */
import { isoDay } from '../shared/time';
import { loadPicture, sentSize, writeJpeg, type PicturePen } from './canvas';
import type { DraftPhoto } from './core/draft';
import { markTime, planWatermark } from './core/watermark';
import { saved } from './photos';
import { now } from './session';

/** JPEG quality (0–1): as small as before, and letters stay sharp. */
const QUALITY = 0.8;

/** A canvas that does not answer must not hold up a report (ms). */
const CEILING = 5_000;

/** The part of a 2d context that is used. */
interface Pen extends PicturePen {
  font: string;
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

/** What was taken just now tells its time truly; pictures of the album and files are left as they are. */
const isMarked = ({ source, marked }: DraftPhoto): boolean => source === 'camera' && marked !== true;

async function burn(path: string, texts: readonly string[]): Promise<string> {
  const canvas = wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 });
  const image = await loadPicture(canvas, path);
  const size = sentSize(image);
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
  return writeJpeg(canvas, size, QUALITY);
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
