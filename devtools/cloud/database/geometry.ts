/** GeoJSON shapes in the plane of longitude and latitude: which holds which, which cross. */
import type { Value } from './values';
import { isDoc } from './values';

/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

type Ring = readonly Position[];

/** Any GeoJSON geometry, taken apart; `polygons` are rings, the first the border and the others holes. */
export interface Shape {
  positions: Position[];
  segments: [Position, Position][];
  polygons: Ring[][];
}

function position(value: Value | undefined): Position | null {
  if (!Array.isArray(value)) return null;
  const [longitude, latitude] = value;
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
}

/** A point: GeoJSON, `[lng, lat]`, or a legacy object whose first two fields are numbers. */
export function pointOf(value: Value | undefined): Position | null {
  if (!isDoc(value)) return position(value);
  if (value['type'] === 'Point') return position(value['coordinates']);
  return 'type' in value ? null : position(Object.values(value).slice(0, 2));
}

function positions(value: Value | undefined): Position[] {
  return Array.isArray(value) ? value.map((one) => position(one)).filter((one) => one !== null) : [];
}

function line(points: Position[]): Shape {
  const segments = points.slice(1).map((end, index): [Position, Position] => [points[index] ?? end, end]);
  return { positions: points, segments, polygons: [] };
}

function polygon(value: Value | undefined): Shape {
  const rings = (Array.isArray(value) ? value : []).map((ring) => positions(ring));
  const border = merge(rings.map((ring) => line(ring)));
  return { ...border, polygons: [rings] };
}

function merge(shapes: Shape[]): Shape {
  return {
    positions: shapes.flatMap((shape) => shape.positions),
    segments: shapes.flatMap((shape) => shape.segments),
    polygons: shapes.flatMap((shape) => shape.polygons),
  };
}

const each = (value: Value | undefined, read: (part: Value) => Shape): Shape =>
  merge((Array.isArray(value) ? value : []).map((part) => read(part)));

/** Reads a geometry; null for what is none. */
export function shapeOf(value: Value | undefined): Shape | null {
  const point = pointOf(value);
  if (point) return { positions: [point], segments: [], polygons: [] };
  if (!isDoc(value)) return null;
  const { type, coordinates } = value;
  switch (type) {
    case 'MultiPoint':
      return { positions: positions(coordinates), segments: [], polygons: [] };
    case 'LineString':
      return line(positions(coordinates));
    case 'MultiLineString':
      return each(coordinates, (part) => line(positions(part)));
    case 'Polygon':
      return polygon(coordinates);
    case 'MultiPolygon':
      return each(coordinates, polygon);
    default:
      return null;
  }
}

/** Twice the signed area of a triangle: its sign says on which side of a→b the point c lies. */
function side(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function onSegment([a, b]: [Position, Position], point: Position): boolean {
  return (
    side(a, b, point) === 0 &&
    Math.min(a[0], b[0]) <= point[0] &&
    point[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= point[1] &&
    point[1] <= Math.max(a[1], b[1])
  );
}

function cross(first: [Position, Position], second: [Position, Position]): boolean {
  const [a, b] = first;
  const [c, d] = second;
  const apart =
    Math.sign(side(a, b, c)) * Math.sign(side(a, b, d)) < 0 &&
    Math.sign(side(c, d, a)) * Math.sign(side(c, d, b)) < 0;
  return apart || onSegment(first, c) || onSegment(first, d) || onSegment(second, a) || onSegment(second, b);
}

/** Even-odd rule; a point on the border is inside. */
function inRing(ring: Ring, point: Position): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const a = ring[at];
    const b = ring[before];
    if (!a || !b) continue;
    if (onSegment([a, b], point)) return true;
    const crosses =
      a[1] > point[1] !== b[1] > point[1] &&
      point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0];
    if (crosses) inside = !inside;
  }
  return inside;
}

function holds(shape: Shape, point: Position): boolean {
  return shape.polygons.some(([border = [], ...holes]) => {
    return inRing(border, point) && !holes.some((hole) => inRing(hole, point));
  });
}

/** Whether every point of `inner` lies in the polygons of `area`. */
export function contains(area: Shape, inner: Shape): boolean {
  if (!inner.positions.every((point) => holds(area, point))) return false;
  const midpoints = inner.segments.map(([a, b]): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  return midpoints.every((point) => holds(area, point));
}

/** Whether two shapes share a point. */
export function intersects(one: Shape, other: Shape): boolean {
  const touches = (a: Shape, b: Shape): boolean =>
    b.positions.some(
      (point) =>
        holds(a, point) ||
        a.segments.some((segment) => onSegment(segment, point)) ||
        a.positions.some((mine) => mine[0] === point[0] && mine[1] === point[1]),
    );
  return (
    touches(one, other) ||
    touches(other, one) ||
    one.segments.some((first) => other.segments.some((second) => cross(first, second)))
  );
}
