/** Pictures on a canvas of the phone: brought in from a file, and written out as one. */
import { fitted } from './core/upload';

export interface CanvasSize {
  width: number;
  height: number;
}

/** What every 2d context here can. */
export interface PicturePen {
  drawImage(image: WechatMiniprogram.Image, x: number, y: number, width: number, height: number): void;
}

type AnyCanvas = WechatMiniprogram.Canvas | WechatMiniprogram.OffscreenCanvas;

/** Brings a picture file to a canvas. @throws Error when the phone cannot read it */
export function loadPicture(canvas: AnyCanvas, path: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture cannot be drawn'));
    image.src = path;
  });
}

/** The size (px) at which a picture is sent: its own, or as large as uploads go. */
export const sentSize = ({ width, height }: CanvasSize): CanvasSize =>
  fitted(width, height) ?? { width, height };

/** Without a size of its own the file would be as many times larger as the screen is dense. */
async function written(
  canvas: AnyCanvas,
  size: CanvasSize,
  kind: { fileType: 'jpg'; quality: number } | { fileType: 'png' },
): Promise<string> {
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    ...size,
    destWidth: size.width,
    destHeight: size.height,
    ...kind,
  });
  return tempFilePath;
}

/**
 * Writes what is on a canvas into a JPEG file for the time being.
 * @param quality - 0–1
 * @throws Error when the phone cannot, or has no room
 */
export const writeJpeg = (canvas: AnyCanvas, size: CanvasSize, quality: number): Promise<string> =>
  written(canvas, size, { fileType: 'jpg', quality });

/** Writes what is on a canvas into a PNG file for the time being. @throws Error when the phone cannot, or has no room */
export const writePng = (canvas: AnyCanvas, size: CanvasSize): Promise<string> =>
  written(canvas, size, { fileType: 'png' });
