/** Holes that leave tears: each is named with its dates and shift, and a deputy closes it. */
import { rosterHoles } from '../../../../cloudfunctions/features/routing/holes';
import { leave, named, starterPlant, type Plant } from '../plant';

const holesOf = (plant: Plant, today?: string): string[] =>
  rosterHoles(plant.places, plant.roster, plant.people, today);

/** The starter plant with leave: name, first day, last day, deputy. */
function withLeave(...leaves: [name: string, from: string, to: string, deputy: string | null][]): Plant {
  const plant = starterPlant();
  plant.roster.absences = leaves.map(([name, from, to, deputy]) => ({
    personId: named(plant, name).id,
    from,
    to,
    deputyId: deputy === null ? null : named(plant, deputy).id,
  }));
  return plant;
}

const BECAUSE = '陈志强请假，没有人代班';

describe('leave of a duty leader', () => {
  // 陈志强 leads on Mondays by day and evening, and on the night that follows.
  it('without a deputy is a hole in each shift of each day', () => {
    expect(holesOf(withLeave(['陈志强', '2026-11-23', '2026-11-24', null]))).toEqual([
      `2026-11-23 白班 没有值班领导：${BECAUSE}`,
      `2026-11-23 中班 没有值班领导：${BECAUSE}`,
      `2026-11-24 夜班 没有值班领导：${BECAUSE}`,
    ]);
  });

  it('for long is told in few words', () => {
    expect(holesOf(withLeave(['陈志强', '2026-11-23', '2026-12-31', null]))[0]).toBe(
      `2026-11-23、2026-11-30、2026-12-07 等 6 天 白班 没有值班领导：${BECAUSE}`,
    );
  });

  it.each<[string, ...Parameters<typeof withLeave>]>([
    ['with a deputy', ['陈志强', '2026-11-23', '2026-11-24', '孙立军']],
    ['on days without duty', ['陈志强', '2026-11-25', '2026-11-29', null]],
    [
      'with a deputy of the deputy',
      ['陈志强', '2026-11-23', '2026-11-24', '孙立军'],
      ['孙立军', '2026-11-23', '2026-11-24', '李卫东'],
    ],
  ])('%s is none', (_, ...leaves) => {
    expect(holesOf(withLeave(...leaves))).toEqual([]);
  });

  it('is a hole when the deputies go in a circle', () => {
    const plant = withLeave(
      ['陈志强', '2026-11-23', '2026-11-23', '孙立军'],
      ['孙立军', '2026-11-22', '2026-11-23', '陈志强'],
    );
    expect(holesOf(plant)).toEqual([
      `2026-11-23 白班 没有值班领导：${BECAUSE}`,
      `2026-11-23 中班 没有值班领导：${BECAUSE}`,
    ]);
  });

  it('is none on a day that a change gives to somebody else, and one on a day that it gives to them', () => {
    const plant = withLeave(['陈志强', '2026-11-23', '2026-11-26', null]);
    const change = { duty: 'dutyLeader' as const, areaIds: [] };
    const [away, other] = [named(plant, '陈志强').id, named(plant, '李卫东').id];
    plant.roster.changes = [
      { ...change, date: '2026-11-23', shiftId: 'day', personId: other },
      { ...change, date: '2026-11-23', shiftId: 'swing', personId: other },
      { ...change, date: '2026-11-24', shiftId: 'night', personId: other },
      { ...change, date: '2026-11-26', shiftId: 'day', personId: away },
    ];
    expect(holesOf(plant)).toEqual([`2026-11-26 白班 没有值班领导：${BECAUSE}`]);
  });

  it('is history once it is over', () => {
    const plant = withLeave(['陈志强', '2026-11-23', '2026-12-01', null]);
    expect(holesOf(plant, '2026-11-30')).toEqual([
      `2026-11-30 白班 没有值班领导：${BECAUSE}`,
      `2026-11-30 中班 没有值班领导：${BECAUSE}`,
      `2026-12-01 夜班 没有值班领导：${BECAUSE}`,
    ]);
    expect(holesOf(plant, '2026-12-02')).toEqual([]);
  });
});

describe('leave of a 现场管控人', () => {
  it('is told once for all their areas', () => {
    expect(holesOf(withLeave(['朱文斌', '2026-11-23', '2026-11-23', null]))).toEqual([
      '2026-11-23 白班 抛丸区、调漆间、喷漆房等 7 个区域没有现场管控人：朱文斌请假，没有人代班',
    ]);
  });
});

describe('names in leave', () => {
  it('that are not there', () => {
    const plant = withLeave(
      ['朱文斌', '2026-11-25', '2026-11-25', '高明辉'],
      ['石磊', '2026-11-25', '2026-11-25', '石磊'],
    );
    plant.roster.absences![0]!.personId = 'p-998';
    plant.roster.absences![1]!.deputyId = 'p-999';
    expect(holesOf(plant)).toEqual([
      '请假的 p-998 不在人员名单里',
      '石磊请假时的代班人 p-999 不在人员名单里',
    ]);
  });

  it('of a deputy who left', () => {
    const plant = withLeave(['陈志强', '2026-11-23', '2026-11-23', '石磊']);
    leave(plant, '石磊');
    expect(holesOf(plant)).toEqual([
      '陈志强请假时的代班人石磊已离岗，要换人',
      `2026-11-23 白班 没有值班领导：${BECAUSE}`,
      `2026-11-23 中班 没有值班领导：${BECAUSE}`,
    ]);
  });

  it('twice at a time', () => {
    const plant = withLeave(
      ['石磊', '2026-11-25', '2026-11-27', null],
      ['石磊', '2026-11-27', '2026-11-29', null],
      ['石磊', '2026-12-01', '2026-12-01', null],
    );
    expect(holesOf(plant)).toEqual(['石磊的请假从 2026-11-27 起写了两次']);
  });
});
