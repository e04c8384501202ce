/** 使用前点检: begun by a tap, owed by nobody, and never a miss. */
import {
  begun,
  finish,
  LAPSES_AFTER,
  lapsed,
  merged,
  revived,
  tick,
} from '../../../../cloudfunctions/engine/inspection';
import { DAY } from '../../../../miniprogram/shared/time';
import type { BeforeUsePlan, Task } from '../../../../typings/inspection';
import { ALL, AROUND, made, START, WANG } from './fixtures';

const PLAN: BeforeUsePlan = {
  id: 'use',
  title: '使用前点检',
  kind: 'spotCheck',
  route: [{ pointId: 'a-1', checklistId: 'list' }],
  every: { kind: 'beforeUse' },
};

const ID = '5a3c1d7e-0000-4000-8000-000000000001';

function use(now = START): Task {
  const task = begun(PLAN, ID, now, AROUND);
  if (task === null) throw new Error('nothing to look at');
  return task;
}

const around = { isThere: () => false, bossOf: () => WANG };

it('has all that a spot check has, may begin at once, and belongs to no shift', () => {
  const { _id, shiftId, opensAt, owner, pointId, stops } = use();
  expect({ _id, shiftId, opensAt, owner, pointId }).toEqual({
    _id: ID,
    shiftId: '',
    opensAt: START,
    owner: WANG,
    pointId: 'a-1',
  });
  expect(stops.flatMap(({ items }) => items).map(({ id }) => id)).toEqual(
    made()
      .stops.flatMap(({ items }) => items)
      .map(({ id }) => id),
  );
  expect(begun({ ...PLAN, route: [{ pointId: 'gone', checklistId: 'list' }] }, ID, START, AROUND)).toBeNull();
});

it('ends with a verdict, neither late nor missed, however long it took', () => {
  const { task } = finish(merged(use(), ALL(), WANG, START), WANG, START + LAPSES_AFTER - 1);
  expect(task).toMatchObject({ verdict: 'usable', isMissed: false, miss: null, finished: { late: false } });
});

it('lapses when nobody finishes it, and nobody is told', () => {
  expect(tick(use(), START + LAPSES_AFTER - 1, around)).toBeNull();
  const ended = tick(merged(use(), ALL().slice(0, 1), WANG, START), START + LAPSES_AFTER, around);
  expect(ended).toMatchObject({
    tell: [],
    task: { state: 'dropped', open: false, isMissed: false, miss: null, nextDueAt: null },
  });
  expect(ended?.task.dropped?.reason).toBe('没查完就没再查，这一次不算');
});

it('is open again when a phone without a network tells of it later, and not late then', () => {
  const later = START + 3 * DAY;
  const open = revived(lapsed(use(), START + LAPSES_AFTER), later);
  expect(open).toMatchObject({ open: true, state: 'due', dropped: null });
  expect(finish(merged(open, ALL(), WANG, later), WANG, later).task).toMatchObject({
    state: 'done',
    isMissed: false,
    finished: { late: false },
  });
  const planned = { ...made(), state: 'dropped', open: false } as const;
  expect(revived(planned, later)).toBe(planned);
});
