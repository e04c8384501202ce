/** Leave: the deputy does every duty, their deputy after them, and without one it is as if the person had left. */
import fc from 'fast-check';
import { createAbsences, type Absence } from '../../../cloudfunctions/features/routing/absences';
import { createTurnBook } from '../../../cloudfunctions/features/routing/turns';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { at, bookOf, factsOf, leave, named, starterPlant, type Plant } from './plant';

// 2026-11-23 is a Monday, 2026-11-27 a Friday.
const MONDAY_NOON = at('2026-11-23 12:00');
const FRIDAY_NOON = at('2026-11-27 12:00');

/** The starter plant with people on leave all week: name → deputy. */
function onLeave(deputies: Record<string, string | null>, from = '2026-11-23', to = '2026-11-29'): Plant {
  const plant = starterPlant();
  plant.roster.absences = Object.entries(deputies).map(([name, deputy]) => ({
    personId: named(plant, name).id,
    from,
    to,
    deputyId: deputy === null ? null : named(plant, deputy).id,
  }));
  return plant;
}

describe('in the place of somebody', () => {
  const away = (personId: string, deputyId: string | null, from = '2026-11-23', to = from): Absence => ({
    personId,
    from,
    to,
    deputyId,
  });
  const inPlaceOf = (absences: Absence[], date = '2026-11-23'): string | null =>
    createAbsences(absences).inPlaceOf('a', date);

  it.each<[string, Absence[], string | null]>([
    ['who is there: themselves', [away('b', 'c')], 'a'],
    ['their deputy', [away('a', 'b')], 'b'],
    ['the deputy of the deputy', [away('a', 'b'), away('b', 'c')], 'c'],
    ['nobody without a deputy', [away('a', null)], null],
    ['nobody where the line ends', [away('a', 'b'), away('b', null)], null],
    ['nobody in a circle', [away('a', 'b'), away('b', 'c'), away('c', 'b')], null],
    ['by the first of two', [away('a', 'b'), away('a', 'c')], 'b'],
    ['themselves on other days', [away('a', 'b', '2026-11-24'), away('a', 'b', '2026-11-22')], 'a'],
  ])('%s', (_, absences, id) => {
    expect(inPlaceOf(absences)).toBe(id);
  });

  it('covers the first and the last day', () => {
    const absences = [away('a', 'b', '2026-11-23', '2026-11-25')];
    expect(['22', '23', '24', '25', '26'].map((day) => inPlaceOf(absences, `2026-11-${day}`))).toEqual([
      'a',
      'b',
      'b',
      'b',
      'a',
    ]);
  });
});

describe('the duties of somebody on leave', () => {
  it.each<[string, Record<string, string | null>, string]>([
    ['are their deputy’s', { 朱文斌: '高明辉' }, '高明辉'],
    ['are those of the deputy’s deputy', { 朱文斌: '高明辉', 高明辉: '徐志刚' }, '徐志刚'],
    ['go on as if they had left', { 朱文斌: null }, '吴国平'],
    ['go on past a head on leave', { 朱文斌: null, 吴国平: null }, '陈志强'],
    ['go to the deputy of the head', { 朱文斌: null, 吴国平: '冯晓梅' }, '冯晓梅'],
  ])('of an area: %s', (_, deputies, name) => {
    expect(bookOf(onLeave(deputies)).siteKeeper('assembly', MONDAY_NOON).name).toBe(name);
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['are their deputy’s', { 陈志强: '孙立军' }, '孙立军'],
    ['go to their boss', { 陈志强: null }, '周建国'],
    ['go to the deputy of their boss', { 陈志强: null, 周建国: '李卫东' }, '李卫东'],
    ['go to a safety officer when the bosses are away', { 陈志强: null, 周建国: null }, '何志远'],
    ['never go back to who is away', { 陈志强: null, 周建国: '陈志强' }, '何志远'],
  ])('of the duty leader: %s', (_, deputies, name) => {
    expect(bookOf(onLeave(deputies)).dutyLeader(MONDAY_NOON).name).toBe(name);
  });

  it('of the general manager go to the deputy, and stay where nobody else is left', () => {
    const now = MONDAY_NOON;
    expect(bookOf(onLeave({ 周建国: '陈志强' }), now).manager().name).toBe('陈志强');
    expect(bookOf(onLeave({ 周建国: null }), now).manager().name).toBe('周建国');
    expect(bookOf(onLeave({ 周建国: '陈志强' }), now + 7 * DAY).manager().name).toBe('周建国');
  });

  it('of the safety officer and of an inspector are their deputies’', () => {
    const plant = onLeave({ 何志远: '林晓燕', 许静: '石磊' });
    expect(bookOf(plant).safety(MONDAY_NOON).name).toBe('林晓燕');
    expect(bookOf(plant).verifiers(factsOf(plant), FRIDAY_NOON)[0]?.explain).toBe('本区域当班巡检员石磊');
    expect(bookOf(onLeave({ 何志远: null })).safety(MONDAY_NOON).name).toBe('陈志强');
  });

  it('by a rule are their deputy’s, or the next rule’s', () => {
    const routed = (deputy: string | null): string => {
      const plant = onLeave({ 李卫东: deputy });
      return bookOf(plant).route(factsOf(plant, { categoryId: 'electrical' }), MONDAY_NOON).explain;
    };
    expect(routed('任小军')).toBe('按规则“用电类工作日白班由设备部处理”：部门负责人任小军');
    expect(routed(null)).toBe('按规则“夜里和周末，用电、吊装先由现场管控人控制”：现场管控人朱文斌');
  });

  it('by a rule that names them', () => {
    const plant = onLeave({ 任小军: '石磊' });
    const to = { kind: 'person' as const, personId: named(plant, '任小军').id };
    plant.routing = { rules: [{ id: 'r', because: '都给电工', when: {}, to }] };
    expect(bookOf(plant).route(factsOf(plant), MONDAY_NOON).person.name).toBe('石磊');
  });

  it('end with a deputy who left', () => {
    const plant = onLeave({ 朱文斌: '高明辉' });
    leave(plant, '高明辉');
    expect(bookOf(plant).siteKeeper('assembly', MONDAY_NOON).name).toBe('吴国平');
  });

  it('are theirs again from the first shift after', () => {
    const book = bookOf(onLeave({ 陈志强: '孙立军' }, '2026-11-23', '2026-11-23'));
    expect(book.dutyLeader(at('2026-11-23 23:59')).name).toBe('孙立军');
    expect(book.dutyLeader(at('2026-11-24 00:00')).name).toBe('陈志强');
  });

  it('are taken by shifts: a night that began on the last day is still the deputy’s', () => {
    const plant = onLeave({ 陈志强: '孙立军' }, '2026-11-23', '2026-11-23');
    plant.roster.shifts = [{ id: 'night', name: '夜班', start: '20:00', end: '08:00' }];
    plant.roster.duties = [
      {
        duty: 'dutyLeader',
        areaIds: [],
        shiftId: 'night',
        weekdays: [0, 1, 2],
        personId: named(plant, '陈志强').id,
      },
    ];
    const leaderAt = (when: string): string => bookOf(plant).dutyLeader(at(when)).name;
    expect(leaderAt('2026-11-23 07:59')).toBe('陈志强');
    expect(leaderAt('2026-11-23 20:00')).toBe('孙立军');
    expect(leaderAt('2026-11-24 07:59')).toBe('孙立军');
    expect(leaderAt('2026-11-24 20:00')).toBe('陈志强');
  });
});

describe('bossOf and headOf', () => {
  const now = MONDAY_NOON;

  it('name the deputy of a boss or head on leave', () => {
    const plant = onLeave({ 王大勇: '邓海波', 吴国平: '冯晓梅' });
    expect(bookOf(plant, now).bossOf(named(plant, '谢小刚').id)?.name).toBe('邓海波');
    expect(bookOf(plant, now).headOf('assembly')?.name).toBe('冯晓梅');
    expect(bookOf(plant, now + 7 * DAY).headOf('assembly')?.name).toBe('吴国平');
  });

  it('climb on without a deputy, and past one who would be their own boss', () => {
    const plant = onLeave({ 王大勇: '谢小刚', 吴国平: null });
    expect(bookOf(plant, now).bossOf(named(plant, '谢小刚').id)?.name).toBe('赵海峰');
    expect(bookOf(plant, now).headOf('assembly')).toBeNull();
    expect(bookOf(plant, now).headOf('moon')).toBeNull();
  });
});

describe('on duty', () => {
  it('is the deputy, not who is away; the team works all the same, the deputy’s own team does not', () => {
    const plant = onLeave({ 朱文斌: '高明辉' });
    const book = bookOf(plant, MONDAY_NOON);
    const isOn = (name: string): boolean | undefined => book.active(named(plant, name).id)?.onDuty;
    const teamOf = (name: string): string[] =>
      plant.people
        .filter((person) => person.teamId === named(plant, name).teamId && person.name !== name)
        .map((person) => person.name);
    expect(isOn('朱文斌')).toBe(false);
    expect(isOn('高明辉')).toBe(true);
    expect(teamOf('朱文斌').map(isOn)).toEqual(teamOf('朱文斌').map(() => true));
    expect(teamOf('朱文斌')).not.toEqual([]);
    const own = teamOf('高明辉');
    expect(own.map(isOn)).toEqual(
      own.map((name) => bookOf(starterPlant(), MONDAY_NOON).active(named(plant, name).id)?.onDuty),
    );
  });

  it('is whoever leads in the place of a duty leader without a deputy', () => {
    const plant = onLeave({ 陈志强: null });
    const { id } = named(plant, '周建国');
    expect(bookOf(plant, MONDAY_NOON).active(id)?.onDuty).toBe(true);
    expect(bookOf(plant).turnEndsAt(id, MONDAY_NOON)).toBe(at('2026-11-23 16:00'));
    expect(bookOf(starterPlant(), MONDAY_NOON).active(id)?.onDuty).toBe(false);
    const turns = createTurnBook({ ...plant, duty: bookOf(plant) });
    expect(turns.isOn(id, turns.at(MONDAY_NOON)!)).toBe(true);
  });

  it('lasts until the end of the shift', () => {
    const plant = onLeave({ 朱文斌: '高明辉' });
    const endOf = (name: string, when: number): number | null =>
      bookOf(plant).turnEndsAt(named(plant, name).id, when);
    expect(endOf('高明辉', MONDAY_NOON)).toBe(at('2026-11-23 16:00'));
    expect(endOf('汪建平', MONDAY_NOON)).toBe(at('2026-11-23 16:00'));
    expect(endOf('陈志强', at('2026-11-23 23:59'))).toBe(at('2026-11-24 00:00'));
    expect(endOf('朱文斌', MONDAY_NOON)).toBeNull();
    expect(endOf('谢小刚', MONDAY_NOON)).toBeNull();
    expect(bookOf(plant).turnEndsAt('nobody', MONDAY_NOON)).toBeNull();
  });

  it('is the same by both look-ups, to the end of the turn and not beyond the shift', () => {
    const plant = onLeave({ 朱文斌: '高明辉', 陈志强: null, 许静: '石磊' }, '2026-11-20', '2026-12-10');
    const person = fc.constantFrom(...plant.people.map(({ id }) => id));
    const minutes = (at('2026-12-15 00:00') - at('2026-11-15 00:00')) / MINUTE;
    const instant = fc.integer({ min: 0, max: minutes }).map((n) => at('2026-11-15 00:00') + n * MINUTE);
    fc.assert(
      fc.property(person, instant, (id, when) => {
        const isOn = (now: number): boolean | undefined => bookOf(plant, now).active(id)?.onDuty;
        const end = bookOf(plant).turnEndsAt(id, when);
        expect(isOn(when)).toBe(end !== null);
        if (end === null) return;
        expect(end).toBeGreaterThan(when);
        expect(isOn(end - 1)).toBe(true);
        expect(bookOf(plant).turnEndsAt(id, end - 1)).toBe(end);
      }),
      { numRuns: 200 },
    );
  });
});

describe('turns on duty', () => {
  it('are the deputy’s', () => {
    const plant = onLeave({ 王大勇: '邓海波' });
    const turns = createTurnBook({ ...plant, duty: bookOf(plant) });
    const friday = turns.at(at('2026-11-27 09:00'))!;
    const [away, deputy] = [named(plant, '王大勇').id, named(plant, '邓海波')];
    expect(turns.isOn(away, friday)).toBe(false);
    expect(turns.isOn(deputy.id, friday)).toBe(true);
    expect(turns.areasOf(deputy.id, friday)).toContain('manual-welding');
    expect(turns.keeper('manual-welding', friday)).toEqual({
      person: { id: deputy.id, name: '邓海波' },
      rostered: true,
    });
  });
});
