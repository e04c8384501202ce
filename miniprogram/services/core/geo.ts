/** Which areas a position may be in, by their outlines; a plant is small enough to be flat. Pure. */
import type { Position } from '../../../typings/domain';
import type { Area } from './places';

type Corner = readonly [longitude: number, latitude: number];

/** Metres of a degree of latitude. */
const METRES_PER_DEGREE = 111_200;

/** Around a position this far an area may still be meant: people stand at its edge, and outlines are drawn by hand (m). */
const REACH = 30;

/** A fix that is worse than this says nothing about an area (m). */
const WORST = 500;

/** A point on the ground, metres east and north of the position. */
interface Offset {
  x: number;
  y: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The shorter way around the earth. */
const turn = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

const offsetFrom =
  ({ longitude, latitude }: Pick<Position, 'longitude' | 'latitude'>) =>
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

/** Metres from a position to an outline; 0 inside. */
export function distanceTo(
  position: Pick<Position, 'longitude' | 'latitude'>,
  outline: readonly Corner[],
): number {
  const corners = outline.map(offsetFrom(position));
  if (surrounds(corners)) return 0;
  return Math.min(
    ...corners.map((a, index) => distanceToSide(a, corners[(index + 1) % corners.length] ?? a)),
  );
}

/** `coarse`: the fix is too poor to choose by; `outside`: no area is near. */
export type Around = { kind: 'areas'; areas: Area[] } | { kind: 'coarse' } | { kind: 'outside' };

/**
 * The areas that a position may be in: those around it first, among them those of `recent` first, then the nearest. All
 * floors of a building are among them, because a position has none.
 * @param recent - ids of the areas that were reported at last, latest first
 */
export function areasAround(
  position: Position,
  areas: readonly Area[],
  recent: readonly string[] = [],
): Around {
  const { accuracy } = position;
  if (!(accuracy <= WORST)) return { kind: 'coarse' };
  const rank = ({ id }: Area): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const near = areas
    .flatMap((area) =>
      area.outline === undefined ? [] : [{ area, metres: distanceTo(position, area.outline) }],
    )
    .filter(({ metres }) => metres <= REACH + accuracy)
    .sort(
      (a, b) =>
        Number(a.metres > 0) - Number(b.metres > 0) ||
        (a.metres > 0 ? 0 : rank(a.area) - rank(b.area)) ||
        a.metres - b.metres,
    );
  return near.length === 0 ? { kind: 'outside' } : { kind: 'areas', areas: near.map(({ area }) => area) };
}
