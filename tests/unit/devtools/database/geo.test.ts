/** Geospatial queries on GeoJSON and legacy points. */
import { EARTH_RADIUS, angle } from '../../../../devtools/cloud/database/geo';
import type { Client, Plain } from './support';
import { openClient } from './support';

const point = (lng: number, lat: number): Plain => ({ type: 'Point', coordinates: [lng, lat] });
const square = (size: number): Plain => ({
  type: 'Polygon',
  coordinates: [[[0, 0], [size, 0], [size, size], [0, size], [0, 0]]], // prettier-ignore
});

describe('geospatial queries', () => {
  let client: Client;
  beforeAll(async () => {
    client = openClient();
    await client.insert('things', [
      { _id: 'far', at: point(3, 3) },
      { _id: 'near', at: point(1, 1) },
      { _id: 'legacy', at: [2, 2] },
      { _id: 'none' },
      { _id: 'line', at: { type: 'LineString', coordinates: [[-1, 1], [5, 1]] } }, // prettier-ignore
    ]);
  });
  const ids = async (filter: Plain): Promise<string[]> =>
    (await client.find('things', filter)).map((doc) => doc['_id'] as string);

  it('measure on the sphere', () => {
    // One degree along a great circle.
    expect(angle([0, 0], [0, 1]) * EARTH_RADIUS).toBeCloseTo((EARTH_RADIUS * Math.PI) / 180, 6);
    expect(angle([116.4, 39.9], [121.47, 31.23]) * EARTH_RADIUS).toBeGreaterThan(1_060_000);
  });

  it('$nearSphere answers the nearest first, within its ring', async () => {
    expect(await ids({ at: { $nearSphere: { $geometry: point(0, 0) } } })).toEqual(['near', 'legacy', 'far']);
    const ring = { $geometry: point(0, 0), $minDistance: 200_000, $maxDistance: 400_000 };
    expect(await ids({ at: { $nearSphere: ring } })).toEqual(['legacy']);
    expect(await ids({ $and: [{ at: { $nearSphere: [3, 3], $maxDistance: 0.01 } }] })).toEqual(['far']);
  });

  it('$geoWithin a circle or a polygon', async () => {
    expect(await ids({ at: { $geoWithin: { $centerSphere: [[0, 0], 0.03] } } })).toEqual(['near']);
    expect(await ids({ at: { $geoWithin: { $geometry: square(2) } } })).toEqual(['near', 'legacy']);
    expect(
      await ids({
        at: { $geoWithin: { $geometry: { type: 'MultiPolygon', coordinates: [square(4)['coordinates']] } } },
      }),
    ).toEqual(['far', 'near', 'legacy']);
  });

  it('$geoIntersects what touches', async () => {
    expect(await ids({ at: { $geoIntersects: { $geometry: square(1) } } })).toEqual(['near', 'line']);
    expect(await ids({ at: { $geoIntersects: { $geometry: point(4, 1) } } })).toEqual(['line']);
  });

  it('a hole is outside', async () => {
    const hole = [[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 1.5], [0.5, 0.5]]; // prettier-ignore
    const ring = { type: 'Polygon', coordinates: [...(square(2)['coordinates'] as unknown[]), hole] };
    expect(await ids({ at: { $geoWithin: { $geometry: ring } } })).toEqual(['legacy']);
  });

  it('$geoNear adds the distance', async () => {
    const [first, ...others] = await client.aggregate('things', [
      {
        $geoNear: {
          near: point(0, 0),
          distanceField: 'far',
          key: 'at',
          query: { _id: { $ne: 'near' } },
          spherical: true,
          distanceMultiplier: 0.001,
        },
      },
    ]);
    expect(first).toMatchObject({ _id: 'legacy', far: expect.closeTo(314.8, 0) as number });
    expect(others).toHaveLength(1);
  });

  it.each<[Plain, string]>([
    [{ at: { $nearSphere: { $geometry: square(1) } } }, 'invalid point'],
    [{ at: { $geoWithin: { $box: [] } } }, 'NotEmulated: $geoWithin $box'],
    [{ at: { $geoWithin: { $geometry: point(0, 0) } } }, 'needs a polygon'],
    [{ at: { $geoIntersects: {} } }, 'needs a $geometry'],
  ])('%j is refused', async (filter, message) => {
    await expect(client.find('things', filter)).rejects.toThrow(message);
  });
});
