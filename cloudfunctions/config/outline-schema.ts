/** Schema of an area's outline: corners on the earth, in order, around something that fits into a plant. */
import * as v from 'valibot';
import { choice, list, shape } from './parts';

/** A plant is smaller; corners farther apart are mistyped (km). */
const WIDEST = 5;

/** Kilometres of a degree of latitude; a degree of longitude is less. */
const KM_PER_DEGREE = 111.2;

type Corner = [longitude: number, latitude: number];

const degrees = (label: string, limit: number) =>
  v.pipe(
    v.number(`${label}要写成数字`),
    v.minValue(-limit, `${label}要在 -${limit} 到 ${limit} 之间`),
    v.maxValue(limit, `${label}要在 -${limit} 到 ${limit} 之间`),
  );

const onEarth = (why: string) => v.strictTuple([degrees('经度', 180), degrees('纬度', 90)], why);

const corner = onEarth('一个角是两个数字，先经度后纬度');

/** Where a point is, gcj02 degrees. */
export const locationSchema = onEarth('点位的位置是两个数字，先经度后纬度');

/** The longer side of the box around it (km). */
function width(corners: readonly Corner[]): number {
  const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);
  const [, latitude = 0] = corners[0] ?? [];
  const east = spread(corners.map(([longitude]) => longitude)) * Math.cos((latitude * Math.PI) / 180);
  return Math.max(east * KM_PER_DEGREE, spread(corners.map(([, north]) => north)) * KM_PER_DEGREE);
}

/** Twice the area inside, in square degrees (the shoelace formula). */
const inside = (corners: readonly Corner[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0),
  );

export const outlineSchema = shape({
  system: choice('坐标系', ['gcj02', 'wgs84']),
  corners: v.pipe(
    list(corner, '区域轮廓的角', 100, 3),
    v.check((corners) => inside(corners) > 0, '区域轮廓的角在一条线上，围不成一块地方'),
    v.check((corners) => width(corners) <= WIDEST, `区域轮廓超过 ${WIDEST} 公里，坐标可能写错了`),
  ),
});
