/** Pictures as pixels: what the phone made of what its camera saw. */
import type { Phone } from './phone';

/** Mean red, green and blue of a strip across a picture. */
export type Mean = [number, number, number];

export interface Pixels {
  width: number;
  height: number;
  /** Means of so many strips, from the top down. */
  strips: Mean[];
  /** How many pixels of the lowest eighth are nearly white. */
  white: number;
}

/** The photo of the last report that the phone keeps. */
export const keptPhoto = (phone: Phone): Promise<string> =>
  phone.page.evaluate(() => {
    const wx = __phone.wx as {
      getStorageSync: (key: string) => { photos: { path: string }[] }[];
      getFileSystemManager: () => { readFileSync: (path: string, encoding: string) => string };
    };
    const path = wx.getStorageSync('drafts.v1').at(-1)?.photos[0]?.path ?? '';
    return `data:image/jpeg;base64,${wx.getFileSystemManager().readFileSync(path, 'base64')}`;
  });

/** @param address - of a picture; a data: address */
export const pixelsOf = (phone: Phone, address: string): Promise<Pixels> =>
  phone.page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    const { naturalWidth: width, naturalHeight: height } = image;
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('this browser has no canvas');
    pen.drawImage(image, 0, 0);
    const bytes = (top: number, rows: number): Uint8ClampedArray =>
      pen.getImageData(0, top, width, rows).data;
    const mean = (data: Uint8ClampedArray): [number, number, number] => {
      const sums: [number, number, number] = [0, 0, 0];
      for (let at = 0; at < data.length; at += 4)
        for (const channel of [0, 1, 2] as const) sums[channel] += data[at + channel] ?? 0;
      return sums.map((sum) => (sum * 4) / data.length) as [number, number, number];
    };
    const strip = Math.floor(height / 16);
    const strips = Array.from({ length: 16 }, (_, index) => mean(bytes(index * strip, strip)));
    const low = bytes(height - 2 * strip, 2 * strip);
    let white = 0;
    for (let at = 0; at < low.length; at += 4)
      if (Math.min(low[at] ?? 0, low[at + 1] ?? 0, low[at + 2] ?? 0) > 235) white += 1;
    return { width, height, strips, white };
  }, address);
