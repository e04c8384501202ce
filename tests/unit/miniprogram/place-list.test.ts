/** What the sheet of places offers, and in which order. */
import { placeSections, withRecent } from '../../../miniprogram/services/core/place-list';
import { starterView } from '../../support/starter-view';

const plant = starterView();
const areaOf = (id: string) => plant.areas.find((area) => area.id === id)!;
const sourcesOf = (...given: Parameters<typeof placeSections>): string[] =>
  placeSections(...given).map(({ source }) => source);

it('has the whole plant, building by building', () => {
  const sections = placeSections(plant, {});
  expect(sections.flatMap(({ areas }) => areas)).toHaveLength(plant.areas.length);
  expect(new Set(sections.map(({ source }) => source))).toEqual(new Set(['chosen']));
});

it('begins with what is near and what was used last, each chosen as what it is', () => {
  const near = [areaOf('lab'), areaOf('assembly')];
  const recent = [
    { areaId: 'saw', pointId: 'a-05' },
    { areaId: 'saw', pointId: null },
    { areaId: 'gone', pointId: 'gone' },
    { areaId: 'saw', pointId: 'a-04' },
  ];
  const [first, second, third] = placeSections(plant, { near, recent });
  expect(first).toMatchObject({ source: 'gps', name: '你附近（定位分不出楼层，看准再点）' });
  expect(first?.areas.map(({ name, where }) => [name, where])).toEqual([
    ['质检实验室', '3号厂房 二层'],
    ['总装区', '3号厂房 一层'],
  ]);
  expect(second?.source).toBe('lastUsed');
  expect(second?.areas.map(({ id, points }) => [id, points.map(({ no }) => no)])).toEqual([
    ['saw', ['A-05', 'A-04']],
  ]);
  expect(third?.source).toBe('chosen');
});

it('does not speak of floors where there is one', () => {
  expect(placeSections(plant, { near: [areaOf('saw')] })[0]?.name).toBe('你附近');
});

describe('what was typed', () => {
  const found = (typed: string) =>
    placeSections(plant, { typed, recent: [{ areaId: 'saw', pointId: null }] }).flatMap(({ areas }) =>
      areas.map(({ name, points }) => [name, points.map(({ no }) => no)]),
    );

  it.each(['C-07', 'c07', 'Ｃ－０７', ' c 7 '])('%p is one point', (typed) => {
    expect(found(typed)).toEqual([['喷漆房', ['C-07']]]);
    expect(sourcesOf(plant, { typed })).toEqual(['typed']);
  });

  it('may be a name, of a point or of an area', () => {
    expect(found('消火栓')).toEqual([['喷漆房', ['C-07']]]);
    expect(found('喷漆')[0]).toEqual(['喷漆房', ['C-05']]);
  });

  it('may be nothing that is there', () => {
    expect(placeSections(plant, { typed: 'Z-99' })).toEqual([]);
  });
});

it('remembers a few places, the latest first, each once', () => {
  const place = (n: number) => ({ areaId: 'a', pointId: `p-${n}` });
  let recent = [1, 2, 3, 4, 5, 3].reduce<ReturnType<typeof withRecent>>(
    (all, n) => withRecent(all, place(n)),
    [],
  );
  expect(recent.map(({ pointId }) => pointId)).toEqual(['p-3', 'p-5', 'p-4', 'p-2']);
  recent = withRecent(recent, { areaId: 'a', pointId: null });
  expect(recent[0]).toEqual({ areaId: 'a', pointId: null });
});
