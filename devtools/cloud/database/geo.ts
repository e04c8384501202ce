/** Geospatial queries: distances on the sphere, and shapes that hold or cross one another. */
import { NotEmulated } from '../types';
import { refused } from './errors';
import type { Position, Shape } from './geometry';
import { contains, intersects, pointOf, shapeOf } from './geometry';
import type { Doc, Value } from './values';
import { isDoc, valueAt } from './values';

/** MongoDB's mean radius of the earth in metres. */
export const EARTH_RADIUS = 6378100;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The angle between two positions in radians (haversine). */
export function angle([lng1, lat1]: Position, [lng2, lat2]: Position): number {
  const h =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lng2 - lng1) / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A search by distance: `$nearSphere`, or the `$geoNear` stage. Distances in metres. */
export interface Near {
  path: string;
  centre: Position;
  min: number;
  max: number;
}

function metres(value: Value | undefined, otherwise: number, scale: number): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || value < 0) throw refused('distance must be a non-negative number');
  return value * scale;
}

/** Reads `{$nearSphere: {$geometry, $minDistance, $maxDistance}}`, or the legacy `[lng, lat]` with radians. */
export function nearOf(path: string, condition: Doc): Near {
  const operand = condition['$nearSphere'] ?? condition['$near'] ?? null;
  const geometry = isDoc(operand) && operand['$geometry'] !== undefined ? operand['$geometry'] : undefined;
  const centre = pointOf(geometry ?? operand);
  if (!centre) throw refused(`invalid point in $nearSphere of ${path}`);
  const options = geometry !== undefined && isDoc(operand) ? operand : condition;
  const scale = geometry === undefined ? EARTH_RADIUS : 1;
  return {
    path,
    centre,
    min: metres(options['$minDistance'], 0, scale),
    max: metres(options['$maxDistance'], Infinity, scale),
  };
}

/** The distance of a document in metres, or null when it has no point there or lies outside the ring. */
export function distanceOf(doc: Doc, near: Near): number | null {
  const position = pointOf(valueAt(doc, near.path));
  if (!position) return null;
  const distance = angle(near.centre, position) * EARTH_RADIUS;
  return distance >= near.min && distance <= near.max ? distance : null;
}

/** The `$nearSphere` of a filter, which also sorts; only one may stand, outside `$or`. */
export function nearIn(filter: Doc): Near | null {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        const near = isDoc(part) ? nearIn(part) : null;
        if (near) return near;
      }
    }
    if (isDoc(condition) && ('$nearSphere' in condition || '$near' in condition)) {
      return nearOf(path, condition);
    }
  }
  return null;
}

function region(operand: Value): (shape: Shape) => boolean {
  const spec = isDoc(operand) ? operand : {};
  const sphere = spec['$centerSphere'];
  if (Array.isArray(sphere)) {
    const centre = pointOf(sphere[0]);
    const radius = sphere[1];
    if (!centre || typeof radius !== 'number') throw refused('$centerSphere takes [[lng, lat], radians]');
    return (shape) => shape.positions.every((position) => angle(centre, position) <= radius);
  }
  const area = shapeOf(spec['$geometry']);
  if (!area) throw new NotEmulated(`$geoWithin ${Object.keys(spec).join(', ')}`);
  if (area.polygons.length === 0) throw refused('$geoWithin needs a polygon');
  return (shape) => contains(area, shape);
}

function touching(operand: Value): (shape: Shape) => boolean {
  const area = shapeOf(isDoc(operand) ? operand['$geometry'] : undefined);
  if (!area) throw refused('$geoIntersects needs a $geometry');
  return (shape) => intersects(area, shape);
}

const onShape =
  (compile: (operand: Value) => (shape: Shape) => boolean) =>
  (path: string, operand: Value): ((doc: Doc) => boolean) => {
    const test = compile(operand);
    return (doc) => {
      const shape = shapeOf(valueAt(doc, path));
      return shape !== null && test(shape);
    };
  };

const near =
  (name: '$nearSphere' | '$near') =>
  (path: string, operand: Value): ((doc: Doc) => boolean) => {
    const search = nearOf(path, { [name]: operand });
    return (doc) => distanceOf(doc, search) !== null;
  };

/** Accepted beside a legacy `$nearSphere: [lng, lat]`, which reads them itself. */
const beside = (): (() => boolean) => () => true;

/** The query operators that mingo lacks. */
export const geoOperators = {
  $nearSphere: near('$nearSphere'),
  $near: near('$near'),
  $geoWithin: onShape(region),
  $geoIntersects: onShape(touching),
  $maxDistance: beside,
  $minDistance: beside,
};
