/** The way of a patrol as a small plane, north up: where the stops are and what lies around them. A phone draws it without a network. */
import type { Places } from '../../../typings/config';
import type { TaskStop, WalkMap } from '../../../typings/inspection';

type Degrees = [longitude: number, latitude: number];

/** An area that somebody drew; gcj02 degrees. */
export interface Ground {
  id: string;
  name: string;
  building: string;
  floor: string;
  corners: Degrees[];
}

/** What is looked up for the way. */
export interface Grounds {
  grounds: readonly Ground[];
  point: (id: string) => Places['points'][number] | undefined;
}

interface Spot {
  x: number;
  y: number;
}

/** Left free at each side of the plane. */
const MARGIN = 8;

/** Degrees below which stops are at one spot. */
const SMALLEST = 1e-9;

/** How high the plane is for a width of 100. */
const LOWEST = 60;
const HIGHEST = 120;

/** Neighbours that are drawn for orientation; each task carries them. */
const NEIGHBOURS = 30;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The middle of the box around an outline. */
function middleOf(corners: readonly Degrees[]): Degrees {
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return [middle(corners.map(([east]) => east)), middle(corners.map(([, north]) => north))];
}

/** Floors of one building lie upon each other: then each says which it is. */
const nameIn =
  (route: readonly Ground[]) =>
  ({ name, building, floor }: Ground): string =>
    route.some((other) => other.building === building && other.floor !== floor) ? `${name} ${floor}` : name;

/** From degrees to the plane: the box around what the route comes to, with a margin, neither too flat nor too high. */
function frame(all: readonly Degrees[]): { height: number; place: (at: Degrees) => Spot } {
  // Degrees of longitude are shorter than those of latitude.
  const narrow = Math.cos((mean(all.map(([, north]) => north)) * Math.PI) / 180);
  const xs = all.map(([east]) => east * narrow);
  const ys = all.map(([, north]) => north);
  const [west, north] = [Math.min(...xs), Math.max(...ys)];
  const [across, down] = [Math.max(...xs) - west, north - Math.min(...ys)];
  // Stops at one spot are as good as a dot in the middle.
  const [wide, high] = [100 - 2 * MARGIN, HIGHEST - 2 * MARGIN];
  const unit = wide / Math.max(across, (down * wide) / high, SMALLEST);
  const height = Math.min(HIGHEST, Math.max(LOWEST, down * unit + 2 * MARGIN));
  const [left, top] = [(100 - across * unit) / 2, (height - down * unit) / 2];
  return {
    height: rounded(height),
    place: ([east, up]) => ({
      x: rounded(left + (east * narrow - west) * unit),
      y: rounded(top + (north - up) * unit),
    }),
  };
}

const isWithin = (corners: readonly Spot[], height: number): boolean =>
  corners.some(({ x, y }) => x > 0 && x < 100 && y > 0 && y < height);

/**
 * A point without a location is in the middle of its area; drawing keeps the numbers of several apart.
 * @returns null when there is no way to draw: a single stop, or one of which nobody knows where it is
 */
export function walkMap(
  stops: readonly Pick<TaskStop, 'pointId' | 'areaId'>[],
  { grounds, point }: Grounds,
): WalkMap | null {
  const byId = new Map(grounds.map((ground) => [ground.id, ground]));
  const found = stops.flatMap(({ pointId, areaId }) => {
    const corners = byId.get(areaId)?.corners;
    const at = point(pointId)?.location ?? (corners === undefined ? undefined : middleOf(corners));
    return at === undefined ? [] : [{ pointId, at }];
  });
  if (stops.length < 2 || found.length < stops.length) return null;
  const route = [...new Set(stops.map(({ areaId }) => areaId))].flatMap((id) => byId.get(id) ?? []);
  const { height, place } = frame([...route.flatMap(({ corners }) => corners), ...found.map(({ at }) => at)]);
  const drawn = (ground: Ground, name: string): WalkMap['areas'][number] => ({
    name,
    corners: ground.corners.map(place),
  });
  const nameOf = nameIn(route);
  const around = grounds
    .filter((ground) => !route.includes(ground))
    .map((ground) => drawn(ground, ''))
    .filter(({ corners }) => isWithin(corners, height))
    .slice(0, NEIGHBOURS);
  return {
    height,
    areas: [...around, ...route.map((ground) => drawn(ground, nameOf(ground)))],
    stops: found.map(({ pointId, at }) => ({ pointId, ...place(at) })),
  };
}
