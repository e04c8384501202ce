/** From a place to its six templates, and the list of places. */
import {
  countUse,
  placeGroups,
  rankTemplates,
  spotOf,
  usageOf,
} from '../../../miniprogram/services/core/places';
import { PICTOGRAMS } from '../../../scripts/icon-shapes.mjs';
import { starterView } from '../../support/starter-view';

const plant = starterView();
const { areas, points, categories, templates } = plant;
const somePoint = points[0]!;

describe('what a phone counted of its reports', () => {
  it('is read as it was written', () => {
    const usage = countUse(countUse({}, 'press', 'guard-missing'), 'welding', 'cylinder-unsecured');
    expect(usageOf(JSON.parse(JSON.stringify(usage)))).toEqual(usage);
  });

  it.each([
    [null],
    ['?'],
    [7],
    [[null, 7, 'x', {}]],
    [{ value: null, at: 'x' }],
    [{ press: [1], a: { b: 'x' } }],
  ])('is nothing where %j lies', (saved) => {
    expect(usageOf(saved)).toEqual({});
  });
});

describe('the templates of a place', () => {
  const spot = spotOf(plant, somePoint.areaId, somePoint.id);

  it('are all there, each once', () => {
    const ranked = rankTemplates(plant, {}, spot);
    expect(new Set(ranked.map(({ id }) => id)).size).toBe(templates.length);
    expect(ranked).toHaveLength(templates.length);
  });

  it('are of different kinds where nothing is known', () => {
    const six = rankTemplates(plant, {}, null).slice(0, 6);
    expect(new Set(six.map(({ categoryId }) => categoryId)).size).toBe(6);
  });

  it('begin with what was reported there before', () => {
    const last = templates.at(-1)!;
    const usage = countUse(countUse({}, somePoint.areaId, last.id), 'elsewhere', templates[3]!.id);
    expect(rankTemplates(plant, usage, spot)[0]).toBe(last);
  });

  it('follow what the name of the point speaks of', () => {
    const cylinders = { areaId: 'a', pointId: 'p', no: '', text: '车间 · 气瓶点', phoneFree: false };
    expect(rankTemplates(plant, {}, cylinders)[0]?.categoryId).toBe('cylinder');
  });

  it('begin as the server ranked them, then with what this phone reported there, then elsewhere', () => {
    const last = plant.templates.slice(-2).map(({ id }) => id);
    const [elsewhere, own] = [plant.templates.at(-5)!.id, plant.templates.at(-4)!.id];
    const usage = { [somePoint.areaId]: { [own]: 30 }, elsewhere: { [elsewhere]: 300 } };
    const area = spotOf(plant, somePoint.areaId, null);
    const ids = rankTemplates(plant, usage, area && { ...area, text: '' }, last).map(({ id }) => id);
    expect(ids.slice(0, 4)).toEqual([...last, own, elsewhere]);
  });

  it.each([...templates, ...categories].map(({ pictogram }) => pictogram))(
    'have the pictogram %s',
    (pictogram) => {
      expect(PICTOGRAMS).toHaveProperty([pictogram]);
    },
  );
});

describe('the list of places', () => {
  it('holds every area and every point once', () => {
    const groups = placeGroups(plant);
    expect(groups.flatMap((group) => group.areas)).toHaveLength(areas.length);
    expect(groups.flatMap((group) => group.areas.flatMap((area) => area.points))).toHaveLength(points.length);
  });
});
