/** Rules of hot work that name what is not there, or ask for what nobody could do, are listed before they are published. */
import { permitsHoles } from '../../../../cloudfunctions/features/routing/holes';
import { parseConfig } from '../../../../cloudfunctions/config/schema';
import permits from '../../../../scripts/plant/permits.json';
import type { HotWorkRules, Places, Templates } from '../../../../typings/config';
import { CONFIGS } from '../../../support/starter-configs';

const RULES = parseConfig('permits', permits);
const places: Places = parseConfig('places', CONFIGS.places);
const templates: Templates = parseConfig('templates', CONFIGS.templates);

const holes = (patch: Partial<HotWorkRules>): string[] =>
  permitsHoles({ ...RULES, hotWork: { ...RULES.hotWork!, ...patch } }, places, templates);

it('finds none in the starter plant, nor where there is no hot work', () => {
  expect(holes({})).toEqual([]);
  expect(permitsHoles({ ...RULES, hotWork: null }, places, templates)).toEqual([]);
});

it.each<[string, Partial<HotWorkRules>, string]>([
  ['a certificate', { certificateKindId: 'diving' }, '动火要的证件 diving 不在证件种类里'],
  [
    'an area of a level',
    { areaLevels: [{ areaIds: ['moon'], riskColors: [], least: 'first' }] },
    '动火规定里的区域 moon 不存在',
  ],
  [
    'a kind of hazard',
    { near: { metres: 1, categoryIds: ['ghosts'], urgencies: [] } },
    '动火规定里的隐患类别 ghosts 不存在',
  ],
  ['a gas', { gas: { ...RULES.hotWork!.gas, items: [] } }, '动火前要测气体，还没写测哪几种'],
])('names %s that is not there', (_what, patch, hole) => {
  expect(holes(patch)).toEqual([hole]);
});
