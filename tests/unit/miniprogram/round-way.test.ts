/** The way of a patrol on the phone: numbers apart, in walking order, and how far it is in words. */
import { lineBetween, planeOf, spread } from '../../../miniprogram/packages/inspection/round/plane';
import { isUnwalked, reachedWords, wayOf } from '../../../miniprogram/packages/inspection/round/way';
import { answered, type Round } from '../../../miniprogram/services/core/round';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { WalkMap } from '../../../typings/inspection';
import { fine, item, roundOf, stop, taskView } from './inspection';

const t = TEXT.inspection;
const SCREEN = { width: 325, dot: 46, letter: 13 };
const NARROW = { width: 270, dot: 54, letter: 16 };

const box = (name: string, x: number, y: number, size: number): WalkMap['areas'][number] => ({
  name,
  corners: [
    { x, y },
    { x: x + size, y },
    { x: x + size, y: y + size },
    { x, y: y + size },
  ],
});

const mapOf = (spots: [number, number][], height = 80): WalkMap => ({
  height,
  areas: [box('', 1, 1, 10), box('配电室', 10, 10, 60)],
  stops: spots.map(([x, y], index) => ({ pointId: `p-${index}`, x, y })),
});

describe('numbers that would cover each other', () => {
  it.each([
    [
      'two at one spot',
      [
        { x: 50, y: 50 },
        { x: 50, y: 50 },
      ],
    ],
    [
      'three in a corner',
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 0, y: 1 },
      ],
    ],
    ['twelve in the middle of one area', Array.from({ length: 12 }, () => ({ x: 50, y: 50 }))],
  ])('are moved apart and stay on the plane: %s', (_what, spots) => {
    const moved = spread(spots, 15, 100);
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(14);
      expect([a.x >= 7.5, a.x <= 92.5, a.y >= 7.5, a.y <= 92.5]).toEqual([true, true, true, true]);
    });
  });

  it('stay where they are when they do not', () => {
    const spots = [
      { x: 20, y: 20 },
      { x: 60, y: 40 },
    ];
    expect(spread(spots, 15, 80)).toEqual(spots);
  });

  it.each([SCREEN, NARROW])(
    'are never smaller for it: a long route is drawn higher on a screen of $width px',
    (screen) => {
      const { dots, height } = planeOf(mapOf(Array.from({ length: 40 }, () => [50, 40])), screen);
      const px = dots.map(({ left, top }) => ({
        x: (left / 100) * screen.width,
        y: (top / 100) * (height / 100) * screen.width,
      }));
      px.forEach((a, i) => {
        for (const b of px.slice(i + 1))
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(screen.dot * 0.9);
      });
    },
  );
});

describe('the line of the way', () => {
  it('leads from stop to stop in walking order', () => {
    const { legs, dots, height } = planeOf(
      mapOf([
        [20, 20],
        [80, 20],
        [80, 60],
      ]),
      SCREEN,
    );
    expect(dots.map(({ pointId }) => pointId)).toEqual(['p-0', 'p-1', 'p-2']);
    expect(legs).toEqual([
      { key: 0, left: 20, top: 25, width: 60, turn: 0 },
      { key: 1, left: 80, top: 25, width: 40, turn: 90 },
    ]);
    expect(height).toBe(80);
  });

  it('is turned as the screen turns', () => {
    expect(lineBetween({ x: 10, y: 10 }, { x: 40, y: 50 }, 100, 3)).toEqual({
      ...{ key: 3, left: 10, top: 10, width: 50 },
      turn: 53.13,
    });
  });
});

it('names the areas of the route where neither numbers nor names cover them', () => {
  const { names, areas } = planeOf(
    mapOf([
      [40, 14],
      [40, 66],
    ]),
    SCREEN,
  );
  expect(names.map(({ text }) => text)).toEqual(['配电室']);
  expect(areas.map(({ named }) => named)).toEqual([false, true]);
  const [{ left, width, top } = { left: 0, width: 0, top: 0 }] = names;
  expect([left >= 0, left + width <= 100, top >= 0]).toEqual([true, true, true]);
});

const points = ['e-01', 'e-02', 'e-03'];
const patrol = taskView({
  kind: 'patrol',
  stops: points.map((id, index) =>
    stop(id.toUpperCase(), [item(`${id}:a`)], { pointId: id, pointName: `柜 ${index}`, areaName: '配电室' }),
  ),
  walk: { ...mapOf([]), stops: points.map((pointId, n) => ({ pointId, x: 20 + n * 25, y: 40 })) },
});
const after = (...ids: string[]): Round =>
  ids.reduce((round, id, n) => answered(round, fine(`${id}:a`), `a-${n}`, null), roundOf());

describe('how far a patrol is', () => {
  it('is said in words, with the stops ticked and the next one standing out', () => {
    const way = wayOf(patrol, after('e-01'), SCREEN);
    expect(way.sentence).toBe('已到 1 / 3 处，下一处 E-02 柜 1');
    expect(way.go).toBe(fill(t.goThere, { other: 'E-02' }));
    expect(way.map?.dots.map(({ mark }) => mark)).toEqual(['done', 'next', 'open']);
    expect(way.map?.legs.map(({ done }) => done)).toEqual([false, false]);
    expect(wayOf(patrol, after('e-01', 'e-02'), SCREEN).map?.legs.map(({ done }) => done)).toEqual([
      true,
      false,
    ]);
  });

  it('is over once all was looked at, and says how many labels were read', () => {
    const round = { ...after(...points), seen: { 'e-01': 'scanned' as const } };
    expect(wayOf(patrol, round, SCREEN)).toMatchObject({ sentence: fill(t.wayOver, { all: 3 }), go: '' });
    expect(reachedWords(patrol, round)).toBe('3 处都到了，扫过标签 1 处');
    expect(reachedWords(patrol, after('e-01'))).toBe('3 处到了 1 处，都没扫标签');
  });

  it('misses no label where no phone may be used', () => {
    const mixed = taskView({
      kind: 'patrol',
      stops: patrol.stops.map((one, n) => (n === 0 ? { ...one, areaId: 'gas' } : one)),
    });
    const words = (areas: string[], ...ids: string[]): string =>
      reachedWords(mixed, after(...ids), new Set(areas));
    expect(words(['gas'], 'e-01')).toBe('3 处到了 1 处。不能用手机的地方，填了就算');
    expect(words(['gas', 'a-1'], ...points)).toBe('3 处都到了。不能用手机的地方，填了就算');
    expect(words(['gas'], ...points)).toBe('3 处都到了，能用手机的 2 处都没扫标签');
    expect(words(['gas'], 'e-02')).toBe('3 处到了 1 处，都没扫标签');
    expect(words(['gas'])).toBe('3 处到了 0 处，都没扫标签');
  });

  it('is a list where the task is older than the places of points', () => {
    const old = taskView({ kind: 'patrol', stops: patrol.stops });
    const way = wayOf(old, roundOf(), SCREEN);
    expect([way.map, way.stops.map(({ n }) => n)]).toEqual([null, [1, 2, 3]]);
  });

  it('is shown first while nothing was done, and never for one machine', () => {
    expect([isUnwalked(patrol, roundOf()), isUnwalked(patrol, after('e-01'))]).toEqual([true, false]);
    expect(isUnwalked(taskView({ kind: 'spotCheck' }), roundOf())).toBe(false);
    expect(wayOf(taskView({ kind: 'spotCheck' }), roundOf(), SCREEN).stops).toEqual([]);
  });
});
