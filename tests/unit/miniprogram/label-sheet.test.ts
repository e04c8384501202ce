/** Which labels a plant has, how they are chosen, and how one is laid out. */
import fc from 'fast-check';
import {
  allLabels,
  choiceOf,
  keyOf,
  keysOfArea,
  pagesOf,
} from '../../../miniprogram/packages/point/sheet/choice';
import {
  cellOf,
  fitText,
  LEADING,
  PAPER,
  planLabel,
  type Box,
} from '../../../miniprogram/packages/point/sheet/layout';
import { starterView } from '../../support/starter-view';

const plant = starterView();
const labels = allLabels(plant);
const isPhoneFree = (areaId: string): boolean =>
  plant.areas.find(({ id }) => id === areaId)?.phoneFree ?? false;

describe('the labels of a plant', () => {
  it('are one for every point where phones may be used, and one for the door of every other area', () => {
    const points = plant.points.filter(({ areaId }) => !isPhoneFree(areaId)).map(({ id }) => `point/${id}`);
    const doors = plant.areas.filter(({ phoneFree }) => phoneFree).map(({ id }) => `area/${id}`);
    expect(doors.length).toBeGreaterThan(0);
    expect(labels.map(({ ref }) => keyOf(ref)).sort()).toEqual([...points, ...doors].sort());
  });

  it('say at a door what is behind it', () => {
    const door = labels.find(({ ref }) => ref.id === 'paint-room');
    expect(door).toMatchObject({ no: '', name: '喷漆房', about: '里面的点位：C-05 C-06 C-07' });
  });

  it.each([
    [0, 0],
    [1, 1],
    [8, 1],
    [9, 2],
    [120, 15],
  ])('of %i are %i pages', (count, pages) => {
    const many = Array.from({ length: count }, (_, n) => ({ ...labels[0]!, no: `X-${n}` }));
    expect(pagesOf(many)).toHaveLength(pages);
    expect(pagesOf(many).flat()).toEqual(many);
  });
});

describe('a choice', () => {
  const rowOf = (chosen: string[], id: string, opened: string[] = []) =>
    choiceOf(plant, new Set(chosen), new Set(opened))
      .groups.flatMap(({ areas }) => areas)
      .find((area) => area.id === id);

  it('has every area that has a label', () => {
    const { groups } = choiceOf(plant, new Set(), new Set());
    const ids = groups.flatMap(({ areas }) => areas.map(({ id }) => id));
    expect(ids.sort()).toEqual(
      plant.areas
        .filter(({ id }) => keysOfArea(plant, id).length > 0)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('of an area is none, some or all of it', () => {
    const keys = keysOfArea(plant, 'press');
    expect(rowOf([], 'press')).toMatchObject({ state: 'none', count: '0/3', points: [] });
    expect(rowOf(keys.slice(1), 'press', ['press'])).toMatchObject({
      state: 'some',
      count: '2/3',
      points: [
        { no: 'A-06', on: false },
        { no: 'A-07', on: true },
        { no: 'A-08', on: true },
      ],
    });
    expect(rowOf(keys, 'press')).toMatchObject({ state: 'all', count: '3/3' });
  });

  it('of a door has no points to open', () => {
    expect(rowOf([], 'paint-room', ['paint-room'])).toMatchObject({
      entrance: true,
      count: '0/1',
      points: [],
    });
  });

  it('counts its pages', () => {
    const all = labels.map(({ ref }) => keyOf(ref));
    expect(choiceOf(plant, new Set(all), new Set())).toMatchObject({
      labels: all.length,
      pages: Math.ceil(all.length / 8),
    });
  });
});

describe('a page', () => {
  const overlap = (a: Box, b: Box): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const within = (inner: Box, outer: Box): boolean =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width + 1e-9 &&
    inner.y + inner.height <= outer.y + outer.height + 1e-9;
  const paper = { x: 0, y: 0, ...PAPER };

  it('holds eight labels side by side', () => {
    const cells = Array.from({ length: 8 }, (_, index) => cellOf(index));
    for (const [index, cell] of cells.entries()) {
      expect(within(cell, paper)).toBe(true);
      for (const other of cells.slice(index + 1)) expect(overlap(cell, other)).toBe(false);
    }
  });

  it.each(Object.keys(planLabel(0)))('has the %s of a label inside of it and over nothing else', (part) => {
    for (let index = 0; index < 8; index += 1) {
      const { [part as 'code']: own, ...others } = planLabel(index);
      expect(within(own, cellOf(index))).toBe(true);
      for (const other of Object.values(others)) expect(overlap(own, other)).toBe(false);
    }
  });
});

describe('a text in a box', () => {
  /** Latin letters are half as wide as Chinese. */
  const measure = (text: string, size: number): number =>
    Array.from(text).reduce((sum, letter) => sum + (letter < '\u0100' ? 0.55 : 1) * size, 0);

  it('is as large as it may be when it is short', () => {
    expect(fitText('C-07', { width: 50, height: 20 }, { most: 15, least: 5 }, measure)).toEqual({
      size: 15,
      lines: ['C-07'],
    });
  });

  it('is broken, and not in the middle of a number', () => {
    const { lines } = fitText(
      '里面的点位：C-05 C-06 C-07',
      { width: 31, height: 9.5 },
      { most: 4, least: 2.5 },
      measure,
    );
    expect(lines.join('').replaceAll(' ', '')).toBe('里面的点位：C-05C-06C-07');
    for (const line of lines) expect(line).not.toMatch(/^\d|-$/);
  });

  it('does not begin a line with a comma', () => {
    const { lines } = fitText(
      '此区域禁用手机，请到外面再报',
      { width: 37, height: 12.5 },
      { most: 5, least: 3 },
      measure,
    );
    expect(lines).toEqual(['此区域禁用手机，', '请到外面再报']);
  });

  it('stays in its box, and is cut only when the smallest letters are too large', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('消火栓箱C-07 ABC9（）')), maxLength: 60 });
    const box = { width: 31, height: 9.5 };
    fc.assert(
      fc.property(text, (said) => {
        const { size, lines } = fitText(said, box, { most: 7, least: 2.5 }, measure);
        expect(lines.length * size * LEADING).toBeLessThanOrEqual(box.height + 0.02);
        if (size > 2.5) {
          expect(lines.join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''));
          for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(box.width);
        }
      }),
    );
  });
});
