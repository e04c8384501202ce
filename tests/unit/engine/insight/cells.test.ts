/** Adding up: numbers do not depend on order or on how they are cut, nothing is 0, and days make the month. */
import fc from 'fast-check';
import {
  inspectionMonth,
  quickRounds,
  sumOf,
  total,
  type DayCounts,
} from '../../../../cloudfunctions/engine/insight';
import type { Cell } from '../../../../typings/insight';

const cell: fc.Arbitrary<Cell> = fc.record({
  of: fc.constantFrom('round', 'permit'),
  by: fc.record({ area: fc.constantFrom('a', 'b'), plan: fc.constantFrom('p', 'q') }),
  n: fc.dictionary(fc.constantFrom('due', 'done'), fc.integer({ min: 0, max: 9 })),
});

it('comes to the same in any order and however it is cut', () => {
  fc.assert(
    fc.property(fc.array(cell), fc.nat({ max: 20 }), (cells, at) => {
      const whole = sumOf(cells);
      expect(sumOf([...cells].reverse())).toEqual(whole);
      expect(sumOf([...sumOf(cells.slice(0, at)), ...sumOf(cells.slice(at))])).toEqual(whole);
      expect(whole.every(({ n }) => Object.values(n).every((count) => count > 0))).toBe(true);
    }),
  );
});

it('keeps single values by their id, and names as they were given last', () => {
  const by = { plan: 'p' };
  const one = (id: string, name: string) => ({
    cells: [{ of: 'round', by, n: { done: 1 }, each: [[id, 7] satisfies [string, number]] }],
    names: { plan: { p: name } },
  });
  expect(total([one('b', '旧名'), one('a', '新名')])).toEqual({
    cells: [
      {
        ...{ of: 'round', by, n: { done: 2 } },
        each: [
          ['a', 7],
          ['b', 7],
        ],
      },
    ],
    names: { plan: { p: '新名' } },
  });
});

const day = (_id: string, ...cells: Cell[]): DayCounts => ({ _id, cells, names: { plan: { p: '点检' } } });

const round = (n: Cell['n'], opens = '480', each: Cell['each'] = []): Cell => ({
  ...{ of: 'round', by: { kind: 'patrol', plan: 'p', area: 'a', opens }, n },
  ...(each.length === 0 ? {} : { each }),
});

const read = (days: DayCounts[], now: string, before: DayCounts[] = []) =>
  inspectionMonth({ days, before, now: Date.parse(now), isMine: () => true, isWhole: true });

it('leaves out a round until it opens, to the minute', () => {
  const days = [day('2026-11-25', round({ due: 1 })), day('2026-11-26', round({ due: 1 }))];
  const due = (now: string) => read(days, now).totals.rounds.patrol.due;
  expect(due('2026-11-26T07:59:59+08:00')).toBe(1);
  expect(due('2026-11-26T08:00:00+08:00')).toBe(2);
});

it('is nothing of a month before in which nothing was counted', () => {
  expect(read([], '2026-11-26T08:00:00+08:00', [day('2026-10-01')]).before).toBeNull();
  const before = [day('2026-10-01', round({ due: 3 }))];
  expect(read([], '2026-11-26T08:00:00+08:00', before).before?.rounds.patrol.due).toBe(3);
});

it('points at what went much faster than usual, and only where something is usual', () => {
  const took = (...seconds: number[]) =>
    seconds.map((each, n) => day(`2026-11-0${n + 1}`, round({ done: 1 }, '480', [[`t-${n}`, each]])));
  expect(quickRounds(took(600, 600, 600, 10))).toEqual([]);
  expect(quickRounds(took(50, 50, 50, 50, 1))).toEqual([]);
  const days = took(600, 600, 600, 600, 179);
  expect(quickRounds(days)).toMatchObject([{ taskId: 't-4', date: '2026-11-05', seconds: 179, usual: 600 }]);
  expect(quickRounds(took(600, 600, 600, 600, 180))).toEqual([]);
  const { plans } = read(days, '2026-12-01T08:00:00+08:00');
  expect(plans).toMatchObject([{ id: 'p', name: '点检', kind: 'patrol', rounds: { done: 5, quick: 1 } }]);
});
