/** Distances on the ground; a plant is small enough to be flat. Right to a hundredth within a town. */

/** Degrees. */
export interface Spot {
  longitude: number;
  latitude: number;
}

export type Corner = readonly [longitude: number, latitude: number];

/** Metres of a degree of latitude. */
const METRES_PER_DEGREE = 111_200;

/** A point on the ground, metres east and north of the position. */
interface Offset {
  x: number;
  y: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The shorter way around the earth. */
const turn = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

const offsetFrom =
  ({ longitude, latitude }: Spot) =>
  ([east, north]: Corner): Offset => ({
    x: turn(east - longitude) * METRES_PER_DEGREE * Math.cos(radians(latitude)),
    y: (north - latitude) * METRES_PER_DEGREE,
  });

/** Whether the origin lies between the corners, by counting the sides that a ray to the east crosses. */
function surrounds(corners: readonly Offset[]): boolean {
  let inside = false;
  corners.forEach((a, index) => {
    const b = corners[(index + 1) % corners.length] ?? a;
    if (a.y > 0 !== b.y > 0 && 0 < a.x + (a.y / (a.y - b.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

/** From the origin to the nearest place between two corners (m). */
function distanceToSide(a: Offset, b: Offset): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / length));
  return Math.hypot(a.x + along * dx, a.y + along * dy);
}

/** Metres between two positions. */
export function metresBetween(a: Spot, { longitude, latitude }: Spot): number {
  const { x, y } = offsetFrom(a)([longitude, latitude]);
  return Math.hypot(x, y);
}

/** Metres from a position to the border of an outline in the same degrees; 0 inside. */
export function distanceTo(position: Spot, outline: readonly Corner[]): number {
  const corners = outline.map(offsetFrom(position));
  if (surrounds(corners)) return 0;
  return Math.min(
    ...corners.map((a, index) => distanceToSide(a, corners[(index + 1) % corners.length] ?? a)),
  );
}
