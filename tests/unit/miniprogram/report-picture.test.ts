/** The long picture of a report: what is planned, that it fits, and that no line runs over the edge. */
import { reportPage } from '../../../miniprogram/packages/insight/report/lists';
import { planned, wrapped, type Pen } from '../../../miniprogram/packages/insight/report/picture';
import { TEXT } from '../../../miniprogram/shared/text';
import { NOW, REPORT } from './insight';

const t = TEXT.insight;

/** Letters as wide as their size; what is written is kept with where it ends. */
function pen(): Pen & { written: { text: string; right: number }[] } {
  const size = (font: string): number => Number(/(\d+)px/.exec(font)?.[1]);
  return {
    ...{ font: '400 10px sans-serif', fillStyle: '', textAlign: 'left', textBaseline: 'middle', written: [] },
    fillRect: () => undefined,
    fillText(text, x) {
      const width = text.length * size(this.font);
      const before = { left: 0, center: width / 2, right: width }[this.textAlign];
      this.written.push({ text, right: x - before + width });
    },
    measureText(text) {
      return { width: text.length * size(this.font) };
    },
  };
}

const { page } = reportPage(REPORT, NOW);

function draw(what = page) {
  const on = pen();
  const { blocks, height } = planned(on, what);
  let top = 0;
  for (const block of blocks) {
    block.draw(on, top);
    top += block.height;
  }
  return { height, top, written: on.written };
}

it('breaks words where the line ends, and loses none', () => {
  expect(wrapped(pen(), '一二三四五六七', 30)).toEqual(['一二三', '四五六', '七']);
  expect(wrapped(pen(), '', 30)).toEqual(['']);
});

it('holds the parts of the page, one below the other', () => {
  const { height, top, written } = draw();
  expect(height).toBe(top);
  const all = written.map(({ text }) => text).join('');
  for (const said of [t.reportSum, t.byCategory, t.bySlot, t.tops, t.ranks, t.risky, t.silent, t.reportGaps])
    expect(all).toContain(said);
  expect(all).toContain(REPORT.check);
  expect(all).not.toMatch(/NaN|undefined|null/);
});

it('writes nothing beyond its edge', () => {
  for (const { text, right } of draw().written)
    expect({ text, fits: right <= 750 }).toEqual({ text, fits: true });
});

it('is never taller than a phone can draw', () => {
  const sentences = Array.from({ length: 8 }, () => '很长的一句话'.repeat(120));
  const { height, top } = draw({ ...page, sentences });
  expect(height).toBe(top);
  expect(height).toBeLessThanOrEqual(4_096);
});
