/** The way of a patrol on a screen of some width: numbers that a glove can tell apart, the line between them, and names that cover neither. Pure. */
import type { WalkMap } from '../../../../typings/inspection';

/** What is drawn, in hundredths of the width of the plane; `left` and `width` of its width, `top` of its height. */
export interface Plane {
  /** For a width of 100. */
  height: number;
  areas: { key: number; named: boolean; shape: string; sides: Line[] }[];
  names: { text: string; left: number; top: number; width: number }[];
  legs: Line[];
  /** In walking order. */
  dots: { pointId: string; left: number; top: number }[];
}

export interface Line {
  key: number;
  left: number;
  top: number;
  width: number;
  /** Degrees, clockwise. */
  turn: number;
}

/** What the screen is like (px). */
export interface Screen {
  width: number;
  /** Across a number. */
  dot: number;
  /** Height of a letter of a name. */
  letter: number;
}

interface Spot {
  x: number;
  y: number;
}

/** Free between two numbers, and between a number and the edge (px). */
const FREE = 4;

/** So many letters of a name stand in one line. */
const LETTERS = 7;

/** The plane is so much larger than its numbers, or they could not be kept apart. */
const ROOM = 1.9;

const TRIES = 400;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Pushes two spots that are too close away from each other, each half of what is missing; those at one spot by their numbers. */
function push(a: Spot, b: Spot, gap: number, n: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const apart = Math.hypot(dx, dy);
  if (apart >= gap - 0.01) return false;
  // The golden angle: no two pairs go the same way.
  const angle = apart < 0.01 ? n * 2.4 : Math.atan2(dy, dx);
  const half = (gap - apart) / 2;
  a.x -= Math.cos(angle) * half;
  a.y -= Math.sin(angle) * half;
  b.x += Math.cos(angle) * half;
  b.y += Math.sin(angle) * half;
  return true;
}

/**
 * Moves spots apart as little as it takes, and keeps them on the plane.
 * @param gap - between the middles of two, in the units of the spots
 */
export function spread(spots: readonly Spot[], gap: number, height: number): Spot[] {
  const moved = spots.map(({ x, y }) => ({ x, y }));
  const edge = gap / 2;
  for (let tries = 0; tries < TRIES; tries += 1) {
    let pushed = 0;
    moved.forEach((a, i) => {
      for (const [j, b] of moved.slice(i + 1).entries()) pushed += Number(push(a, b, gap, i + j + 1));
    });
    for (const one of moved) {
      one.x = clamp(one.x, edge, 100 - edge);
      one.y = clamp(one.y, edge, height - edge);
    }
    if (pushed === 0) break;
  }
  return moved;
}

/** A straight line between two spots, as a thin box that is turned around its left end. */
export function lineBetween(a: Spot, b: Spot, height: number, key: number): Line {
  return {
    key,
    left: rounded(a.x),
    top: rounded((a.y / height) * 100),
    width: rounded(Math.hypot(b.x - a.x, b.y - a.y)),
    turn: rounded((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI),
  };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const boxAround = (spots: readonly Spot[], around = 0): Box => ({
  left: Math.min(...spots.map(({ x }) => x)) - around,
  top: Math.min(...spots.map(({ y }) => y)) - around,
  right: Math.max(...spots.map(({ x }) => x)) + around,
  bottom: Math.max(...spots.map(({ y }) => y)) + around,
});

/** How much of two boxes is common. */
const common = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** Where a name may stand by its area: within it at its upper and lower edge, then above, below and beside it. */
function seats(area: Box, wide: number, high: number, height: number): Box[] {
  const middle = (area.left + area.right) / 2;
  const beside = (area.top + area.bottom - high) / 2;
  const at = (left: number, top: number): Box => {
    const x = clamp(left, 0.5, 99.5 - wide);
    const y = clamp(top, 0.5, height - 0.5 - high);
    return { left: x, top: y, right: x + wide, bottom: y + high };
  };
  const [over, under] = [area.top - high - 0.5, area.bottom + 0.5];
  const tops = [
    area.top + 0.5,
    area.bottom - high - 0.5,
    over,
    under,
    over - high,
    under + high,
    under + 2 * high,
  ];
  return [
    ...tops.flatMap((top) =>
      [middle - wide / 2, area.left + 1, area.right - wide - 1].map((left) => at(left, top)),
    ),
    at(area.right + 1, beside),
    at(area.left - wide - 1, beside),
  ];
}

/** The names of areas, each where it covers the least of the numbers and of other names. */
function named(
  areas: WalkMap['areas'],
  taken: Box[],
  { width, letter }: Screen,
  height: number,
): Plane['names'] {
  const unit = 100 / width;
  return areas.flatMap(({ name, corners }) => {
    if (name === '') return [];
    const letters = Math.min(name.length, LETTERS);
    const wide = Math.min(99, (letters + 0.4) * letter * unit);
    const high = Math.ceil(name.length / LETTERS) * letter * 1.4 * unit;
    const cost = (box: Box): number => taken.reduce((sum, other) => sum + common(box, other), 0);
    const [seat] = seats(boxAround(corners), wide, high, height)
      .map((box, index) => ({ box, cost: cost(box) + index / 1_000 }))
      .sort((a, b) => a.cost - b.cost);
    if (seat === undefined) return [];
    taken.push(seat.box);
    const { left, top } = seat.box;
    return [{ text: name, left: rounded(left), top: rounded((top / height) * 100), width: rounded(wide) }];
  });
}

/** Lays the way out for a screen. A plane that is too small for its numbers is drawn higher, never with smaller ones. */
export function planeOf(map: WalkMap, screen: Screen): Plane {
  const gap = ((screen.dot + FREE) / screen.width) * 100;
  const height = rounded(Math.max(map.height, (map.stops.length * gap * gap * ROOM) / 100));
  const stretched = ({ x, y }: Spot): Spot => ({ x, y: (y / map.height) * height });
  const areas = map.areas.map(({ name, corners }) => ({ name, corners: corners.map(stretched) }));
  const dots = spread(map.stops.map(stretched), gap, height);
  const percent = ({ x, y }: Spot): string => `${rounded(x)}% ${rounded((y / height) * 100)}%`;
  const taken = dots.map((dot) => boxAround([dot], gap / 2));
  return {
    height,
    areas: areas.map(({ name, corners }, key) => ({
      key,
      named: name !== '',
      shape: corners.map(percent).join(','),
      sides: corners.map((corner, index) =>
        lineBetween(corner, corners[(index + 1) % corners.length] ?? corner, height, index),
      ),
    })),
    names: named(areas, taken, screen, height),
    legs: dots.slice(1).map((dot, index) => lineBetween(dots[index] ?? dot, dot, height, index)),
    dots: dots.map((dot, index) => ({
      pointId: map.stops[index]?.pointId ?? '',
      left: rounded(dot.x),
      top: rounded((dot.y / height) * 100),
    })),
  };
}
