/** When the colours for the night are offered: late, or where the camera sees little. */
import { brightness, isDim, isLate, type Frame } from '../../../miniprogram/services/core/light';

const frame = (...pixel: [number, number, number]): Frame => ({
  width: 40,
  height: 30,
  data: Uint8Array.from({ length: 40 * 30 * 4 }, (_, at) => [...pixel, 255][at % 4] ?? 0).buffer,
});

describe('late', () => {
  it.each([
    ['2026-11-22T18:59:00+08:00', false],
    ['2026-11-22T19:00:00+08:00', true],
    ['2026-11-23T05:59:00+08:00', true],
    ['2026-11-23T06:00:00+08:00', false],
  ])('%s: %s', (at, late) => {
    expect(isLate(Date.parse(at))).toBe(late);
  });
});

describe('dim', () => {
  it('is a shed at night and not a shed by day', () => {
    expect(isDim(frame(20, 22, 25))).toBe(true);
    expect(isDim(frame(120, 125, 118))).toBe(false);
  });

  it('weighs colours as eyes do', () => {
    expect(brightness(frame(255, 255, 255))).toBeCloseTo(255, 3);
    expect(brightness(frame(0, 255, 0))).toBeGreaterThan(brightness(frame(0, 0, 255)));
  });

  it('is not a camera that shows nothing', () => {
    expect(isDim({ width: 0, height: 0, data: new ArrayBuffer(0) })).toBe(false);
  });
});
