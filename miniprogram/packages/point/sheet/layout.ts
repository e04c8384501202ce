/** Where everything of a label lies on an A4 page, in millimetres, and how a text is made to fit. Pure. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A4. */
export const PAPER = { width: 210, height: 297 };

/** Dots of a millimetre: 203 to the inch. */
export const DOTS = 8;

const COLUMNS = 2;
const ROWS = 4;

/** Printers leave out the edge of the paper, and scissors are not exact. */
const MARGIN = 5;

/** The cell of a label, edge to edge: ready-made sheets of eight labels are cut so. */
export const cellOf = (index: number): Box => ({
  x: ((index % COLUMNS) * PAPER.width) / COLUMNS,
  y: (Math.floor(index / COLUMNS) * PAPER.height) / ROWS,
  width: PAPER.width / COLUMNS,
  height: PAPER.height / ROWS,
});

/** The parts of a label. */
export interface LabelPlan {
  /** The big number, or the name of the area at its entrance. */
  head: Box;
  /** What stands there, or that no phone may be used inside. */
  name: Box;
  /** WeChat's code, and what to do with it. */
  code: Box;
  codeHint: Box;
  /** The plain code with its quiet zone, what is beside it, and what to do with it. */
  plain: Box;
  about: Box;
  plainHint: Box;
  /** How to report, and whom to call. */
  band: Box;
}

/** @param index - of the label on its page, 0–7 */
export function planLabel(index: number): LabelPlan {
  const cell = cellOf(index);
  const left = cell.x + MARGIN;
  const top = cell.y + MARGIN;
  const width = cell.width - 2 * MARGIN;
  const box = (x: number, y: number, w: number, h: number): Box => ({
    x: left + x,
    y: top + y,
    width: w,
    height: h,
  });
  const bottom = cell.height - 2 * MARGIN;
  return {
    head: box(0, 0, 51, 17),
    name: box(0, 17.5, 51, 12.5),
    code: box(width - 41, 0, 41, 41),
    codeHint: box(width - 41, 42, 41, 5),
    plain: box(-1, 31, 20.5, 20.5),
    about: box(21, 31.5, 31, 9.5),
    plainHint: box(21, 42, 31, 9),
    band: box(0, bottom - 10.5, width, 10.5),
  };
}

export interface Fitted {
  /** Millimetres. */
  size: number;
  lines: string[];
}

/** How much higher a line is than its letters. */
export const LEADING = 1.2;

/** Numbers and words of Latin letters stay whole, and no line begins with a mark that closes something. */
const PARTS = /(?:[A-Za-z0-9+\-]+|[\s\S])[，。、：；！？）」』…]*/gu;

/** Breaks a text into lines that are no wider than told. */
function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(PARTS) ?? []) {
    if (line !== '' && measure(line + part) > width) {
      lines.push(line.trim());
      line = part.trim();
    } else line += part;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}

/**
 * The largest letters in which a text fits into a box; in the smallest it is cut at the end.
 * @param most - and `least`: sizes of letters (mm)
 * @param measure - how wide a text is in letters of a size (mm)
 */
export function fitText(
  text: string,
  { width, height }: Pick<Box, 'width' | 'height'>,
  { most, least }: { most: number; least: number },
  measure: (text: string, size: number) => number,
): Fitted {
  const linesAt = (size: number): string[] => wrapped(text, width, (part) => measure(part, size));
  const fits = (size: number, lines: readonly string[]): boolean =>
    lines.length * size * LEADING <= height + 0.01 && lines.every((line) => measure(line, size) <= width);
  for (let size = most; size > least; size -= 0.25) {
    const lines = linesAt(size);
    if (fits(size, lines)) return { size, lines };
  }
  const room = Math.max(1, Math.floor((height + 0.01) / (least * LEADING)));
  const lines = linesAt(least);
  const kept = lines.slice(0, room);
  if (lines.length > room) kept[room - 1] = `${(kept[room - 1] ?? '').slice(0, -1)}…`;
  return { size: least, lines: kept };
}
