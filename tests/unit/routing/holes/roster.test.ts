/** Holes of a roster: each kind of fault, alone, is found and said in one readable line. */
import { rosterHoles } from '../../../../cloudfunctions/features/routing/holes';
import { leave, named, starterPlant, type Plant } from '../plant';

const holesOf = (plant: Plant, today?: string): string[] =>
  rosterHoles(plant.places, plant.roster, plant.people, today);

/** The standing lines of a duty that somebody holds. */
const linesOf = (plant: Plant, duty: string, name: string) =>
  plant.roster.duties.filter((line) => line.duty === duty && line.personId === named(plant, name).id);

function drop(plant: Plant, ...lines: Plant['roster']['duties']): void {
  plant.roster.duties = plant.roster.duties.filter((line) => !lines.includes(line));
}

const TWO_SHIFTS: Plant['roster']['shifts'] = [
  { id: 'day', name: '白班', start: '06:00', end: '22:00' },
  { id: 'night', name: '夜班', start: '22:00', end: '06:00' },
];
const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** A roster in which only the duty leaders matter. */
function leadersOnly(plant: Plant, ...lines: [shiftId: string, weekdays: number[], name: string][]): void {
  plant.places.areas = [];
  plant.roster = {
    shifts: TWO_SHIFTS,
    duties: lines.map(([shiftId, weekdays, name]) => ({
      duty: 'dutyLeader',
      areaIds: [],
      shiftId,
      weekdays,
      personId: named(plant, name).id,
    })),
    changes: [],
  };
}

describe('duty leaders', () => {
  it.each<[string, [string, number[], string][], string[]]>([
    ['nobody at all', [], ['整周 没有值班领导']],
    [
      'one night',
      [
        ['day', WEEK, '陈志强'],
        ['night', [0, 1, 2, 3, 4, 5], '赵海峰'],
      ],
      ['周六 22:00–次日 06:00 没有值班领导'],
    ],
    [
      'the night over the end of the week',
      [
        ['day', WEEK, '陈志强'],
        ['night', [1, 2, 3, 4, 5, 6], '赵海峰'],
      ],
      ['周日 22:00–次日 06:00 没有值班领导'],
    ],
    ['every night', [['day', WEEK, '陈志强']], ['每天 22:00–次日 06:00 没有值班领导']],
    [
      'a whole weekend',
      [
        ['day', [1, 2, 3, 4, 5], '陈志强'],
        ['night', [1, 2, 3, 4, 5, 0], '赵海峰'],
      ],
      ['周六 06:00–周日 22:00 没有值班领导'],
    ],
    [
      'two at once, working days',
      [
        ['day', WEEK, '陈志强'],
        ['day', [1, 2, 3, 4, 5], '孙立军'],
        ['night', WEEK, '赵海峰'],
      ],
      ['周一至周五 06:00–22:00 值班领导不止一位：陈志强、孙立军'],
    ],
    [
      'the same person twice is one person',
      [
        ['day', WEEK, '陈志强'],
        ['day', [1], '陈志强'],
        ['night', WEEK, '陈志强'],
      ],
      [],
    ],
  ])('%s', (_, lines, holes) => {
    const plant = starterPlant();
    leadersOnly(plant, ...lines);
    expect(holesOf(plant)).toEqual(holes);
  });

  it('does not count somebody who left', () => {
    const plant = starterPlant();
    leave(plant, '陈志强');
    expect(holesOf(plant)).toEqual(['值班领导陈志强已离岗，要换人', '周一 08:00–次日 08:00 没有值班领导']);
  });
});

describe('site keepers', () => {
  it('names the area, the days and the shift', () => {
    const plant = starterPlant();
    const [line] = linesOf(plant, 'siteKeeper', '朱文斌');
    line!.areaIds = line!.areaIds.filter((id) => id !== 'paint-room');
    expect(holesOf(plant)).toEqual(['喷漆房 周一、周二、周五至周日 白班 没有现场管控人']);
  });

  it('names two at once', () => {
    const plant = starterPlant();
    const [line] = linesOf(plant, 'siteKeeper', '朱文斌');
    plant.roster.duties.push({
      ...line!,
      areaIds: ['packing'],
      weekdays: [1],
      personId: named(plant, '徐志刚').id,
    });
    expect(holesOf(plant)).toEqual(['包装区 周一 白班 现场管控人不止一位：朱文斌、徐志刚']);
  });

  it('names each area of a dropped line', () => {
    const plant = starterPlant();
    const dropped = linesOf(plant, 'siteKeeper', '罗建军');
    drop(plant, ...dropped);
    expect(holesOf(plant)).toHaveLength(dropped.flatMap(({ areaIds }) => areaIds).length);
  });

  it('sees an area that nobody was given', () => {
    const plant = starterPlant();
    plant.places.areas.push({ ...plant.places.areas[0]!, id: 'new', name: '新厂房' });
    expect(holesOf(plant)).toEqual([
      '新厂房 每天 白班 没有现场管控人',
      '新厂房 每天 中班 没有现场管控人',
      '新厂房 每天 夜班 没有现场管控人',
    ]);
  });
});

describe('shifts', () => {
  it.each<[string, Plant['roster']['shifts'], string[]]>([
    ['a gap', [TWO_SHIFTS[0]!, { ...TWO_SHIFTS[1]!, end: '05:30' }], ['05:30–06:00 没有班次']],
    [
      'an overlap',
      [TWO_SHIFTS[0]!, { ...TWO_SHIFTS[1]!, end: '07:00' }],
      ['06:00–07:00 班次重叠：白班、夜班'],
    ],
    ['one id twice', [TWO_SHIFTS[0]!, { ...TWO_SHIFTS[1]!, id: 'day' }], ['有两个班次的编号都是 day']],
    ['one shift around the clock', [{ id: 'day', name: '全天', start: '08:00', end: '08:00' }], []],
  ])('%s', (_, shifts, holes) => {
    const plant = starterPlant();
    leadersOnly(plant, ['day', WEEK, '陈志强'], ['night', WEEK, '陈志强']);
    plant.roster.shifts = shifts;
    plant.roster.duties = plant.roster.duties.filter(({ shiftId }) =>
      shifts.some(({ id }) => id === shiftId),
    );
    const found = holesOf(plant).filter((hole) => !hole.includes('值班领导'));
    expect(found).toEqual(holes);
  });
});

describe('names that are not there', () => {
  it.each<[string, (plant: Plant) => void, string]>([
    [
      'a person',
      (p) => (linesOf(p, 'inspector', '许静')[0]!.personId = 'p-999'),
      '巡检员 p-999 不在人员名单里',
    ],
    ['a leaver', (p) => leave(p, '许静'), '巡检员许静已离岗，要换人'],
    ['an area', (p) => linesOf(p, 'inspector', '许静')[0]!.areaIds.push('roof'), '巡检员的区域 roof 不存在'],
    ['a shift', (p) => (linesOf(p, 'inspector', '许静')[0]!.shiftId = 'late'), '巡检员的班次 late 不存在'],
    ['no area', (p) => (linesOf(p, 'inspector', '许静')[0]!.areaIds = []), '许静的巡检员安排没有写区域'],
    [
      'an area for a plant-wide duty',
      (p) => (linesOf(p, 'safety', '林晓燕')[0]!.areaIds = ['packing']),
      '安全员管全厂，不用写区域',
    ],
  ])('%s', (_, bend, hole) => {
    const plant = starterPlant();
    bend(plant);
    expect(holesOf(plant)).toEqual([hole]);
  });

  it('no general manager', () => {
    const plant = starterPlant();
    leave(plant, '周建国');
    expect(holesOf(plant)).toEqual(['没有在岗的总经理']);
  });
});

describe('dated changes', () => {
  const change = (plant: Plant, name: string, extra: Partial<Plant['roster']['changes'][number]> = {}) => ({
    date: '2026-11-23',
    duty: 'dutyLeader' as const,
    areaIds: [],
    shiftId: 'day',
    personId: named(plant, name).id,
    ...extra,
  });

  it('are no hole when they name one active person', () => {
    const plant = starterPlant();
    plant.roster.changes = [
      change(plant, '冯晓梅'),
      change(plant, '徐志刚', { duty: 'siteKeeper', areaIds: ['packing'] }),
    ];
    expect(holesOf(plant)).toEqual([]);
  });

  it('name a date left to a leaver, unless it is history', () => {
    const plant = starterPlant();
    plant.roster.changes = [change(plant, '石磊')];
    leave(plant, '石磊');
    expect(holesOf(plant, '2026-11-23')).toEqual([
      '值班领导石磊已离岗，要换人',
      '2026-11-23 白班 没有值班领导',
    ]);
    expect(holesOf(plant, '2026-11-24')).toEqual([]);
  });

  it('name a date given to two', () => {
    const plant = starterPlant();
    const keeper = { duty: 'siteKeeper' as const, areaIds: ['packing'] };
    plant.roster.changes = [change(plant, '徐志刚', keeper), change(plant, '高明辉', keeper)];
    expect(holesOf(plant)).toEqual(['包装区 2026-11-23 白班 现场管控人不止一位：徐志刚、高明辉']);
  });
});
