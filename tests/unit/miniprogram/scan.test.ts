/** From a code or a typed number to a place of the plant; and what printers write is what scanners read. */
import fc from 'fast-check';
import app from '../../../miniprogram/app.json';
import { findLabel, pointNamed } from '../../../miniprogram/services/core/scan';
import {
  areaKey,
  LABEL_PAGE,
  LABEL_PREFIX,
  plainOf,
  pointNumber,
  readLabel,
  sceneOf,
  type LabelTarget,
} from '../../../miniprogram/shared/label';
import { starterView } from '../../support/starter-view';

const plant = starterView();
const somePoint = plant.points[0]!;
const someArea = plant.areas[0]!;

/** Any number that a plant may give, as the schema of places says. */
const numbers = fc.stringMatching(/^[A-Z]{1,3}-\d{2,4}$/);
const areaIds = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/);
const targets: fc.Arbitrary<LabelTarget> = fc.oneof(
  numbers.map((no) => ({ kind: 'point' as const, no })),
  areaIds.map((id) => ({ kind: 'area' as const, key: areaKey(id) })),
);

describe('what is printed', () => {
  it('is read again, from both codes', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(readLabel(sceneOf(target))).toEqual(target);
        expect(readLabel(plainOf(target))).toEqual(target);
        expect(readLabel(plainOf(target).toLowerCase())).toEqual(target);
      }),
    );
  });

  it('fits into a scene: 32 characters of those that WeChat allows', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(sceneOf(target)).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/);
      }),
    );
  });

  it('opens a page of the app', () => {
    const pages = app.subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`));
    expect([...app.pages, ...pages]).toContain(LABEL_PAGE);
  });

  it('begins as it hangs on the walls already', () => {
    expect(LABEL_PREFIX).toBe('SAFELOOP:');
    expect(plainOf({ kind: 'point', no: 'C-07' })).toBe('SAFELOOP:C-07');
    expect(plainOf({ kind: 'area', key: 'paint-room' })).toBe('SAFELOOP:.paint-room');
  });
});

describe('a number', () => {
  it.each([
    'C-07',
    'c-07',
    'c07',
    ' C 07 ',
    'Ｃ－０７',
    'ｃ０７',
    'C—07',
    'C–07',
    'C_07',
    'c.07',
    'C7',
    'C‑07',
    'C ー 07',
  ])('%p is C-07', (text) => {
    expect(pointNumber(text)).toBe('C-07');
  });

  it.each(['', '07', 'C', 'ABCD-07', 'C-12345', '车间7', 'C-0 7', 'http://c-07', '7C'])(
    '%p is none',
    (text) => {
      expect(pointNumber(text)).toBeNull();
    },
  );

  it('is found however it is written', () => {
    expect(pointNamed(somePoint.no.toLowerCase().replace('-', ''), plant)).toBe(somePoint);
    expect(pointNamed(somePoint.no.replace('-0', '-'), plant)).toBe(somePoint);
    expect([pointNamed('Z-99', plant), pointNamed(somePoint.no, null)]).toEqual([null, null]);
  });

  it('that two points could mean is neither, unless it is written as on one of them', () => {
    const points = [
      { ...somePoint, id: 'x', no: 'X-007' },
      { ...somePoint, id: 'y', no: 'X-0007' },
    ];
    expect(pointNamed('x7', { ...plant, points })).toBeNull();
    expect(pointNamed('x007', { ...plant, points })?.id).toBe('x');
  });
});

describe('a scanned code', () => {
  it.each([
    somePoint.no,
    ` ${somePoint.no.toLowerCase()} `,
    `p=${somePoint.no}`,
    encodeURIComponent(`p=${somePoint.no}`),
    `https://example.cn/q?x=1&p=${somePoint.no}#top`,
    `SAFELOOP:${somePoint.no}`,
    `safeloop:${somePoint.no}\n`,
  ])('%p is its point', (text) => {
    expect(findLabel(text, plant)).toEqual({ kind: 'point', point: somePoint });
  });

  it('of an entrance is its area', () => {
    for (const text of [`a=${someArea.id}`, `a%3D${someArea.id}`, `SAFELOOP:.${someArea.id.toUpperCase()}`])
      expect(findLabel(text, plant)).toEqual({ kind: 'area', area: someArea });
  });

  it('of an entrance with a long id is its area, as long as no other begins so', () => {
    const long = { ...someArea, id: 'a'.repeat(40) };
    const scene = sceneOf({ kind: 'area', key: areaKey(long.id) });
    expect(findLabel(scene, { ...plant, areas: [long] })).toEqual({ kind: 'area', area: long });
    const twin = { ...long, id: 'a'.repeat(41) };
    expect(findLabel(scene, { ...plant, areas: [long, twin] })).toEqual({ kind: 'unknown', no: '' });
  });

  it.each([
    ['SAFELOOP:Z-99', 'Z-99'],
    ['p=Z-99', 'Z-99'],
    ['z99', 'Z-99'],
    ['a=gone', ''],
  ])('%p is a label that was retired', (text, no) => {
    expect(findLabel(text, plant)).toEqual({ kind: 'unknown', no });
  });

  it.each([
    '',
    'p=',
    '%',
    'https://example.cn',
    'weixin://pay',
    'SAFELOOP:',
    'SAFELOOP:hello world',
    'wxp://f2f0',
    '6901234567892',
  ])('%p is no label', (text) => {
    expect(findLabel(text, plant)).toEqual({ kind: 'foreign' });
  });

  it('never breaks, whatever somebody printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(['point', 'area', 'unknown', 'foreign']).toContain(findLabel(text, plant).kind);
      }),
    );
  });
});
