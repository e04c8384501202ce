/** A signature as a finger writes it: its strokes, whether they are a name, and how they are drawn. Pure. */

export interface Point {
  x: number;
  y: number;
}

/** Where a finger went between coming down and going up. */
export type Stroke = readonly Point[];

export interface Size {
  width: number;
  height: number;
}

/** The part of a 2d context that is used. */
export interface Pen {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void;
  stroke(): void;
}

const INK = '#14201e';
const PAPER = '#ffffff';

/** Of the height of the pad. */
const WIDTH = 1 / 48;

/** A name has more than one stroke, however it is run together, */
const LEAST_STROKES = 2;

/** and all of them together are at least as long as the pad is high. */
const LEAST_LENGTH = 1;

/** A finger that moves less than this (parts of the height) stands still. */
const STILL = 1 / 200;

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const lengthOf = (stroke: Stroke): number =>
  stroke.reduce((sum, point, index) => sum + distance(point, stroke[index - 1] ?? point), 0);

/** The stroke with a further point, unless the finger stood still. */
export function withPoint(stroke: Stroke, point: Point, { height }: Size): Stroke {
  const last = stroke[stroke.length - 1];
  return last !== undefined && distance(last, point) < height * STILL ? stroke : [...stroke, point];
}

/** Whether somebody wrote a name, and not just touched the pad. */
export const isName = (strokes: readonly Stroke[], { height }: Size): boolean =>
  strokes.length >= LEAST_STROKES &&
  strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= height * LEAST_LENGTH;

/** Prepares the pad: white paper, and a pen of the right width. */
export function clear(pen: Pen, { width, height }: Size): void {
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = INK;
  pen.lineWidth = Math.max(2, height * WIDTH);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Draws a stroke through the middles between its points, so that it has no corners; a single point is a dot. */
export function draw(pen: Pen, stroke: Stroke): void {
  const [first, ...others] = stroke;
  if (first === undefined) return;
  pen.beginPath();
  pen.moveTo(first.x, first.y);
  let before = first;
  for (const point of others) {
    const half = middle(before, point);
    pen.quadraticCurveTo(before.x, before.y, half.x, half.y);
    before = point;
  }
  pen.lineTo(before.x, before.y);
  pen.stroke();
}
