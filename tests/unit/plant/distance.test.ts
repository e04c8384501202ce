/** How far a position is from an area that was drawn on one map or the other. */
import gcoord from 'gcoord';
import { distanceToArea } from '../../../cloudfunctions/features/plant/distance';
import type { Outline } from '../../../typings/config';

/** About 95 m by 111 m. */
const SQUARE: Outline['corners'] = [
  [121.473, 31.23],
  [121.474, 31.23],
  [121.474, 31.231],
  [121.473, 31.231],
];
const MIDDLE = { longitude: 121.4735, latitude: 31.2305 };
const NORTH = { longitude: 121.4735, latitude: 31.2315 };

it.each([
  ['inside', MIDDLE, 0],
  ['on its border', { longitude: 121.473, latitude: 31.2305 }, 0],
  ['half a square north of it', NORTH, 56],
])('%s', (_what, position, metres) => {
  expect(distanceToArea({ system: 'gcj02', corners: SQUARE }, position)).toBe(metres);
});

it('is the same for what a survey measured, in whole metres', () => {
  const surveyed = SQUARE.map((corner) => gcoord.transform([...corner], gcoord.GCJ02, gcoord.WGS84));
  const outline: Outline = { system: 'wgs84', corners: surveyed };
  expect(distanceToArea(outline, MIDDLE)).toBe(0);
  expect(Math.abs(distanceToArea(outline, NORTH) - 56)).toBeLessThanOrEqual(1);
});
