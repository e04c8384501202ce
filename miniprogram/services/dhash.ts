/** What a picture on this phone looks like: drawn small on a canvas and hashed. A hint, so that a phone that cannot does without. */
import { dHash, greyOf, type Grey } from '../shared/dhash';
import { loadPicture, type PicturePen } from './canvas';

/** Eight pixels for each cell of the hash, so that the canvas does not skip over any. */
const SIZE = { width: 72, height: 64 } as const;

/** The part of a 2d context that is used. */
interface Pen extends PicturePen {
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

function greyPixels(data: Uint8ClampedArray): Grey {
  const values = Array.from({ length: SIZE.width * SIZE.height }, (_none, pixel) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * pixel, 4 * pixel + 3);
    return greyOf(red, green, blue);
  });
  return { ...SIZE, values };
}

/** The hash of a picture file, 16 hex; null when this phone cannot draw it, or it shows nothing. Never rejects. */
export async function hashPicture(path: string): Promise<string | null> {
  try {
    const canvas = wx.createOffscreenCanvas({ type: '2d', ...SIZE });
    const image = await loadPicture(canvas, path);
    const pen = canvas.getContext('2d') as Pen;
    pen.drawImage(image, 0, 0, SIZE.width, SIZE.height);
    return dHash(greyPixels(pen.getImageData(0, 0, SIZE.width, SIZE.height).data));
  } catch {
    return null;
  }
}
