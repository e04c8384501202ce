/** The clock over a task: a reminder, a miss, one person up; each once, however late it runs, and nothing in silence. */
import { finish, merged, tick, type Around } from '../../../../cloudfunctions/engine/inspection';
import { DAY } from '../../../../miniprogram/shared/time';
import { ALL, DUE, made, MISSED, OPENS, WANG } from './fixtures';

const BOSS = { id: 'p-boss', name: '赵海峰' };
const MANAGER = { id: 'p-manager', name: '周建国' };
const ABOVE: Record<string, typeof BOSS | undefined> = { [WANG.id]: BOSS, [BOSS.id]: MANAGER };

const around: Around = { isThere: () => true, bossOf: (id) => ABOVE[id] ?? null };

it('does nothing before the window is over, nor twice', () => {
  expect(tick(made(), DUE - 1, around)).toBeNull();
  const reminded = tick(made(), DUE, around);
  expect(reminded?.tell).toEqual([{ notice: 'taskDue', to: WANG }]);
  expect(reminded?.task.nextDueAt).toBe(MISSED);
  expect(tick(reminded!.task, DUE + 1, around)).toBeNull();
});

it('records the miss, tells the owner and who is above, and leaves it open', () => {
  const missed = tick({ ...made(), nextDueAt: MISSED }, MISSED, around);
  expect(missed?.tell).toEqual([WANG, BOSS].map((to) => ({ notice: 'taskMissed', to })));
  expect(missed?.task).toMatchObject({
    state: 'missed',
    open: true,
    isMissed: true,
    miss: { at: MISSED, reason: null, by: null, raisedTo: [BOSS] },
    nextDueAt: MISSED + DAY,
  });
});

it('reminds nobody of what is a miss already', () => {
  expect(tick(made(), MISSED + DAY, around)?.tell.map(({ notice }) => notice)).toEqual([
    'taskMissed',
    'taskMissed',
  ]);
});

it('tells one person up a day later, once', () => {
  const missed = tick(made(), MISSED, around)!.task;
  expect(tick(missed, MISSED + DAY - 1, around)).toBeNull();
  const raised = tick(missed, MISSED + DAY, around);
  expect(raised?.tell).toEqual([{ notice: 'taskMissedUp', to: MANAGER }]);
  expect(raised?.task).toMatchObject({ open: true, miss: { raisedTo: [BOSS, MANAGER] }, nextDueAt: null });
  expect(tick(raised!.task, MISSED + 30 * DAY, around)).toBeNull();
});

it('tells nobody where nobody is above', () => {
  const alone = { ...around, bossOf: () => null };
  const missed = tick(made(), MISSED, alone);
  expect(missed?.tell).toEqual([{ notice: 'taskMissed', to: WANG }]);
  expect(tick(missed!.task, MISSED + DAY, alone)).toMatchObject({ tell: [], task: { open: true } });
});

it('leaves a round alone that is over', () => {
  const { task } = finish(merged(made(), ALL(), WANG, OPENS), WANG, OPENS);
  expect(tick(task, MISSED + DAY, around)).toBeNull();
});

it('drops a task whose machine is gone and says so, but not one that somebody began', () => {
  const gone = { ...around, isThere: () => false };
  const ended = tick(made(), DUE, gone);
  expect(ended?.task).toMatchObject({ state: 'dropped', open: false, nextDueAt: null, isMissed: false });
  expect(ended?.task.dropped?.reason).toMatch(/撤掉/);
  expect(ended?.tell).toEqual([]);
  const begun = merged(made(), ALL().slice(0, 1), WANG, OPENS);
  expect(tick(begun, MISSED, gone)?.task.state).toBe('missed');
});
