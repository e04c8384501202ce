/** Rings, arrows and masks on a picture: where a finger means them to be, and how they are painted into its pixels. Pure. */
import type { Tool } from '../../../services/core/picture';

/** Pixels of the picture. */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A ring and a mask lie between two corners; an arrow leads from one point to the other. */
export interface Mark {
  tool: Tool;
  from: Point;
  to: Point;
}

/** The part of a 2d context that is used. */
export interface Pen {
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  strokeStyle: string;
  fillStyle: string;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  stroke(): void;
  fill(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/** Bright on a dark edge: seen on any picture, also without colours. */
const BRIGHT = '#f5cb1f';
const EDGE = '#14201e';

/** The two tones of a mask. They are the same over any face, so that nothing of it can be told from them. */
const TONES = ['#5e6b67', '#93a19c'] as const;

/** Parts of the shorter side: a line, the least that a finger draws, what a tap makes, a block of a mask. */
const LINE = 1 / 90;
const SLIP = 1 / 20;
const TAPPED: Record<Tool, number> = { ring: 1 / 4, arrow: 1 / 4, mask: 1 / 4 };
const THIN = 1 / 10;
const BLOCK = 1 / 24;

/** How long the head of an arrow is at most (of its length), and how wide it opens (radians). */
const HEAD = 0.4;
const OPENING = 0.5;

/** A ring is drawn with so many straight strokes. */
const STROKES = 48;

const short = ({ width, height }: Size): number => Math.min(width, height);

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

const inside = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: within(x, width),
  y: within(y, height),
});

/** What a tap makes: something of a size that gloves can place, as far as the picture has room. */
function tapped(tool: Tool, at: Point, picture: Size): Mark {
  const length = short(picture) * TAPPED[tool];
  if (tool === 'arrow') {
    // From the middle of the picture, so that the arrow has room.
    const towards = (value: number, most: number): number => value + (value > most / 2 ? -length : length);
    return { tool, from: { x: towards(at.x, picture.width), y: towards(at.y, picture.height) }, to: at };
  }
  const half = length / 2;
  return {
    tool,
    from: inside({ x: at.x - half, y: at.y - half }, picture),
    to: inside({ x: at.x + half, y: at.y + half }, picture),
  };
}

/** Makes a narrow span as wide as `least`, inside of 0 to `most`. */
function widened(from: number, to: number, least: number, most: number): [number, number] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (high - low >= least) return [low, high];
  const start = within((low + high - least) / 2, Math.max(0, most - least));
  return [start, Math.min(most, start + least)];
}

/**
 * The mark that a finger means that came down at one point and went up at another; a tap makes one of a fair size.
 * @param picture - nothing of a mark's ends lies outside of it
 */
export function markOf(tool: Tool, start: Point, end: Point, picture: Size): Mark {
  const [from, to] = [inside(start, picture), inside(end, picture)];
  const reach = Math.hypot(to.x - from.x, to.y - from.y);
  if (reach < short(picture) * SLIP) return tapped(tool, to, picture);
  if (tool === 'arrow') return { tool, from, to };
  const least = short(picture) * THIN;
  const [left, right] = widened(from.x, to.x, least, picture.width);
  const [top, bottom] = widened(from.y, to.y, least, picture.height);
  return { tool, from: { x: left, y: top }, to: { x: right, y: bottom } };
}

/** A line twice: a wide dark one, and a bright one inside it. */
function line(pen: Pen, picture: Size, path: () => void): void {
  const width = short(picture) * LINE;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const [colour, times] of [
    [EDGE, 2.2],
    [BRIGHT, 1],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * times;
    pen.beginPath();
    path();
    pen.stroke();
  }
}

function paintRing(pen: Pen, { from, to }: Mark, picture: Size): void {
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const [across, down] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
  line(pen, picture, () => {
    for (let stroke = 0; stroke <= STROKES; stroke += 1) {
      const angle = (2 * Math.PI * stroke) / STROKES;
      const point = [x + across * Math.cos(angle), y + down * Math.sin(angle)] as const;
      if (stroke === 0) pen.moveTo(...point);
      else pen.lineTo(...point);
    }
    pen.closePath();
  });
}

function paintArrow(pen: Pen, { from, to }: Mark, picture: Size): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const head = Math.min(length * HEAD, short(picture) * LINE * 8);
  line(pen, picture, () => {
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    for (const side of [-OPENING, OPENING]) {
      pen.moveTo(to.x, to.y);
      pen.lineTo(to.x - head * Math.cos(angle + side), to.y - head * Math.sin(angle + side));
    }
  });
}

function paintMask(pen: Pen, { from, to }: Mark, picture: Size): void {
  // On whole pixels, so that no edge lets anything through.
  const [left, top] = [Math.floor(from.x), Math.floor(from.y)];
  const [right, bottom] = [Math.ceil(to.x), Math.ceil(to.y)];
  const block = Math.max(2, Math.round(short(picture) * BLOCK));
  pen.fillStyle = TONES[0];
  pen.fillRect(left, top, right - left, bottom - top);
  pen.fillStyle = TONES[1];
  for (let y = top, row = 0; y < bottom; y += block, row += 1) {
    for (let x = left + (row % 2) * block; x < right; x += 2 * block)
      pen.fillRect(x, y, Math.min(block, right - x), Math.min(block, bottom - y));
  }
}

const PAINT: Record<Tool, (pen: Pen, mark: Mark, picture: Size) => void> = {
  ring: paintRing,
  arrow: paintArrow,
  mask: paintMask,
};

/** Paints a mark into a picture. */
export const paint = (pen: Pen, mark: Mark, picture: Size): void => PAINT[mark.tool](pen, mark, picture);
