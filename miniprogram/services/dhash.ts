/** What a picture on this phone looks like: drawn small on a canvas and hashed. A hint, so that a phone that cannot does without. */
import { dHash, greyOf, type Grey } from '../shared/dhash';

/** Eight pixels for each cell of the hash, so that the canvas does not skip over any. */
const SIZE = { width: 72, height: 64 } as const;

/** The part of a 2d context that is used. */
interface Pen {
  drawImage(image: WechatMiniprogram.Image, x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

function loaded(canvas: WechatMiniprogram.OffscreenCanvas, path: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture cannot be drawn'));
    image.src = path;
  });
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
    const image = await loaded(canvas, path);
    const pen = canvas.getContext('2d') as Pen;
    pen.drawImage(image, 0, 0, SIZE.width, SIZE.height);
    return dHash(greyPixels(pen.getImageData(0, 0, SIZE.width, SIZE.height).data));
  } catch {
    return null;
  }
}
