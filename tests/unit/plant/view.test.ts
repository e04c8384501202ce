import { plantView } from '../../../cloudfunctions/features/plant/view';
import { NOW, starterPlant } from './starter';

it('sends the places, templates and screening cards once, and then only that nothing changed', async () => {
  const plant = await (await starterPlant()).reader.plant(NOW);
  const first = plantView(plant, null);
  if (first.unchanged) throw new Error('a phone without a copy needs one');
  expect(first.areas).toHaveLength(plant.places.areas.length);
  const known = ({ id, no, name, areaId, riskColor }: (typeof first.points)[number]) => ({
    ...{ id, no, name, areaId, riskColor },
  });
  expect(first.points.map(known)).toEqual(plant.places.points.map(known));
  expect(first.points.some((point) => 'location' in point)).toBe(false);
  expect(first.points.filter(({ beforeUse }) => beforeUse).map(({ id }) => id)).toEqual(['c-12', 'd-03']);
  expect(first.templates).toEqual(plant.templates.templates);
  expect(first.screening).toEqual(plant.screening.cards);
  expect(JSON.stringify(first)).not.toMatch(/p-0\d\d|departmentId|headId/);
  expect(plantView(plant, first.version)).toEqual({ unchanged: true, version: first.version });
});

it('has another version when places, templates or screening cards have, and only then', async () => {
  const plant = await (await starterPlant()).reader.plant(NOW);
  const versionWith = (versions: Partial<typeof plant.versions>) =>
    plantView({ ...plant, versions: { ...plant.versions, ...versions } }, null).version;
  const own = versionWith({});
  expect(versionWith({ places: 'x' })).not.toBe(own);
  expect(versionWith({ templates: 'x' })).not.toBe(own);
  expect(versionWith({ screening: 'x' })).not.toBe(own);
  expect(versionWith({ inspection: 'x' })).not.toBe(own);
  expect(versionWith({ roster: 'x', routing: 'x', flows: 'x' })).toBe(own);
});
