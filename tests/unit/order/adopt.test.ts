/** A rule from a ruling: where it goes in the table, whom it names, and what it leaves alone. */
import { ruleOf, withRule, type RuleGround } from '../../../cloudfunctions/features/order/adopt';
import { AppError } from '../../../miniprogram/shared/errors';
import type { RoutingTable } from '../../../typings/config';
import type { Order, Ruling } from '../../../typings/domain';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

type Rule = RoutingTable['rules'][number];

const rule = (id: string, when: Rule['when']): Rule => ({
  id,
  because: id,
  when,
  to: { kind: 'siteKeeper' },
});

const NEW = rule('new', { areaIds: ['a'], categoryIds: ['c'] });
const MAJOR = rule('major', { suspectedMajor: true });
const CATEGORY = rule('category', { categoryIds: ['c'] });
const LAST = rule('last', {});

const ids = (rules: Rule[]): string[] => rules.map(({ id }) => id);

describe('its place', () => {
  it('is before the rule that took the order so far', () => {
    expect(ids(withRule([MAJOR, CATEGORY, LAST], NEW, 1))).toEqual(['major', 'new', 'category', 'last']);
    expect(ids(withRule([MAJOR, CATEGORY, LAST], NEW, 2))).toEqual(['major', 'category', 'new', 'last']);
  });

  it('leaves out what would never get a turn any more, and nothing else', () => {
    const same = rule('same', { areaIds: ['a'], categoryIds: ['c'] });
    const narrower = rule('narrower', { areaIds: ['a'], categoryIds: ['c'], urgencies: ['low'] });
    const wider = rule('wider', { areaIds: ['a', 'b'], categoryIds: ['c'] });
    expect(ids(withRule([same, narrower, wider, LAST], NEW, 0))).toEqual(['new', 'wider', 'last']);
    expect(ids(withRule([narrower, LAST], NEW, 1))).toEqual(['narrower', 'new', 'last']);
  });
});

const order = {
  number: 'YH-20261125-0007',
  place: { areaId: 'a', areaName: '打磨区' } as Order['place'],
  categoryId: 'c',
};

const ruling = (personId: string, provisional = false): Ruling => {
  const [by, to] = [
    { id: 'p-1', name: '何志远' },
    { id: personId, name: '郭永福' },
  ];
  return { by, to, reason: '', at: 1, provisional };
};

const AREA: RuleGround['places']['areas'][number] = {
  ...{ id: 'a', name: '打磨区', building: '', floor: '', zone: '', departmentId: 'welding' },
  ...{ riskColor: 'blue', phoneFree: false },
};

const plant: RuleGround = {
  duty: {
    siteKeeper: () => ({ id: 'keeper', name: '王大勇' }),
    active: (id: string) => (id === 'gone' ? null : { id, name: id, roles: [], onDuty: true }),
  },
  places: { departments: [{ id: 'equipment', name: '设备部', headId: 'head' }], areas: [AREA] },
  templates: { categories: [{ id: 'c', name: '用电', pictogram: '' }] },
};

describe('whom it names', () => {
  it.each<[string, Rule['to'], string]>([
    ['keeper', { kind: 'siteKeeper' }, '打磨区的用电由当班现场管控人处理'],
    ['head', { kind: 'departmentHead', departmentId: 'equipment' }, '打磨区的用电由设备部负责人处理'],
    ['p-9', { kind: 'person', personId: 'p-9' }, '打磨区的用电由郭永福处理'],
  ])('%s', (personId, to, because) => {
    expect(ruleOf(order, ruling(personId), plant)).toEqual({
      id: 'ruling-yh-20261125-0007',
      because,
      when: { areaIds: ['a'], categoryIds: ['c'] },
      to,
    });
  });

  it.each<[string, () => unknown]>([
    ['没有裁决', () => ruleOf(order, null, plant)],
    ['临时', () => ruleOf(order, ruling('p-9', true), plant)],
    ['没有分类', () => ruleOf({ ...order, categoryId: 'unknown' }, ruling('p-9'), plant)],
    ['已经离岗', () => ruleOf(order, ruling('gone'), plant)],
  ])('nobody, with a reason that says %s', (why, make) => {
    expect(make).toThrow(AppError);
    expect(make).toThrow(why);
  });
});
