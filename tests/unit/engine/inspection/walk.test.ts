/** The way of a patrol on a plane: north up, true to the ground, and none where nobody knows the ground. */
import { walkMap, type Ground, type Grounds } from '../../../../cloudfunctions/engine/inspection/walk';
import { made, PATROL } from './fixtures';

type Degrees = [longitude: number, latitude: number];

/** Metres from a corner of the plant, as degrees at 31° north. */
const at = (east: number, north: number): Degrees => [
  121.47 + east / (111_200 * Math.cos((31.23 * Math.PI) / 180)),
  31.23 + north / 111_200,
];

const box = (
  id: string,
  east: number,
  north: number,
  wide: number,
  high: number,
  floor = '一层',
): Ground => ({
  id,
  name: id,
  building: '1号厂房',
  floor,
  corners: [at(east, north), at(east + wide, north), at(east + wide, north + high), at(east, north + high)],
});

const stop = (pointId: string, areaId = 'hall') => ({ pointId, areaId });

const around = (grounds: Ground[], located: Record<string, Degrees> = {}): Grounds => ({
  grounds,
  point: (id) => {
    const location = located[id];
    const point = { id, no: id, name: id, areaId: 'hall', riskColor: 'red' } as const;
    return location === undefined ? point : { ...point, location };
  },
});

const HALL = box('hall', 0, 0, 100, 80);

describe('the plane of a patrol', () => {
  it('has north up and the scale of the ground in both directions', () => {
    const located = { west: at(10, 40), east: at(60, 40), north: at(10, 70) };
    const map = walkMap([stop('west'), stop('east'), stop('north')], around([HALL], located));
    const [west, east, north] = map?.stops ?? [];
    const right = (east?.x ?? 0) - (west?.x ?? 0);
    const up = (west?.y ?? 0) - (north?.y ?? 0);
    expect([right, up]).toEqual([expect.closeTo(42, 0), expect.closeTo(25.2, 0)]);
    expect(east?.y).toBeCloseTo(west?.y ?? 0, 0);
  });

  it('holds everything that the route comes to, with a margin', () => {
    const map = walkMap([stop('a'), stop('b', 'yard')], around([HALL, box('yard', 180, -40, 20, 20)]));
    for (const { corners } of map?.areas ?? [])
      for (const { x, y } of corners) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(7.9);
        expect(x).toBeLessThanOrEqual(92.1);
        expect(y).toBeLessThanOrEqual((map?.height ?? 0) - 7.9);
      }
  });

  it.each([
    ['a corridor', box('hall', 0, 0, 200, 4), 60],
    ['a tower', box('hall', 0, 0, 4, 200), 120],
  ])('is neither too flat nor too high for a phone: %s', (_what, hall, height) => {
    const map = walkMap([stop('a'), stop('b')], around([hall]));
    expect(map?.height).toBeCloseTo(height, 0);
    for (const { x, y } of map?.areas[0]?.corners ?? []) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect([x <= 100, y <= height]).toEqual([true, true]);
    }
  });

  it('puts a point without a location into the middle of its area', () => {
    const map = walkMap([stop('a'), stop('b')], around([HALL], { b: at(10, 10) }));
    const xs = map?.areas[0]?.corners.map(({ x }) => x) ?? [];
    expect(map?.stops[0]?.x).toBeCloseTo((Math.min(...xs) + Math.max(...xs)) / 2, 0);
  });

  it('names the areas of the route, with their floors where they lie upon each other, and no others', () => {
    const lab = box('lab', 10, 10, 20, 20, '二层');
    const near = box('store', 95, 10, 20, 20);
    const far = box('canteen', 900, 900, 20, 20);
    const map = walkMap([stop('a'), stop('b', 'lab')], around([HALL, lab, near, far]));
    expect(map?.areas.map(({ name }) => name)).toEqual(['', 'hall 一层', 'lab 二层']);
  });

  it('is there when all stops are at one spot without an outline', () => {
    const map = walkMap([stop('a'), stop('b')], around([], { a: at(1, 1), b: at(1, 1) }));
    expect(map?.stops.map(({ x, y }) => [x, y])).toEqual([
      [50, 30],
      [50, 30],
    ]);
  });

  it('is none for a single stop, or when nobody knows where one of them is', () => {
    expect(walkMap([stop('a')], around([HALL]))).toBeNull();
    expect(walkMap([stop('a'), stop('b', 'nowhere')], around([HALL]))).toBeNull();
  });
});

it('is carried by a patrol and not by the check of one machine', () => {
  expect(made(PATROL).walk?.stops.map(({ pointId }) => pointId)).toEqual(['a-1', 'a-2']);
  expect(made()).not.toHaveProperty('walk');
});
