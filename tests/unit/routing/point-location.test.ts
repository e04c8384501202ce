/** A point that says where it is must be where its area is: a mistyped coordinate leads a patrol out of the plant. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { placesHoles } from '../../../cloudfunctions/features/routing/holes/places';
import shipped from '../../../scripts/plant/places.json';
import type { Places } from '../../../typings/config';
import { starterPlant } from './plant';

const { places, people } = starterPlant();

/** The places with the first cylinder point somewhere else. */
const at = (location: unknown): unknown => ({
  ...shipped,
  points: shipped.points.map((point) => (point.id === 'd-08' ? { ...point, location } : point)),
});

const holesAt = (location: unknown): string[] =>
  placesHoles(parseConfig('places', at(location)), people).filter((hole) => hole.includes('位置'));

describe('the location of a point', () => {
  it('is known of every point of the starter plant, inside its area', () => {
    expect(places.points.every(({ location }) => location !== undefined)).toBe(true);
    expect(placesHoles(places, people).filter((hole) => hole.includes('位置'))).toEqual([]);
  });

  it('may be at the edge of the area, and must not be elsewhere', () => {
    expect(holesAt([121.4749, 31.2299])).toEqual([]);
    expect(holesAt([121.4649, 31.2299])[0]).toMatch(/^点位 D-08 的位置离气瓶库有 9\d\d 米，坐标可能写错了$/);
  });

  it.each([[['a', 31]], [[121]], [[121, 131]], [{ longitude: 121, latitude: 31 }]])(
    'is two numbers on earth, not %j',
    (location) => {
      expect(() => parseConfig('places', at(location))).toThrow();
    },
  );

  it('is refused for no area that nobody drew', () => {
    const areas = places.areas.map((area) => {
      const bare = { ...area };
      delete bare.outline;
      return bare;
    });
    const bare: Places = { ...places, areas };
    expect(placesHoles(bare, people).filter((hole) => hole.includes('位置'))).toEqual([]);
  });
});
