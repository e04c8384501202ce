/** Holes of a routing table: names that are not there, rules without a turn, hazards without a person. */
import fc from 'fast-check';
import { routingHoles } from '../../../../cloudfunctions/features/routing/holes';
import { matches } from '../../../../cloudfunctions/features/routing/rules';
import { DAY_MINUTES, spanOf, weekSlots } from '../../../../cloudfunctions/features/routing/shifts';
import type { RoutingTable } from '../../../../typings/config';
import { factsOf, leave, named, starterPlant, type Plant } from '../plant';

type Rule = RoutingTable['rules'][number];

const holesOf = (plant: Plant): string[] =>
  routingHoles(plant.routing, plant.places, plant.templates, plant.roster, plant.people);

const rule = (because: string, when: Rule['when'], to: Rule['to'] = { kind: 'siteKeeper' }): Rule => ({
  id: because,
  because,
  when,
  to,
});

/** The starter plant with these rules before a last one for everything. */
function withRules(...rules: Rule[]): Plant {
  const plant = starterPlant();
  plant.routing = { rules: [...rules, rule('其余', {})] };
  return plant;
}

describe('the last rule', () => {
  it('must have no conditions', () => {
    const plant = starterPlant();
    plant.routing.rules.pop();
    expect(holesOf(plant)).toEqual(['最后一条规则要不带条件，接住其余所有隐患']);
  });
});

describe('names that are not there', () => {
  it.each<[Rule['when'], string]>([
    [{ areaIds: ['saw', 'roof'] }, '规则“试”的区域 roof 不存在'],
    [{ pointIds: ['a-01', 'z-99'] }, '规则“试”的点位 z-99 不存在'],
    [{ departmentIds: ['welding', 'moon'] }, '规则“试”的部门 moon 不存在'],
    [{ categoryIds: ['fire', 'water'] }, '规则“试”的类别 water 不存在'],
    [{ shiftIds: ['day', 'late'] }, '规则“试”的班次 late 不存在'],
  ])('%j', (when, hole) => {
    expect(holesOf(withRules(rule('试', when)))).toEqual([hole]);
  });

  it.each<[Rule['to'], string]>([
    [{ kind: 'person', personId: 'p-999' }, '规则“试”派给的 p-999 不在人员名单里'],
    [{ kind: 'departmentHead', departmentId: 'moon' }, '规则“试”的部门 moon 不存在'],
  ])('%j', (to, hole) => {
    expect(holesOf(withRules(rule('试', { categoryIds: ['fire'] }, to)))).toEqual([hole]);
  });

  it('a person or head who left', () => {
    const plant = withRules(
      rule(
        '给电工',
        { categoryIds: ['electrical'] },
        { kind: 'person', personId: named(starterPlant(), '任小军').id },
      ),
      rule('给设备部', { categoryIds: ['lifting'] }, { kind: 'departmentHead', departmentId: 'equipment' }),
    );
    leave(plant, '任小军', '李卫东');
    // 李卫东 is also the duty leader of a day, but his areas are kept, so nothing goes unanswered.
    expect(holesOf(plant)).toEqual([
      '规则“给电工”派给的任小军已离岗，要换人',
      '规则“给设备部”派给的部门 equipment 没有在岗的负责人',
    ]);
  });

  it('one id twice', () => {
    expect(
      holesOf(withRules(rule('试', { categoryIds: ['fire'] }), rule('试', { categoryIds: ['site'] }))),
    ).toEqual(['有两条规则的编号都是 试']);
  });
});

describe('rules that never get a turn', () => {
  const covered = '规则“后”永远轮不到，前面的规则已经都接走了';
  const contradictory = '规则“后”的条件凑不到一起，永远轮不到';

  it.each<[Rule['when'], Rule['when'], string[]]>([
    [{ categoryIds: ['fire'] }, { categoryIds: ['fire'], urgencies: ['high'] }, [covered]],
    [{ categoryIds: ['fire'], urgencies: ['high'] }, { categoryIds: ['fire'] }, []],
    [{ departmentIds: ['painting'] }, { areaIds: ['paint-room', 'drying'] }, [covered]],
    [{ areaIds: ['gas-manifold'] }, { pointIds: ['b-11'] }, [covered]],
    [{ areaIds: ['saw'] }, { pointIds: ['b-11'] }, []],
    [{ pointIds: ['b-11', 'b-12'] }, { areaIds: ['gas-manifold'] }, []],
    [{ weekdays: [1, 2] }, { weekdays: [1], shiftIds: ['day'] }, [covered]],
    [{ hours: { from: '22:00', to: '06:00' } }, { hours: { from: '23:00', to: '01:00' } }, [covered]],
    [{ hours: { from: '23:00', to: '01:00' } }, { hours: { from: '22:00', to: '06:00' } }, []],
    [{ hours: { from: '10:00', to: '11:00' } }, { shiftIds: ['day'] }, []],
    [{ kinds: ['thing'] }, { shiftIds: ['day'], hours: { from: '16:00', to: '08:00' } }, [contradictory]],
    [{ shiftIds: ['day'] }, { hours: { from: '08:00', to: '16:00' } }, [covered]],
    [{}, { suspectedMajor: true }, [covered, '规则“其余”永远轮不到，前面的规则已经都接走了']],
    [{ kinds: ['thing'] }, { areaIds: ['saw'], departmentIds: ['welding'] }, [contradictory]],
  ])('%j before %j', (before, after, holes) => {
    expect(holesOf(withRules(rule('前', before), rule('后', after)))).toEqual(holes);
  });

  it('sees that several earlier rules together leave nothing', () => {
    const day = { shiftIds: ['day', 'swing'] };
    const rules = [
      rule('一', day),
      rule('二', { shiftIds: ['night'] }),
      rule('后', { categoryIds: ['fire'] }),
    ];
    expect(holesOf(withRules(...rules))).toContain(covered);
  });
});

describe('the folded proof', () => {
  const plant = starterPlant();
  plant.places.areas = plant.places.areas.filter(({ id }) => ['saw', 'press', 'packing'].includes(id));
  plant.places.points = plant.places.points.filter(({ areaId }) => areaId === 'saw');
  plant.templates.categories = plant.templates.categories.slice(0, 2);
  const some = <T>(values: T[]) => fc.subarray(values, { minLength: 1 });
  const when = fc.record(
    {
      areaIds: some(plant.places.areas.map(({ id }) => id)),
      pointIds: some(plant.places.points.map(({ id }) => id)),
      departmentIds: some(['machining', 'assembly']),
      categoryIds: some(plant.templates.categories.map(({ id }) => id)),
      urgencies: some(['high' as const, 'medium' as const, 'low' as const]),
      shiftIds: some(['day', 'swing', 'night']),
      weekdays: some([0, 3]),
      hours: fc
        .shuffledSubarray(['00:30', '06:00', '08:00', '12:00', '22:00'], { minLength: 2, maxLength: 2 })
        .map(([from = '', to = '']) => ({ from, to })),
      kinds: some(['thing' as const, 'behaviour' as const]),
      suspectedMajor: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  /** Every hazard that a rule could tell from another, spelled out. */
  const hazards = [
    ...plant.places.areas.map(({ id }) => ({ areaId: id })),
    ...plant.places.points.map(({ id }) => ({ areaId: 'saw', pointId: id })),
  ]
    .flatMap((place) => ['', 'fire', 'electrical'].map((categoryId) => ({ ...place, categoryId })))
    .flatMap((facts) => (['high', 'medium', 'low'] as const).map((urgency) => ({ ...facts, urgency })))
    .flatMap((facts) => (['thing', 'behaviour'] as const).map((kind) => ({ ...facts, kind })))
    .flatMap((facts) => [true, false].map((suspectedMajor) => factsOf(plant, { ...facts, suspectedMajor })));
  /** Every half hour of some days, by shift. */
  const moments = weekSlots(plant.roster.shifts)
    .filter(({ weekday }) => [0, 1, 3].includes(weekday))
    .flatMap((slot) => {
      const { start, length } = spanOf(plant.roster.shifts.find(({ id }) => id === slot.shiftId)!);
      return Array.from({ length: length / 30 }, (_, n) => ({
        slot,
        minute: (start + 30 * n) % DAY_MINUTES,
      }));
    });

  it('finds the same idle rules as asking every hazard in every shift and hour', () => {
    fc.assert(
      fc.property(fc.array(when, { minLength: 1, maxLength: 5 }), (conditions) => {
        const rules = conditions.map((condition, index) => rule(`r-${index}`, condition));
        plant.routing = { rules };
        const turns = new Set(
          hazards.flatMap((facts) =>
            moments.map(({ slot, minute }) => rules.findIndex((one) => matches(one, facts, slot, minute))),
          ),
        );
        const idle = rules.filter((_, index) => !turns.has(index)).map(({ because }) => because);
        const found = holesOf(plant).filter((hole) => hole.includes('永远轮不到'));
        expect(found.map((hole) => /“(.*)”/.exec(hole)?.[1])).toEqual(idle);
      }),
      { numRuns: 40 },
    );
  });
});

describe('hazards without a person', () => {
  it('are named by area, days and shift', () => {
    const plant = withRules();
    plant.roster.duties = plant.roster.duties.filter(({ duty }) => duty !== 'dutyLeader');
    expect(holesOf(plant)).toEqual([]);
    plant.roster.duties = plant.roster.duties.map((line) =>
      line.duty === 'siteKeeper' && line.shiftId === 'night'
        ? { ...line, areaIds: line.areaIds.filter((id) => id !== 'canteen') }
        : line,
    );
    expect(holesOf(plant)).toEqual([]);
    leave(plant, '蒋丽华');
    expect(holesOf(plant)).toEqual(['食堂 每天 夜班 有隐患会没人接']);
  });

  it('are found when a rule speaks to nobody and nothing stands behind it', () => {
    const plant = starterPlant();
    plant.routing = {
      rules: [rule('火', { categoryIds: ['fire'] }), rule('全', {}, { kind: 'safety' })],
    };
    plant.roster.duties = plant.roster.duties.filter(({ duty }) => duty !== 'dutyLeader');
    expect(holesOf(plant)).toContain('喷漆房 每天 夜班 有隐患会没人接');
    expect(holesOf(plant)).toHaveLength(24 * 2);
  });
});

describe('a rule for some hours', () => {
  it('leaves the other hours of the shift to be answered', () => {
    const plant = starterPlant();
    plant.routing = {
      rules: [rule('早', { hours: { from: '00:00', to: '07:00' } }), rule('全', {}, { kind: 'safety' })],
    };
    plant.roster.duties = plant.roster.duties.filter(({ duty }) => duty !== 'dutyLeader');
    expect(holesOf(plant)).toContain('喷漆房 每天 夜班 有隐患会没人接');
    plant.routing.rules[0]!.when.hours = { from: '00:00', to: '08:00' };
    expect(holesOf(plant)).not.toContain('喷漆房 每天 夜班 有隐患会没人接');
  });
});

describe('size', () => {
  it('proves 100 rules over 24 areas, 60 points and 21 shifts of the week in well under a second', () => {
    const areaIds = starterPlant().places.areas.map(({ id }) => id);
    const plant = withRules(
      ...Array.from({ length: 100 }, (_, index) => ({
        ...rule(`规则 ${index}`, {
          areaIds: [areaIds[index % 24] ?? ''],
          categoryIds: [starterPlant().templates.categories[index % 8]?.id ?? ''],
          weekdays: [index % 7],
        }),
        id: `r-${index}`,
      })),
    );
    const start = performance.now();
    expect(holesOf(plant).filter((hole) => !hole.includes('永远轮不到'))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
