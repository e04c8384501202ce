/** How far a position is from an area, or from another position, on the ground. */
import type { Outline } from '../../../typings/config';
import type { Position } from '../../../typings/domain';
import { cornersForPhones } from './outline';

/** Metres to a degree of latitude, and of longitude at the equator. */
const METRES_PER_DEGREE = 111_320;

type Spot = [x: number, y: number];

/** From the origin to the nearest spot between two corners. */
function toSide([ax, ay]: Spot, [bx, by]: Spot): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}

/** Metres between two positions; right to a thousandth within a town. */
export function metresBetween(
  a: Pick<Position, 'longitude' | 'latitude'>,
  b: Pick<Position, 'longitude' | 'latitude'>,
): number {
  const scale = Math.cos((a.latitude * Math.PI) / 180);
  return METRES_PER_DEGREE * Math.hypot((a.longitude - b.longitude) * scale, a.latitude - b.latitude);
}

/** Whether a side is crossed on the way from the origin to the east. */
const isCrossed = ([ax, ay]: Spot, [bx, by]: Spot): boolean =>
  ay > 0 !== by > 0 && ax + ((bx - ax) * -ay) / (by - ay) > 0;

/**
 * Metres from a position to the border of an area; 0 inside of it. Plane geometry: right to a thousandth within a town.
 * @param position - gcj02 degrees
 */
export function distanceTo(
  outline: Outline,
  { longitude, latitude }: Pick<Position, 'longitude' | 'latitude'>,
): number {
  const scale = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const spots = cornersForPhones(outline).map(([east, north]): Spot => [
    (east - longitude) * scale,
    (north - latitude) * METRES_PER_DEGREE,
  ]);
  const sides = spots.map((spot, index): [Spot, Spot] => [spot, spots[(index + 1) % spots.length] ?? spot]);
  const isInside = sides.filter(([a, b]) => isCrossed(a, b)).length % 2 === 1;
  return isInside ? 0 : Math.round(Math.min(...sides.map(([a, b]) => toSide(a, b))));
}
