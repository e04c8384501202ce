/** A QR code read back by the standard's own rules: format, mask, order of modules, length and bytes. */
import fc from 'fast-check';
import { encodeQr } from '../../../../../devtools/cloud/openapi/qr';

/** Columns of a version 2 code that belong to finders, timing, alignment or format. */
function reserved(x: number, y: number): boolean {
  const corner = (x < 9 && y < 9) || (x > 16 && y < 9) || (x < 9 && y > 16);
  const alignment = x > 15 && x < 21 && y > 15 && y < 21;
  return corner || alignment || x === 6 || y === 6;
}

function read(code: boolean[][]): string {
  const bits: number[] = [];
  let up = true;
  for (const right of [24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1]) {
    for (let i = 0; i < 25; i += 1) {
      const y = up ? 24 - i : i;
      for (const x of [right, right - 1]) {
        if (!reserved(x, y)) bits.push(code[y]![x]! !== ((x + y) % 2 === 0) ? 1 : 0);
      }
    }
    up = !up;
  }
  const number = (from: number, length: number): number =>
    parseInt(bits.slice(from, from + length).join(''), 2);
  expect(number(0, 4)).toBe(4);
  const length = number(4, 8);
  return String.fromCharCode(...Array.from({ length }, (_, i) => number(12 + 8 * i, 8)));
}

it('says the scene', () => {
  const scene = fc.string({
    unit: fc.constantFrom(...'C-07abcXYZ&=_~'.split(/(?=.)/)),
    minLength: 1,
    maxLength: 32,
  });
  fc.assert(
    fc.property(scene, (text) => expect(read(encodeQr(text))).toBe(text)),
    { numRuns: 30 },
  );
});

it('says in both copies that it is level L with mask 0', () => {
  const code = encodeQr('x');
  const bit = (x: number, y: number): number => (code[y]![x] ? 1 : 0);
  const beside = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => bit(x, 8));
  const above = [7, 5, 4, 3, 2, 1, 0].map((y) => bit(8, y));
  expect([...beside, ...above].join('')).toBe('111011111000100');
  const below = [24, 23, 22, 21, 20, 19, 18].map((y) => bit(8, y));
  const right = [17, 18, 19, 20, 21, 22, 23, 24].map((x) => bit(x, 8));
  expect([...below, ...right].join('')).toBe('111011111000100');
});

it('refuses more than it can hold', () => {
  expect(() => encodeQr('x'.repeat(33))).toThrow(/32 bytes/);
});
