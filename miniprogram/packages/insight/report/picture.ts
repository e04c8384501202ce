/** The report as one long picture, planned line by line. It holds what the page shows, and so no names. Pure but for the pen it is given. */
import { TEXT } from '../../../shared/text';
import type { HeatView } from '../cockpit/lists';
import type { ReportPage } from './lists';

const t = TEXT.insight;

/** px */
export const WIDTH = 750;
const MARGIN = 40;
const INNER = WIDTH - 2 * MARGIN;

/** Phones draw no taller canvas for certain. */
const TALLEST = 4_096;

const INK = '#14201E';
const SOFT = '#43514D';
const ACCENT = '#0B6B62';
const DEEP = '#0F3A36';
export const WHITE = '#FFFFFF';
const TRACK = '#ECEFEE';
const SHADES = ['#EEF3F2', '#CFE3E0', '#9CC8C2', '#5FA79F', '#23776E', '#0B5951'];

/** From this shade on letters are white. */
const DARK = 4;

/** The part of a 2d context that is used. */
export interface Pen {
  font: string;
  fillStyle: string;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'middle';
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

/** Something with a height, drawn at a place from the top. */
export interface Block {
  height: number;
  draw: (pen: Pen, top: number) => void;
}

const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px sans-serif`;

function write(
  pen: Pen,
  words: string,
  x: number,
  middle: number,
  size: number,
  color: string,
  weight: 400 | 600 = 400,
): void {
  pen.font = font(size, weight);
  pen.fillStyle = color;
  pen.textBaseline = 'middle';
  pen.fillText(words, x, middle);
}

/** A text in lines that fit. */
export function wrapped(pen: Pen, words: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of words) {
    if (line !== '' && pen.measureText(line + letter).width > width) {
      lines.push(line);
      line = '';
    }
    line += letter;
  }
  return [...lines, line];
}

/** Cut to a width, with dots where something is missing. */
function cut(pen: Pen, words: string, width: number): string {
  if (pen.measureText(words).width <= width) return words;
  let short = words;
  while (short !== '' && pen.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short}…`;
}

export function text(pen: Pen, words: string, size = 28, color = SOFT, weight: 400 | 600 = 400): Block {
  pen.font = font(size, weight);
  const lines = wrapped(pen, words, INNER);
  const step = Math.round(size * 1.5);
  return {
    height: lines.length * step + 8,
    draw: (on, top) => {
      on.textAlign = 'left';
      lines.forEach((line, n) => write(on, line, MARGIN, top + step * (n + 0.5), size, color, weight));
    },
  };
}

export const space = (height: number): Block => ({ height, draw: () => undefined });

export const title = (pen: Pen, words: string): Block[] => [space(28), text(pen, words, 34, INK, 600)];

function hero({ month, head }: ReportPage): Block {
  const rows = Math.ceil(head.length / 2);
  return {
    height: 150 + rows * 130,
    draw: (pen, top) => {
      pen.fillStyle = DEEP;
      pen.fillRect(0, top, WIDTH, 150 + rows * 130);
      pen.textAlign = 'left';
      write(pen, t.report, MARGIN, top + 50, 30, '#D5E6E3');
      write(pen, month, MARGIN, top + 100, 44, WHITE, 600);
      head.forEach(({ name, value }, n) => {
        const [x, y] = [MARGIN + (n % 2) * (INNER / 2), top + 150 + Math.floor(n / 2) * 130];
        write(pen, value, x, y + 40, 52, WHITE, 600);
        write(pen, name, x, y + 88, 26, '#D5E6E3');
      });
    },
  };
}

const NAMES = 170;
const ROW = 64;

function heat(view: HeatView): Block {
  const width = (INNER - NAMES) / Math.max(1, view.columns.length);
  return {
    height: view.rows.length === 0 ? 0 : ROW * (view.rows.length + 1),
    draw: (pen, top) => {
      if (view.rows.length === 0) return;
      view.columns.forEach(({ name }, n) => {
        pen.textAlign = 'center';
        pen.font = font(20);
        write(pen, cut(pen, name, width - 4), MARGIN + NAMES + (n + 0.5) * width, top + ROW / 2, 20, SOFT);
      });
      view.rows.forEach((row, index) => {
        const y = top + ROW * (index + 1);
        pen.textAlign = 'left';
        pen.font = font(24);
        write(pen, cut(pen, row.name, NAMES - 10), MARGIN, y + ROW / 2, 24, SOFT);
        row.cells.forEach(({ n, shade }, column) => {
          const x = MARGIN + NAMES + column * width;
          pen.fillStyle = SHADES[shade] ?? TRACK;
          pen.fillRect(x, y, width - 5, ROW - 5);
          pen.textAlign = 'center';
          write(pen, n, x + (width - 5) / 2, y + (ROW - 5) / 2, 26, shade < DARK ? INK : WHITE, 600);
        });
      });
    },
  };
}

function rank({ place, name, text: said, width }: ReportPage['ranks'][number]): Block {
  return {
    height: 84,
    draw: (pen, top) => {
      pen.textAlign = 'left';
      write(pen, place, MARGIN, top + 24, 30, SOFT, 600);
      write(pen, name, MARGIN + 50, top + 24, 28, INK, 600);
      pen.textAlign = 'right';
      write(pen, said, WIDTH - MARGIN, top + 24, 24, SOFT);
      pen.fillStyle = TRACK;
      pen.fillRect(MARGIN + 50, top + 52, INNER - 50, 12);
      pen.fillStyle = ACCENT;
      pen.fillRect(MARGIN + 50, top + 52, ((INNER - 50) * width) / 100, 12);
    },
  };
}

/** Rows of a list that a picture holds. */
const MOST = 8;

function blocksOf(pen: Pen, page: ReportPage): Block[] {
  const each = (all: readonly string[], none: string): Block[] =>
    (all.length === 0 ? [none] : all.slice(0, MOST)).map((words) => text(pen, words));
  return [
    hero(page),
    ...title(pen, t.reportSum),
    ...each(page.sentences, t.nothing),
    ...title(pen, t.byCategory),
    text(pen, page.categories.sentence),
    heat(page.categories),
    ...title(pen, t.bySlot),
    text(pen, page.slots.sentence),
    heat(page.slots),
    ...title(pen, t.tops),
    ...each(
      page.tops.map(({ place, name, text: said }) => [place, name, said].join('  ')),
      t.topsNone,
    ),
    ...title(pen, t.ranks),
    text(pen, page.ranks.length === 0 ? t.ranksNone : t.ranksHint, 24),
    ...page.ranks.slice(0, MOST).map(rank),
    ...title(pen, t.risky),
    ...each(
      page.risks.map(({ sentence }) => sentence),
      t.riskyHint,
    ),
    ...title(pen, TEXT.repeat.reportTitle),
    ...each(
      page.repeats.map(({ title: what, place, root }) => [what, place, root].join('  ')),
      TEXT.repeat.reportNone,
    ),
    ...title(pen, t.silent),
    ...each(
      page.silent.map(({ name, days }) => [name, days].join(' ')),
      t.silentNone,
    ),
    ...title(pen, t.reportGaps),
    ...each(page.gaps, t.reportGapsNone),
    space(20),
    text(pen, [page.version, page.check].join(t.dot), 22),
    space(30),
  ];
}

/** Blocks from the top, and how high they are together. */
export interface Planned {
  blocks: Block[];
  height: number;
}

/** What fits into the tallest canvas, from the top; the rest is on the page. */
export const planned = (pen: Pen, page: ReportPage): Planned => fitted(blocksOf(pen, page));

export function fitted(all: readonly Block[]): Planned {
  const blocks: Block[] = [];
  let height = 0;
  for (const block of all) {
    if (height + block.height > TALLEST) break;
    blocks.push(block);
    height += block.height;
  }
  return { blocks, height };
}
