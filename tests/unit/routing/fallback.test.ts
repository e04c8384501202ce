/** Which hazards only the fallback covers, cell by cell and in words. */
import { fallbackCells, fallbackLines } from '../../../cloudfunctions/features/routing/fallback';
import type { RoutingTable } from '../../../typings/config';
import { starterPlant, type Plant } from './plant';

type When = RoutingTable['rules'][number]['when'];

/** The starter plant with rules for these conditions before a last one for everything. */
function withRules(...conditions: When[]): Plant {
  const plant = starterPlant();
  plant.routing = {
    rules: [...conditions, {}].map((when, index) => ({
      id: `r-${index}`,
      because: `规则 ${index}`,
      when,
      to: { kind: 'siteKeeper' },
    })),
  };
  return plant;
}

const cellsOf = ({ routing, places, templates, roster }: Plant) =>
  fallbackCells(routing, places, templates, roster);
const linesOf = ({ routing, places, templates, roster }: Plant) =>
  fallbackLines(routing, places, templates, roster);

const EVERY_CATEGORY = '消防、用电、气瓶、起重吊装、机械防护、高处登高、劳保、现场5S';

describe('cells', () => {
  it('are all cells when there is only the fallback', () => {
    const cells = cellsOf(withRules());
    expect(cells).toHaveLength(24 * 8 * 3 * 3);
    expect(cells[0]).toEqual({
      areaId: 'plate-cutting',
      categoryId: 'fire',
      urgency: 'high',
      shiftId: 'day',
      weekdays: [1, 2, 3, 4, 5, 6, 0],
    });
  });

  it('leave out what a rule covers, weekday by weekday', () => {
    const cells = cellsOf(
      withRules(
        { categoryIds: ['fire'], urgencies: ['high'], weekdays: [1, 2, 3] },
        { areaIds: ['saw'] },
        { suspectedMajor: true },
      ),
    );
    expect(cells).toHaveLength(23 * 8 * 3 * 3);
    expect(
      cells.find(({ categoryId, urgency }) => categoryId === 'fire' && urgency === 'high')?.weekdays,
    ).toEqual([4, 5, 6, 0]);
  });

  it('hold a shift of which a rule covers some hours only', () => {
    const covered = (to: string) =>
      cellsOf(withRules({ hours: { from: '08:00', to } })).some(({ shiftId }) => shiftId === 'day');
    expect(covered('15:59')).toBe(true);
    expect(covered('16:00')).toBe(false);
  });

  it('are none without a fallback', () => {
    const plant = withRules({ categoryIds: ['fire'] });
    plant.routing.rules.pop();
    expect(cellsOf(plant)).toEqual([]);
    expect(linesOf(plant)).toEqual([]);
  });
});

describe('lines', () => {
  it.each<[string, When[], string[]]>([
    ['nothing but a fallback', [], [`没有专门的派单规则：全部区域的${EVERY_CATEGORY}，不分紧急程度，整周`]],
    [
      'a rule for working days',
      [{ shiftIds: ['day'], weekdays: [1, 2, 3, 4, 5] }],
      [`没有专门的派单规则：全部区域的${EVERY_CATEGORY}，不分紧急程度，周六、周日 白班；每天 中班、夜班`],
    ],
    [
      'rules for one category, one urgency and one area',
      [
        { categoryIds: ['fire', 'electrical', 'cylinder', 'lifting', 'machine', 'height', 'ppe'] },
        { urgencies: ['high'] },
        { departmentIds: ['machining', 'welding', 'painting', 'warehouse'] },
      ],
      ['没有专门的派单规则：', '的现场5S，紧急程度中、低，整周'],
    ],
    ['a rule for all but the fallback', [{ shiftIds: ['day', 'swing'] }, { shiftIds: ['night'] }], []],
  ])('%s', (_, conditions, said) => {
    const lines = linesOf(withRules(...conditions));
    for (const text of said) expect(lines.join('\n')).toContain(text);
    expect(lines).toHaveLength(said.length === 0 ? 0 : 1);
  });

  it('count areas when there are many', () => {
    const [line] = linesOf(withRules({ departmentIds: ['machining'] }));
    expect(line).toMatch(/^没有专门的派单规则：(\S+?、){5}\S+?等 \d+ 个区域的消防/);
  });

  it('are few for the starter plant', () => {
    expect(linesOf(starterPlant())).toEqual([
      '没有专门的派单规则：全部区域的消防、机械防护、高处登高，不分紧急程度，整周',
      '没有专门的派单规则：全部区域的现场5S，紧急程度高、中，整周',
      '没有专门的派单规则：全部区域的现场5S，紧急程度低，周六、周日 白班；每天 中班、夜班',
    ]);
  });
});
