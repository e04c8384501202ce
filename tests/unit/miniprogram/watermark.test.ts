/** The mark of a photo fits on every picture, whatever stands in it. */
import fc from 'fast-check';
import { markTime, planWatermark } from '../../../miniprogram/services/core/watermark';

/** Letters as wide as high, as Chinese ones are. */
const measure = (text: string, size: number): number => Array.from(text).length * size;

const TEXTS = ['2026-11-22 14:10', 'C-07 车间二层 C 区 · 气瓶点'];

describe('the mark', () => {
  it('tells the time of the plant', () => {
    expect(markTime(Date.parse('2026-11-22T06:10:00Z'))).toBe('2026-11-22 14:10');
    expect(markTime(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01 00:00');
  });

  it('stands on a band at the lower edge, one line below the other', () => {
    expect(planWatermark({ width: 1600, height: 1200 }, TEXTS, measure)).toEqual({
      size: 46,
      band: { top: 1040, height: 160 },
      lines: [
        { text: TEXTS[0], x: 46, y: 1104 },
        { text: TEXTS[1], x: 46, y: 1168 },
      ],
    });
  });

  it('leaves out what is not known', () => {
    const { lines } = planWatermark({ width: 1600, height: 1200 }, ['2026-11-22 14:10', ''], measure);
    expect(lines.map(({ text }) => text)).toEqual(['2026-11-22 14:10']);
  });

  it('stays inside the picture', () => {
    const side = fc.integer({ min: 320, max: 1600 });
    const text = fc.string({ minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(side, side, fc.array(text, { minLength: 1, maxLength: 3 }), (width, height, texts) => {
        const { size, band, lines } = planWatermark({ width, height }, texts, measure);
        expect(band.top).toBeGreaterThan(0);
        expect(band.top + band.height).toBe(height);
        for (const line of lines) {
          expect(line.x + measure(line.text, size)).toBeLessThanOrEqual(width);
          expect(line.y).toBeGreaterThan(band.top);
          expect(line.y).toBeLessThan(height);
        }
      }),
    );
  });
});
