/** Marks on a picture: a finger with a glove on makes them of a fair size, inside the picture, and a mask lets nothing through. */
import fc from 'fast-check';
import {
  markOf,
  paint,
  type Mark,
  type Pen,
  type Size,
} from '../../../miniprogram/packages/report/markup/marks';
import type { Tool } from '../../../miniprogram/services/core/picture';

const PICTURE: Size = { width: 160, height: 120 };

const TOOLS = ['ring', 'arrow', 'mask'] as const satisfies readonly Tool[];

/** Writes down which whole pixels were filled, and how often a line was drawn. */
class Board implements Pen {
  lineWidth = 0;
  lineCap = '';
  lineJoin = '';
  strokeStyle = '';
  fillStyle = '';
  strokes: { colour: string; width: number }[] = [];
  points: { x: number; y: number }[] = [];
  filled = new Map<string, string>();

  beginPath(): void {
    this.points = [];
  }
  moveTo(x: number, y: number): void {
    this.points.push({ x, y });
  }
  lineTo(x: number, y: number): void {
    this.points.push({ x, y });
  }
  closePath(): void {
    return;
  }
  fill(): void {
    return;
  }
  stroke(): void {
    this.strokes.push({ colour: this.strokeStyle, width: this.lineWidth });
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1)
        this.filled.set(`${column},${row}`, this.fillStyle);
  }
}

const point = fc.record({
  x: fc.double({ min: -300, max: 500, noNaN: true }),
  y: fc.double({ min: -300, max: 500, noNaN: true }),
});

describe('a mark', () => {
  it.each(TOOLS)('of the %s lies inside the picture, wherever the finger was', (tool) => {
    fc.assert(
      fc.property(point, point, (start, end) => {
        const { from, to } = markOf(tool, start, end, PICTURE);
        for (const { x, y } of [from, to]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(PICTURE.width);
          expect(y).toBeLessThanOrEqual(PICTURE.height);
        }
      }),
    );
  });

  it.each(['ring', 'mask'] as const)(
    'of the %s is never a line: a finger that slips makes it wide',
    (tool) => {
      fc.assert(
        fc.property(point, point, (start, end) => {
          const { from, to } = markOf(tool, start, end, PICTURE);
          expect(to.x - from.x).toBeGreaterThan(11.9);
          expect(to.y - from.y).toBeGreaterThan(11.9);
        }),
      );
    },
  );

  it('is what was drawn', () => {
    const mark = markOf('ring', { x: 120, y: 20 }, { x: 30, y: 90 }, PICTURE);
    expect(mark).toEqual({ tool: 'ring', from: { x: 30, y: 20 }, to: { x: 120, y: 90 } });
  });

  it('leads an arrow the way the finger went', () => {
    const [from, to] = [
      { x: 120, y: 20 },
      { x: 30, y: 90 },
    ] as const;
    expect(markOf('arrow', from, to, PICTURE)).toEqual({ tool: 'arrow', from, to });
  });

  it.each(TOOLS)('of the %s is made by a tap as well, where the tap was', (tool) => {
    const at = { x: 80, y: 60 };
    const { from, to } = markOf(tool, at, { x: 82, y: 61 }, PICTURE);
    if (tool === 'arrow') expect(to).toEqual({ x: 82, y: 61 });
    else expect([(from.x + to.x) / 2, (from.y + to.y) / 2]).toEqual([82, 61]);
    expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeGreaterThan(PICTURE.height / 5);
  });
});

describe('paint', () => {
  const painted = (mark: Mark): Board => {
    const board = new Board();
    paint(board, mark, PICTURE);
    return board;
  };

  it('covers every pixel of a mask', () => {
    fc.assert(
      fc.property(point, point, (start, end) => {
        const mark = markOf('mask', start, end, PICTURE);
        const { filled } = painted(mark);
        for (let y = Math.floor(mark.from.y); y < Math.ceil(mark.to.y); y += 1)
          for (let x = Math.floor(mark.from.x); x < Math.ceil(mark.to.x); x += 1)
            if (!filled.has(`${x},${y}`)) throw new Error(`${x},${y} shows through`);
      }),
      { numRuns: 40 },
    );
  });

  it('covers with opaque tones of its own, the same over any face', () => {
    const { filled } = painted(markOf('mask', { x: 20, y: 20 }, { x: 80, y: 80 }, PICTURE));
    const tones = [...new Set(filled.values())];
    expect(tones).toHaveLength(2);
    for (const tone of tones) expect(tone).toMatch(/^#[0-9a-f]{6}$/);
  });

  it.each(['ring', 'arrow'] as const)(
    'draws the %s bright on a dark edge, so that any picture shows it',
    (tool) => {
      const { strokes } = painted(markOf(tool, { x: 20, y: 20 }, { x: 80, y: 80 }, PICTURE));
      expect(strokes.map(({ colour }) => colour)).toEqual(['#14201e', '#f5cb1f']);
      expect(strokes[0]!.width).toBeGreaterThan(2 * strokes[1]!.width);
    },
  );

  it('draws a ring through its four sides', () => {
    const { points } = painted(markOf('ring', { x: 20, y: 10 }, { x: 100, y: 90 }, PICTURE));
    const across = points.map(({ x }) => x);
    const down = points.map(({ y }) => y);
    expect([Math.min(...across), Math.max(...across)].map(Math.round)).toEqual([20, 100]);
    expect([Math.min(...down), Math.max(...down)].map(Math.round)).toEqual([10, 90]);
  });
});
