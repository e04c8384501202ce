/** Tasks for those who look after them: handed on, missed and explained. */
import type { TaskView } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { allOk, freshTask, missedTask, plan, submit, taskStored } from './support/tasks';

const cloud = useCloud();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NO_TASK = 'nothing@2026-11-25:day';

beforeAll(() => plan(cloud()));

/** Messages of a handover of a task, and those of its owner's tasks of that time. */
const told = async ({ id, owner, dueAt }: Pick<TaskView, 'id' | 'owner' | 'dueAt'>): Promise<string[]> =>
  (await cloud().dump('deliveries'))
    .filter(
      ({ _id }) =>
        String(_id).startsWith(`task-${id}-`) || String(_id).endsWith(`-${owner.id}-${String(dueAt)}`),
    )
    .map(({ notice, to }) => `${String(notice)} ${String(to)}`)
    .sort();

const REASON = '去支援装车，没来得及';

contractOf('tasks.handOver', {
  valid() {
    it('gives the task one new owner, who is told why', async () => {
      const { task, owner } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, to: CAST.keeper, reason: '我去开会' };
      const after = await cloud().callOk(owner, 'tasks.handOver', input);
      expect(after).toMatchObject({
        owner: { id: CAST.keeper },
        mine: false,
        handovers: [{ from: task.owner, to: { id: CAST.keeper }, by: task.owner, reason: '我去开会' }],
      });
      const { tasks } = await cloud().callOk(phone('keeper'), 'tasks.today', {});
      expect(tasks.find(({ id }) => id === task.id)?.mine).toBe(true);
      expect(await told(task)).toEqual([`taskHandedOver ${CAST.keeper}`]);
      const { notices } = await cloud().callOk(phone('keeper'), 'notices.list', {});
      expect(notices[0]?.title).toBe(`${task.owner.name}把一项任务交给你`);
    });

    it('may be done by a safety officer', async () => {
      const { task } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, to: CAST.fixer, reason: '他在现场' };
      const after = await cloud().callOk(phone('safety'), 'tasks.handOver', input);
      expect(after.handovers).toMatchObject([{ by: { id: CAST.safety } }]);
    });
  },
  edge() {
    it('keeps the answers that are there, and both may go on', async () => {
      const { task, owner } = await freshTask(cloud());
      const [first, ...rest] = allOk(task);
      const { task: begun } = await submit(cloud(), owner, task.id, [first!]);
      const input = { taskId: task.id, rev: begun.rev, to: CAST.keeper, reason: '下班' };
      await cloud().callOk(owner, 'tasks.handOver', input);
      const { task: ended } = await submit(cloud(), phone('keeper'), task.id, rest, true);
      expect(ended).toMatchObject({ state: 'done', finished: { by: { id: CAST.keeper } } });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('inspector'),
      'tasks.handOver',
      misshapen({ taskId: NO_TASK, rev: 1, to: 'p-012', reason: '开会' }),
    );

    it('refuses a task that is not there or over, and somebody who is not there or has it', async () => {
      const { task, owner } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, to: CAST.keeper, reason: '开会' };
      await refused(cloud(), 'TASK_UNKNOWN', owner, 'tasks.handOver', { ...input, taskId: NO_TASK });
      await refused(cloud(), 'PERSON_UNKNOWN', owner, 'tasks.handOver', { ...input, to: 'p-999' });
      await refused(cloud(), 'PERSON_SAME', owner, 'tasks.handOver', { ...input, to: task.owner.id });
      await refused(cloud(), 'CHANGED', owner, 'tasks.handOver', { ...input, rev: task.rev + 1 });
      const { task: ended } = await submit(cloud(), owner, task.id, allOk(task), true);
      await refused(cloud(), 'TASK_OVER', owner, 'tasks.handOver', { ...input, rev: ended.rev });
    });
  },
  forbidden() {
    it('is for its owner, safety and the supervisor of the place', async () => {
      const { task } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, to: CAST.fixer, reason: '开会' };
      for (const part of ['otherSupervisor', 'admin'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'tasks.handOver', input);
      await refused(cloud(), 'TASK_UNKNOWN', phone('bystander'), 'tasks.handOver', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.handOver', input);
    });
    itRefusesNobody(cloud, 'tasks.handOver', { taskId: NO_TASK, rev: 1, to: 'p-012', reason: '开会' });
  },
  replay() {
    it('happens once, however often it is sent, and is told once', async () => {
      const { task } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, to: CAST.fixer, reason: '他在现场' };
      const send = () => cloud().callOk(phone('safety'), 'tasks.handOver', input);
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect(await send()).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      expect(await told(task)).toEqual([`taskHandedOver ${CAST.fixer}`]);
    });
  },
});

contractOf('tasks.explain', {
  valid() {
    it('ends a miss with its reason, and leaves it a miss', async () => {
      const { task, owner } = await missedTask(cloud());
      expect(task).toMatchObject({ state: 'missed', open: true, miss: { reason: null } });
      const input = { taskId: task.id, rev: task.rev, reason: REASON };
      expect(await cloud().callOk(owner, 'tasks.explain', input)).toMatchObject({
        state: 'missed',
        open: false,
        miss: { reason: REASON, by: task.owner },
      });
    });
  },
  edge() {
    it('is not needed when the round is done late after all', async () => {
      const { task, owner } = await missedTask(cloud());
      const { task: ended } = await submit(cloud(), owner, task.id, allOk(task), true);
      expect(ended).toMatchObject({ state: 'done', finished: { late: true }, miss: { reason: null } });
      const input = { taskId: task.id, rev: ended.rev, reason: REASON };
      await refused(cloud(), 'TASK_OVER', owner, 'tasks.explain', input);
    });

    it('reminds the owner, then tells of the miss, and a day later one person up, each once', async () => {
      const { task } = await freshTask(cloud());
      const at = async (instant: number): Promise<string[]> => {
        await cloud().clock({ set: instant });
        await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
        await cloud().runTimer('jobs');
        return (await told(task)).map((line) => line.split(' ')[0] ?? '');
      };
      expect(await at(task.dueAt - MINUTE)).toEqual([]);
      expect(await at(task.dueAt + 5_000)).toEqual(['taskDue']);
      const atMiss = await at(task.missedAt + 5_000);
      expect(atMiss).toEqual(['taskDue', 'taskMissed', 'taskMissed']);
      expect(await at(task.missedAt + 23 * HOUR)).toEqual(atMiss);
      expect(await at(task.missedAt + 25 * HOUR)).toEqual([...atMiss, 'taskMissedUp']);
      expect(await at(task.missedAt + 60 * HOUR)).toEqual([...atMiss, 'taskMissedUp']);
      const { open, miss } = await taskStored(cloud(), task.id);
      expect([open, miss?.raisedTo.length]).toEqual([true, 2]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('inspector'),
      'tasks.explain',
      misshapen({ taskId: NO_TASK, rev: 1, reason: REASON }),
    );

    it('refuses a task that is not there, and one whose time is not over', async () => {
      const { task, owner } = await freshTask(cloud());
      const input = { taskId: task.id, rev: task.rev, reason: REASON };
      await refused(cloud(), 'TASK_UNKNOWN', owner, 'tasks.explain', { ...input, taskId: NO_TASK });
      const { fields } = await refused(cloud(), 'BAD_REQUEST', owner, 'tasks.explain', input);
      expect(Object.keys(fields ?? {})).toEqual(['reason']);
    });
  },
  forbidden() {
    it('is for its owner', async () => {
      const { task } = await missedTask(cloud());
      const input = { taskId: task.id, rev: task.rev, reason: REASON };
      for (const part of ['safety', 'manager'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'tasks.explain', input);
      await refused(cloud(), 'TASK_UNKNOWN', phone('bystander'), 'tasks.explain', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.explain', input);
    });
    itRefusesNobody(cloud, 'tasks.explain', { taskId: NO_TASK, rev: 1, reason: REASON });
  },
  replay() {
    it('is said once; the same again is no failure, other words are refused', async () => {
      const { task, owner } = await missedTask(cloud());
      const input = { taskId: task.id, rev: task.rev, reason: REASON };
      const send = () => cloud().callOk(owner, 'tasks.explain', input);
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect(await send()).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      await refused(cloud(), 'TASK_OVER', owner, 'tasks.explain', { ...input, reason: '忘了' });
    });
  },
});
