/** Where 遮脸 is suggested: for what people do and wear, by the templates that ship and whatever a plant calls them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { showsPeople } from '../../../miniprogram/services/core/faces';
import type { Plant } from '../../../miniprogram/services/core/places';
import type { Templates } from '../../../typings/config';
import { root } from '../../support/process';

const shipped = JSON.parse(
  readFileSync(join(root, 'cloudfunctions/config/templates.json'), 'utf8'),
) as Templates;

const PLANT: Plant = { unchanged: false, version: 'v', areas: [], points: [], screening: [], ...shipped };

const suggested = shipped.templates.filter(({ id }) => showsPeople(PLANT, id));

it('is suggested for all behaviour and all 劳保, and for nothing else', () => {
  const protection = shipped.categories.find(({ name }) => name === '劳保')!.id;
  expect(suggested.length).toBeGreaterThan(1);
  expect(suggested).toEqual(
    shipped.templates.filter(({ kind, categoryId }) => kind === 'behaviour' || categoryId === protection),
  );
  expect(suggested.length).toBeLessThan(shipped.templates.length);
});

it('does not depend on what a plant calls its category', () => {
  const [first] = suggested.filter(({ kind }) => kind !== 'behaviour');
  const renamed: Plant = {
    ...PLANT,
    categories: PLANT.categories.map((one) => ({ ...one, id: `x-${one.id}`, name: '个人防护' })),
    templates: PLANT.templates.map((one) => ({ ...one, categoryId: `x-${one.categoryId}` })),
  };
  expect(first === undefined || showsPeople(renamed, first.id)).toBe(true);
});

it.each([
  ['no template', PLANT, null],
  ['one that is gone', PLANT, 'nothing'],
  ['no plant', null, 'anything'],
])('is not suggested with %s', (_, plant, id) => {
  expect(showsPeople(plant, id)).toBe(false);
});
