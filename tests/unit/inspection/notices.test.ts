/** What falls due together for one person is one message, and the same one however it is told. */
import { tick, type Around, type Ticked } from '../../../cloudfunctions/engine/inspection';
import { toldBy } from '../../../cloudfunctions/features/inspection/notices';
import { AROUND, DUE, LI, made, MISSED, PLAN, shiftOn, WANG } from '../engine/inspection/fixtures';
import { taskFor } from '../../../cloudfunctions/engine/inspection';
import type { Task } from '../../../typings/inspection';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const BOSS = { id: 'p-boss', name: '赵海峰' };
const around: Around = { isThere: () => true, bossOf: () => BOSS };

const taskOf = (planId: string, owner = WANG): Task =>
  taskFor({ ...PLAN, id: planId }, shiftOn('2026-11-25'), { ...AROUND, owner })!;

const tickedAt = (tasks: Task[], now: number): Ticked[] =>
  tasks.flatMap((task) => tick(task, now, around) ?? []);

it('is one for each person', () => {
  const ticked = tickedAt([taskOf('a'), taskOf('b'), taskOf('c', LI)], DUE);
  expect(toldBy(ticked).map(({ to, tasks }) => [to.id, tasks.map(({ planId }) => planId)])).toEqual([
    [WANG.id, ['a', 'b']],
    [LI.id, ['c']],
  ]);
});

it('tells a supervisor of the misses of each person by themselves', () => {
  const ticked = tickedAt([taskOf('a'), taskOf('b'), taskOf('c', LI)], MISSED);
  const told = toldBy(ticked).map(({ to, tasks }) => [to.id, tasks[0].owner.id, tasks.length]);
  expect(told).toEqual([
    [WANG.id, WANG.id, 2],
    [BOSS.id, WANG.id, 2],
    [LI.id, LI.id, 1],
    [BOSS.id, LI.id, 1],
  ]);
});

it('is called the same whichever part of it is told', () => {
  const [whole] = toldBy(tickedAt([taskOf('a'), taskOf('b')], DUE));
  const [part] = toldBy(tickedAt([taskOf('b')], DUE));
  expect(part?.key).toBe(whole?.key);
  const [other] = toldBy(tickedAt([made({ window: { ...PLAN.window, closes: 130 } })], DUE + 600_000));
  expect(other?.key).not.toBe(whole?.key);
});
