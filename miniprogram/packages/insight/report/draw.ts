/** Draws the long picture of a report on a canvas of the phone. */
import { writeJpeg } from '../../../services/canvas';
import type { ReportPage } from './lists';
import { planned, WHITE, WIDTH, type Pen } from './picture';

/** JPEG quality (0–1): letters stay sharp. */
const QUALITY = 0.92;

function canvasOf(height: number): { canvas: WechatMiniprogram.OffscreenCanvas; pen: Pen } {
  const canvas = wx.createOffscreenCanvas({ type: '2d', width: WIDTH, height });
  return { canvas, pen: canvas.getContext('2d') as Pen };
}

/**
 * Draws the report.
 * @returns the path of a JPEG for the time being
 * @throws Error on a phone that cannot draw it
 */
export async function longPicture(page: ReportPage): Promise<string> {
  const { blocks, height } = planned(canvasOf(1).pen, page);
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
