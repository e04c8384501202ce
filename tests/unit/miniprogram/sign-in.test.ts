/** The code of a meeting: what is shown is what is read, on a phone 375 px wide too, and nothing else is. */
import fc from 'fast-check';
import { codeSize, drawCode, type Pen } from '../../../miniprogram/components/sign-code/draw';
import { readSignIn, signInText, typedSecret, type SignInKind } from '../../../miniprogram/shared/sign-in';
import { signCode } from '../../../cloudfunctions/platform/sign-in';
import { readQr, type Picture } from '../../support/qr';

const signIns = fc.record({
  kind: fc.constantFrom<SignInKind>('briefing', 'training'),
  id: fc.stringMatching(/^[a-z0-9-]{1,64}@\d{4}-\d\d-\d\d:[a-z0-9-]{1,64}$/),
  secret: fc.stringMatching(/^\d{6}$/),
});
const LONGEST = signInText('briefing', `${'w'.repeat(64)}@2026-11-23:${'d'.repeat(64)}`, '000000');

/** What a canvas shows when it is drawn `width` pixels wide: the darkness of the nearest of its own. */
function shown(rows: readonly string[], width: number): Picture {
  const size = codeSize(rows);
  const canvas = new Uint8Array(size * size).fill(128);
  const pen: Pen = {
    fillStyle: '',
    fillRect(left, top, wide, high) {
      const value = this.fillStyle === '#ffffff' ? 255 : 17;
      for (let y = top; y < top + high; y += 1) canvas.fill(value, y * size + left, y * size + left + wide);
    },
  };
  drawCode(pen, rows);
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  const at = (place: number): number => Math.floor((place * size) / width);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      data.fill(canvas[at(y) * size + at(x)] ?? 0, from, from + 3);
    }
  }
  return { width, height: width, data };
}

describe('a code to sign in with', () => {
  it('is read again', () => {
    fc.assert(
      fc.property(signIns, ({ kind, id, secret }) => {
        expect(readSignIn(` ${signInText(kind, id, secret)}\n`)).toEqual({ kind, id, secret });
      }),
    );
  });

  it.each([
    '',
    'SAFELOOP:C-07',
    'safeloop:sign:order:weld:123456',
    'safeloop:sign:briefing::123456',
    'safeloop:sign:briefing:weld:12345',
    'safeloop:sign:briefing:weld:1234567',
    'safeloop:sign:briefing:weld:１２３４５６',
    'safeloop:sign:briefing:weld 1:123456',
    `safeloop:sign:briefing:${'w'.repeat(161)}:123456`,
    'https://example.com/?safeloop:sign:briefing:weld:123456',
    'safeloop:sign:briefing:weld:123456:more',
  ])('is not «%s»', (text) => expect(readSignIn(text)).toBeNull());

  it('is scanned from a phone 375 px wide, where a code is 225 px, however long it is', () => {
    for (const secret of ['000000', '123456']) {
      const { text, rows } = signCode('training', 'a1b2c3d4-0000-4000-8000-000000000000', secret);
      expect(readQr(shown(rows, 225))).toBe(text);
    }
    const { kind, id, secret } = readSignIn(LONGEST)!;
    expect(readQr(shown(signCode(kind, id, secret).rows, 260))).toBe(LONGEST);
  });
});

describe('digits', () => {
  it.each([
    ['123456', '123456'],
    [' 012 345 ', '012345'],
    ['１２３　４５６', '123456'],
    ['123-456', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
  ])('«%s» are %s', (text, secret) => expect(typedSecret(text)).toBe(secret));
});
