/** Draws a planned picture on a canvas of the phone. */
import { writeJpeg } from '../../../services/canvas';
import { WHITE, WIDTH, type Pen, type Planned } from './picture';

/** JPEG quality (0–1): letters stay sharp. */
const QUALITY = 0.92;

function canvasOf(height: number): { canvas: WechatMiniprogram.OffscreenCanvas; pen: Pen } {
  const canvas = wx.createOffscreenCanvas({ type: '2d', width: WIDTH, height });
  return { canvas, pen: canvas.getContext('2d') as Pen };
}

/**
 * Draws it.
 * @param plan - what, measured with the pen that will draw it
 * @returns the path of a JPEG for the time being
 * @throws Error on a phone that cannot draw it
 */
export async function longPicture(plan: (pen: Pen) => Planned): Promise<string> {
  const { blocks, height } = plan(canvasOf(1).pen);
  const { canvas, pen } = canvasOf(height);
  pen.fillStyle = WHITE;
  pen.fillRect(0, 0, WIDTH, height);
  let top = 0;
  for (const block of blocks) {
    block.draw(pen, top);
    top += block.height;
  }
  return writeJpeg(canvas, { width: WIDTH, height }, QUALITY);
}
