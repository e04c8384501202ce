/** Draws eight labels on a canvas as large as an A4 page. */
import type { LabelCode } from '../../../../typings/api';
import { fill, TEXT } from '../../../shared/text';
import type { SheetLabel } from './choice';
import { cellOf, DOTS, fitText, LEADING, PAPER, planLabel, type Box } from './layout';

const INK = '#111111';
const PAPER_WHITE = '#ffffff';
const FAINT = '#bbbbbb';
/** Of a prohibition sign (GB 2894). */
const FORBIDDEN = '#c8102e';

/** White modules around a QR code (ISO/IEC 18004). */
const QUIET = 4;

/** A label with its codes, WeChat's as a picture that has arrived. */
export interface Printable {
  label: SheetLabel;
  plain: LabelCode['plain'];
  picture: WechatMiniprogram.Image;
}

/** The part of a 2d context that is used. */
export interface Pen {
  font: string;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  textAlign: 'left' | 'center';
  textBaseline: 'middle';
  setLineDash(lengths: number[]): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  stroke(): void;
  drawImage(image: WechatMiniprogram.Image, x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

/** How large the canvas of a page is (px). */
export const PAGE_SIZE = { width: PAPER.width * DOTS, height: PAPER.height * DOTS };

const dots = (millimetres: number): number => Math.round(millimetres * DOTS);

interface Letters {
  /** Millimetres. */
  most: number;
  least: number;
  weight?: 400 | 700;
  align?: 'left' | 'center';
  color?: string;
}

/** A text in a box, as large as it may be; one line stands in the middle of its height, several begin at its top. */
function write(pen: Pen, text: string, box: Box, letters: Letters): void {
  const { weight = 400, align = 'left', color = INK } = letters;
  const font = (size: number): string => `${weight} ${size * DOTS}px sans-serif`;
  const measure = (part: string, size: number): number => {
    pen.font = font(size);
    return pen.measureText(part).width / DOTS;
  };
  const { size, lines } = fitText(text, box, letters, measure);
  pen.font = font(size);
  pen.fillStyle = color;
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  const step = size * LEADING;
  const top = lines.length === 1 ? box.y + (box.height - step) / 2 : box.y;
  const x = align === 'center' ? box.x + box.width / 2 : box.x;
  lines.forEach((line, index) => pen.fillText(line, dots(x), dots(top + (index + 0.5) * step)));
}

/** A plain QR code in whole dots: nothing blurs its edges. */
function drawPlain(pen: Pen, rows: readonly string[], box: Box): void {
  const module = Math.floor(dots(box.width) / (rows.length + 2 * QUIET));
  const margin = (dots(box.width) - module * rows.length) / 2;
  const left = Math.round(dots(box.x) + margin);
  const top = Math.round(dots(box.y) + margin);
  pen.fillStyle = INK;
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] === '1') pen.fillRect(left + x * module, top + y * module, module, module);
    }
  });
}

/** A telephone that is crossed out. */
function drawForbidden(pen: Pen, { x, y, height }: Box): void {
  const radius = dots(height / 2 - 0.8);
  const [centreX, centreY] = [dots(x + height / 2), dots(y + height / 2)];
  pen.setLineDash([]);
  pen.strokeStyle = INK;
  pen.lineWidth = dots(0.6);
  pen.strokeRect(centreX - radius * 0.32, centreY - radius * 0.58, radius * 0.64, radius * 1.16);
  pen.strokeStyle = FORBIDDEN;
  pen.lineWidth = dots(1.1);
  pen.beginPath();
  pen.arc(centreX, centreY, radius, 0, 2 * Math.PI);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(centreX - radius * 0.7, centreY - radius * 0.7);
  pen.lineTo(centreX + radius * 0.7, centreY + radius * 0.7);
  pen.stroke();
}

function drawLabel(pen: Pen, { label, plain, picture }: Printable, index: number, phone: string): void {
  const plan = planLabel(index);
  const isEntrance = label.ref.kind === 'area';
  write(pen, isEntrance ? label.name : label.no, plan.head, { most: 15, least: 5, weight: 700 });
  if (isEntrance) {
    const { x, y, width, height } = plan.name;
    drawForbidden(pen, plan.name);
    const beside = { x: x + height + 1.5, y, width: width - height - 1.5, height };
    write(pen, TEXT.printed.entrance, beside, { most: 5, least: 3, weight: 700 });
  } else write(pen, label.name, plan.name, { most: 7, least: 3.5, weight: 700 });

  pen.drawImage(picture, dots(plan.code.x), dots(plan.code.y), dots(plan.code.width), dots(plan.code.height));
  write(pen, TEXT.printed.scan, plan.codeHint, { most: 4, least: 3, align: 'center' });
  drawPlain(pen, plain, plan.plain);
  write(pen, label.about, plan.about, { most: 4, least: 2.5 });
  write(pen, TEXT.printed.plain, plan.plainHint, { most: 3.2, least: 2.5 });

  const { band } = plan;
  pen.fillStyle = INK;
  pen.fillRect(dots(band.x), dots(band.y), dots(band.width), dots(band.height));
  const call = phone === '' ? TEXT.printed.callOnly : fill(TEXT.printed.call, { phone });
  const within = { ...band, x: band.x + 2, width: band.width - 4 };
  write(pen, call, within, { most: 6, least: 3, weight: 700, align: 'center', color: PAPER_WHITE });
}

/** Where to cut. */
function drawCuts(pen: Pen): void {
  const { x, y } = cellOf(7);
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1;
  pen.setLineDash([12, 12]);
  pen.beginPath();
  pen.moveTo(dots(x), 0);
  pen.lineTo(dots(x), PAGE_SIZE.height);
  for (let line = y; line > 0; line -= cellOf(0).height) {
    pen.moveTo(0, dots(line));
    pen.lineTo(PAGE_SIZE.width, dots(line));
  }
  pen.stroke();
}

/**
 * Draws a page over what was on the canvas.
 * @param labels - up to eight
 * @param phone - whom to call in an emergency; empty when the plant has none
 */
export function drawPage(pen: Pen, labels: readonly Printable[], phone: string): void {
  pen.fillStyle = PAPER_WHITE;
  pen.fillRect(0, 0, PAGE_SIZE.width, PAGE_SIZE.height);
  drawCuts(pen);
  labels.forEach((label, index) => drawLabel(pen, label, index, phone));
}
