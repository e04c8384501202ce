/** 使用前点检: begun by whoever uses the machine, once for each tap, told where the machine is, and missed by nobody. */
import { randomUUID } from 'node:crypto';
import type { BeforeUsePlan, TaskView } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  allOk,
  answerTo,
  countAll,
  INSPECTION,
  itemOf,
  MACHINE,
  plan,
  submit,
  taskStored,
  tasksStored,
} from './support/tasks';

const cloud = useCloud();

const HOUR = 3_600_000;
const LABEL = 'C-11';

const USE: BeforeUsePlan = {
  id: 'test-crane-use',
  title: '行车使用前点检',
  kind: 'spotCheck',
  route: [{ pointId: MACHINE, checklistId: 'crane' }],
  every: { kind: 'beforeUse' },
};

beforeAll(() => plan(cloud(), { ...INSPECTION, plans: [...INSPECTION.plans, USE] }));

const begin = (as = phone('reporter'), id: string = randomUUID()): Promise<TaskView> =>
  cloud().callOk(as, 'tasks.begin', { id, pointId: MACHINE });

const told = async (as = phone('bystander')) =>
  (await cloud().callOk(as, 'points.status', { pointNo: LABEL })).beforeUse;

contractOf('tasks.begin', {
  valid() {
    it('is theirs at once, among their tasks, and decides as a spot check does', async () => {
      const task = await begin();
      expect(task).toMatchObject({ kind: 'spotCheck', beforeUse: true, state: 'due', mine: true });
      const { tasks } = await cloud().callOk(phone('reporter'), 'tasks.today', {});
      expect(tasks).toContainEqual(task);
      const ended = await submit(cloud(), phone('reporter'), task.id, allOk(task), true);
      expect(ended.task).toMatchObject({ state: 'done', verdict: 'usable', finished: { late: false } });
    });

    it('is told at the machine and in its history: when, by whom, and what was decided', async () => {
      const task = await begin();
      const { id } = itemOf(task, 'hook');
      const photos = [await photo(cloud(), phone('reporter'))];
      const answers = allOk(task).map((one) =>
        one.itemId === id ? answerTo(id, { result: 'notOk', photos }) : one,
      );
      const { task: ended } = await submit(cloud(), phone('reporter'), task.id, answers, true);
      const { finished } = ended;
      expect(finished?.by.id).toBe(CAST.reporter);
      const last = { taskId: task.id, at: finished?.at, by: finished?.by, verdict: 'stop' };
      expect(await told()).toEqual({ last });
      const { rounds } = await cloud().callOk(phone('bystander'), 'tasks.history', { pointId: MACHINE });
      expect(rounds[0]).toMatchObject({ ...last, beforeUse: true });
    });
  },
  edge() {
    it('is made by nobody else: no clock makes one, and nobody who leaves the machine alone misses any', async () => {
      const before = (await tasksStored(cloud())).filter(({ planId }) => planId === USE.id).length;
      for (let day = 0; day < 3; day += 1) {
        await cloud().clock({ advance: 24 * HOUR, coalesce: true });
        await cloud().runTimer('jobs');
      }
      const after = (await tasksStored(cloud())).filter(({ planId }) => planId === USE.id);
      expect(after).toHaveLength(before);
      expect(after.filter(({ isMissed }) => isMissed)).toEqual([]);
    });

    it('lapses when it is left, and takes what a phone without a network answered all the same', async () => {
      const task = await begin();
      await cloud().clock({ advance: 13 * HOUR, coalesce: true });
      await cloud().runTimer('jobs');
      expect(await taskStored(cloud(), task.id)).toMatchObject({ state: 'dropped', isMissed: false });
      const misses = await cloud().callOk(phone('safety'), 'tasks.misses', {});
      expect(misses.tasks.map(({ id }) => id)).not.toContain(task.id);
      const ended = await submit(cloud(), phone('reporter'), task.id, allOk(task), true);
      expect(ended.task).toMatchObject({ state: 'done', miss: null, dropped: null });
    });

    it('counts as a plan of its machine, and apart from what was due', async () => {
      const count = async () => {
        await countAll(cloud());
        return cloud().callOk(phone('safety'), 'tasks.coverage', {});
      };
      const before = await count();
      const task = await begin();
      await submit(cloud(), phone('reporter'), task.id, allOk(task), true);
      const after = await count();
      expect([after.beforeUse - before.beforeUse, after.counts]).toEqual([1, before.counts]);
      await plan(cloud(), { ...INSPECTION, plans: [USE] });
      const bare = (await count()).uncovered.flatMap(({ points }) => points.map(({ id }) => id));
      expect(bare).not.toContain(MACHINE);
      await plan(cloud(), { ...INSPECTION, plans: [...INSPECTION.plans, USE] });
    });

    it('is of no concern to somebody who does not work here', async () => {
      expect(await told(guestPhone())).toBeNull();
      const other = await cloud().callOk(phone('bystander'), 'points.status', { pointNo: 'B-04' });
      expect(other.beforeUse).toBeNull();
    });

    it('takes three database calls with who asks', async () => {
      await begin();
      await cloud().resetStats();
      await begin();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['tasks.begin']?.request.calls).toBeLessThanOrEqual(3);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('reporter'),
      'tasks.begin',
      misshapen({ id: randomUUID(), pointId: MACHINE }),
    );

    it('refuses a machine that is not checked before use', async () => {
      const input = { id: randomUUID(), pointId: 'd-08' };
      const { fields } = await refused(cloud(), 'BAD_REQUEST', phone('reporter'), 'tasks.begin', input);
      expect(fields?.['pointId']).toContain('没有排使用前点检');
    });
  },
  forbidden() {
    it('is for people on the roll', async () => {
      const input = { id: randomUUID(), pointId: MACHINE };
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.begin', input);
    });

    it('says nothing of a round that somebody else began', async () => {
      const { id } = await begin();
      await refused(cloud(), 'REPLAY_REFUSED', phone('bystander'), 'tasks.begin', { id, pointId: MACHINE });
    });
    itRefusesNobody(cloud, 'tasks.begin', { id: randomUUID(), pointId: MACHINE });
  },
  replay() {
    it('is one round however often the tap arrives, and whatever is planned by then', async () => {
      const id = randomUUID();
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => begin(phone('reporter'), id)));
      for (const other of others) expect(other).toEqual(first);
      await plan(cloud(), INSPECTION);
      expect(await begin(phone('reporter'), id)).toEqual(first);
      await plan(cloud(), { ...INSPECTION, plans: [...INSPECTION.plans, USE] });
      const tasks = await tasksStored(cloud());
      expect(tasks.filter(({ _id }) => _id === id)).toHaveLength(1);
    });

    it('is of one machine', async () => {
      const { id } = await begin();
      const input = { id, pointId: 'd-08' };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('reporter'), 'tasks.begin', input);
    });
  },
});
