/** The task of a plan: everything copied in, one live photo, and no machine that is gone. */
import { taskFor, taskId } from '../../../../cloudfunctions/engine/inspection';
import { DAY, isoDay } from '../../../../miniprogram/shared/time';
import { AROUND, DUE, made, MISSED, OPENS, PLAN, shiftOn, START, WANG } from './fixtures';

it('is named by plan, day and shift, and has its three times from the start of the shift', () => {
  expect(made()).toMatchObject({
    _id: 'plan@2026-11-25:day',
    opensAt: OPENS,
    dueAt: DUE,
    missedAt: MISSED,
    nextDueAt: DUE,
    owner: WANG,
    departmentId: 'dept',
    areaId: 'hall',
    pointId: 'a-1',
    state: 'due',
    open: true,
  });
  expect(taskId('plan', shiftOn('2026-11-25'))).toBe(made()._id);
});

it('gives every item of a route a name of its own, also under one checklist', () => {
  const { stops, pointId, pointIds } = made({
    kind: 'patrol',
    route: ['a-1', 'a-2'].map((id) => ({ pointId: id, checklistId: 'list' })),
  });
  const ids = stops.flatMap(({ items }) => items.map(({ id }) => id));
  expect(new Set(ids).size).toBe(8);
  expect([pointId, pointIds]).toEqual([null, ['a-1', 'a-2']]);
  expect(stops[1]?.items[3]?.when).toEqual({ itemId: 'a-2:noise', result: 'notOk' });
});

it('draws one item that is asked in any case for a live photo, every one of them in the course of time', () => {
  const drawn = Array.from({ length: 60 }, (_none, n) => {
    const live = made({}, isoDay(START + n * DAY)).stops[0]?.items.filter((item) => item.live) ?? [];
    expect(live).toHaveLength(1);
    return live[0]?.id;
  });
  expect(new Set(drawn)).toEqual(new Set(['a-1:hook', 'a-1:oil', 'a-1:noise']));
  for (const id of new Set(drawn)) expect(drawn.filter((each) => each === id).length).toBeGreaterThan(8);
});

it('draws no item of an area in which no phone may be used', () => {
  const phoneFree = (areas: readonly string[]): typeof AROUND => ({
    ...AROUND,
    point: (id) => ({ ...AROUND.point(id)!, areaId: id }),
    area: (id) => ({ ...AROUND.area(id)!, phoneFree: areas.includes(id) }),
  });
  const route = ['a-1', 'a-2'].map((pointId) => ({ pointId, checklistId: 'list' }));
  const livesAmong = (areas: readonly string[]) =>
    Array.from({ length: 30 }, (_none, n) => {
      const shift = shiftOn(isoDay(START + n * DAY));
      const task = taskFor({ ...PLAN, kind: 'patrol', route }, shift, phoneFree(areas));
      return task?.stops.filter(({ items }) => items.some(({ live }) => live)).map(({ pointId }) => pointId);
    }).flat();
  expect(new Set(livesAmong(['a-1']))).toEqual(new Set(['a-2']));
  expect(livesAmong(['a-1', 'a-2'])).toEqual([]);
});

it('draws the same item for the same task', () => {
  expect(made()).toEqual(made());
});

it('leaves out a point that is gone, and is none without any', () => {
  const route = ['gone-1', 'a-2'].map((pointId) => ({ pointId, checklistId: 'list' }));
  const task = taskFor({ ...PLAN, kind: 'patrol', route }, shiftOn('2026-11-25'), AROUND);
  expect(task?.pointIds).toEqual(['a-2']);
  expect(taskFor({ ...PLAN, route: route.slice(0, 1) }, shiftOn('2026-11-25'), AROUND)).toBeNull();
});
