/** From a position to the areas it may be in: a position never blocks, whatever the phone says. */
import fc from 'fast-check';
import { areasAround } from '../../../miniprogram/services/core/geo';
import { distanceTo, metresBetween } from '../../../miniprogram/shared/geo';
import type { Area } from '../../../miniprogram/services/core/places';
import { starterView } from '../../support/starter-view';

const { areas } = starterView();
const areaOf = (id: string): Area => areas.find((area) => area.id === id)!;
const outlineOf = (id: string) => areaOf(id).outline!;

/** An area as phones had it before anybody drew one. */
const BARE: Area = {
  ...{ id: '', name: '', building: '', floor: '', zone: '' },
  riskColor: 'blue',
  phoneFree: false,
};

/** The middle of an area. */
function middle(id: string): { longitude: number; latitude: number } {
  const corners = outlineOf(id);
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { longitude: mean(corners.map(([x]) => x)), latitude: mean(corners.map(([, y]) => y)) };
}
const at = (place: { longitude: number; latitude: number }, accuracy = 5) => ({ ...place, accuracy });

/** Ids of the areas, or in a list why there are none. */
const found = (position: Parameters<typeof areasAround>[0], recent: string[] = []): string[] => {
  const around = areasAround(position, areas, recent);
  return around.kind === 'areas' ? around.areas.map(({ id }) => id) : [around.kind];
};

/** A square of 100 m on the equator. */
const SQUARE: [number, number][] = [
  [0, 0],
  [100 / 111_200, 0],
  [100 / 111_200, 100 / 111_200],
  [0, 100 / 111_200],
];
const metres = (x: number, y: number) => ({ longitude: x / 111_200, latitude: y / 111_200 });

describe('the distance between two positions', () => {
  it.each([
    ['none', { longitude: 121.47, latitude: 31.23 }, { longitude: 121.47, latitude: 31.23 }, 0],
    [
      'north',
      { longitude: 121.47, latitude: 31.23 },
      { longitude: 121.47, latitude: 31.23 + 1 / 1_112 },
      100,
    ],
    [
      'east, where degrees are narrow',
      { longitude: 10, latitude: 60 },
      { longitude: 10 + 1 / 556, latitude: 60 },
      100,
    ],
    [
      'over the date line',
      { longitude: 179.9999, latitude: 0 },
      { longitude: -179.9999, latitude: 0 },
      22.24,
    ],
  ])('%s', (_what, a, b, expected) => {
    expect(metresBetween(a, b)).toBeCloseTo(expected, 1);
    expect(metresBetween(b, a)).toBeCloseTo(expected, 1);
  });
});

describe('the distance to an outline', () => {
  it.each([
    ['inside', 50, 50, 0],
    ['east of it', 130, 50, 30],
    ['south of it', 10, -20, 20],
    ['off a corner', 103, 104, 5],
  ])('%s', (_, x, y, expected) => {
    expect(distanceTo(metres(x, y), SQUARE)).toBeCloseTo(expected, 3);
  });

  it('is the same whichever corner is told first, and in which direction one walks', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 300 }), fc.integer({ min: -200, max: 300 }), (x, y) => {
        const expected = distanceTo(metres(x, y), SQUARE);
        for (let turn = 1; turn < 4; turn += 1)
          expect(distanceTo(metres(x, y), [...SQUARE.slice(turn), ...SQUARE.slice(0, turn)])).toBeCloseTo(
            expected,
            6,
          );
        expect(distanceTo(metres(x, y), [...SQUARE].reverse())).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('is 0 in the notch of an L no more than outside of it', () => {
    const bent: [number, number][] = [
      [0, 0],
      [100, 0],
      [100, 40],
      [40, 40],
      [40, 100],
      [0, 100],
    ].map(([x = 0, y = 0]) => [x / 111_200, y / 111_200]);
    expect(distanceTo(metres(20, 80), bent)).toBe(0);
    expect(distanceTo(metres(70, 70), bent)).toBeCloseTo(30, 3);
  });

  it('goes over the date line', () => {
    const fiji: [number, number][] = [
      [179.9999, -17],
      [-179.9999, -17],
      [-179.9999, -16.9999],
    ];
    expect(distanceTo({ longitude: -179.99995, latitude: -16.99999 }, fiji)).toBe(0);
    expect(distanceTo({ longitude: 179.9998, latitude: -17 }, fiji)).toBeLessThan(20);
  });
});

describe('the areas around a position', () => {
  it.each(areas.map(({ id }) => id))(
    'has %s first for who stands in the middle of it, among what is above it',
    (id) => {
      const ids = found(at(middle(id)));
      const above = (other: string): boolean => distanceTo(middle(id), outlineOf(other)) === 0;
      expect(ids).toContain(id);
      expect(ids.slice(0, ids.indexOf(id)).every((other) => above(other))).toBe(true);
    },
  );

  it('has all floors of the place, the one that was used last first', () => {
    const place = at(middle('lab'));
    const there = found(place).filter((id) => distanceTo(place, outlineOf(id)) === 0);
    expect(there).toContain('lab');
    expect(there.length).toBeGreaterThan(1);
    expect(found(place, ['lab'])[0]).toBe('lab');
    const below = there.find((id) => id !== 'lab')!;
    expect(found(place, [below, 'lab']).slice(0, 2)).toEqual([below, 'lab']);
  });

  it('has what is near, nearest first, as far as the fix may be wrong', () => {
    const place = middle('canteen');
    const north = { ...place, latitude: place.latitude + 60 / 111_200 };
    expect(found(at(north))).toEqual(['outside']);
    expect(found(at(north, 40))).toEqual(['canteen']);
    const ids = found(at(middle('gas-manifold'), 60));
    const distances = ids.map((id) => distanceTo(middle('gas-manifold'), outlineOf(id)));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  it.each([
    ['on another continent', { longitude: -0.1276, latitude: 51.5072 }],
    ['at the pole', { longitude: 0, latitude: 90 }],
    ['at zero, as broken phones say', { longitude: 0, latitude: 0 }],
    ['on the other side of the date line', { longitude: -179.99, latitude: 31.23 }],
  ])('are none %s', (_, place) => {
    expect(found(at(place))).toEqual(['outside']);
  });

  it.each([501, 5_000, Infinity, NaN])('are none when the fix may be %p m off', (accuracy) => {
    expect(found(at(middle('canteen'), accuracy))).toEqual(['coarse']);
  });

  it('are none in a plant that nobody drew', () => {
    const undrawn = areas.map(({ id }) => ({ ...BARE, id }));
    expect(areasAround(at(middle('canteen')), undrawn)).toEqual({ kind: 'outside' });
  });

  it('are told for any position on earth', () => {
    const positions = fc.record({
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      accuracy: fc.double({ min: 0, max: 100_000, noNaN: true }),
    });
    fc.assert(fc.property(positions, (position) => found(position).length > 0));
  });
});
