/** The outlines of areas: what a plant may draw, and that phones get all of them in the degrees they measure in. */
import gcoord from 'gcoord';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { cornersForPhones } from '../../../cloudfunctions/features/plant/outline';
import { distanceTo } from '../../../miniprogram/shared/geo';
import { AppError } from '../../../miniprogram/shared/errors';
import places from '../../../scripts/plant/places.json';
import type { Outline } from '../../../typings/config';
import { patched } from '../config/patched';

const SQUARE: Outline['corners'] = [
  [121.473, 31.23],
  [121.474, 31.23],
  [121.474, 31.231],
  [121.473, 31.231],
];

function faults(outline: unknown): string[] {
  try {
    parseConfig('places', patched(places, 'areas.0.outline', outline));
    return [];
  } catch (error) {
    if (error instanceof AppError) return Object.values(error.fields ?? {});
    throw error;
  }
}

it('may be missing, or a triangle, or what surveys measured', () => {
  expect(faults(undefined)).toEqual([]);
  expect(faults({ system: 'gcj02', corners: SQUARE.slice(0, 3) })).toEqual([]);
  expect(faults({ system: 'wgs84', corners: SQUARE })).toEqual([]);
});

it.each<[string, unknown, string]>([
  ['two corners', SQUARE.slice(0, 2), '区域轮廓的角至少要有 3 项'],
  ['a corner with a longitude alone', [...SQUARE, [121.473]], '纬度要写成数字'],
  ['a corner that is none', [...SQUARE, 121.473], '一个角是两个数字，先经度后纬度'],
  ['latitude before longitude', SQUARE.map(([x, y]) => [y, x]), '纬度要在 -90 到 90 之间'],
  ['a corner off the earth', [...SQUARE, [181, 31.23]], '经度要在 -180 到 180 之间'],
  ['words', [...SQUARE, ['121', '31']], '经度要写成数字'],
  ['a line', [SQUARE[0], SQUARE[1], SQUARE[0]], '区域轮廓的角在一条线上，围不成一块地方'],
  ['a corner in the next town', [...SQUARE, [121.6, 31.3]], '区域轮廓超过 5 公里，坐标可能写错了'],
  ['more corners than a house has', Array.from({ length: 101 }, () => SQUARE[0]), '区域轮廓的角最多 100 项'],
])('may not have %s', (_, corners, message) => {
  expect(faults({ system: 'gcj02', corners })).toContain(message);
});

it('names the map that it was drawn on', () => {
  expect(faults({ system: 'bd09', corners: SQUARE })).toEqual(['坐标系只能从给出的几项里选']);
  expect(faults({ corners: SQUARE })).toEqual(['这一项还没填']);
});

it('is for phones what it was when it was drawn on a Chinese map', () => {
  expect(cornersForPhones({ system: 'gcj02', corners: SQUARE })).toEqual(SQUARE);
});

it('is moved for phones by half a kilometre when it was measured by GPS, and lies where it was', () => {
  const moved = cornersForPhones({ system: 'wgs84', corners: SQUARE });
  const [first] = moved;
  const [own] = SQUARE;
  const away = distanceTo({ longitude: own![0], latitude: own![1] }, moved);
  expect(away).toBeGreaterThan(300);
  expect(away).toBeLessThan(700);
  const back = gcoord.transform(first!, gcoord.GCJ02, gcoord.WGS84);
  expect(back[0]).toBeCloseTo(own![0], 5);
  expect(back[1]).toBeCloseTo(own![1], 5);
});

it('outside of China is where it is', () => {
  const london: Outline['corners'] = SQUARE.map(([x, y]) => [x - 121.6, y + 20.3]);
  const moved = cornersForPhones({ system: 'wgs84', corners: london });
  for (const [index, [x, y]] of moved.entries()) {
    expect(x).toBeCloseTo(london[index]![0], 5);
    expect(y).toBeCloseTo(london[index]![1], 5);
  }
});

it('is drawn for every area of the starter plant', () => {
  expect(places.areas.filter((area) => !('outline' in area))).toEqual([]);
});
