/** Rounds for those who oversee them: what was missed, what is covered, and a machine's history. */
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  allOk,
  answerTo,
  countAll,
  freshTask,
  itemOf,
  MACHINE,
  missedTask,
  plan,
  ROUTE,
  submit,
  taskStored,
} from './support/tasks';

const cloud = useCloud();

const MINUTE = 60_000;

beforeAll(() => plan(cloud()));

const missesOf = async (part: Part): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await cloud().callOk(phone(part), 'tasks.misses', cursor === undefined ? {} : { cursor });
    ids.push(...page.tasks.map(({ id }) => id));
    cursor = page.cursor;
  }
  return ids;
};

contractOf('tasks.misses', {
  valid() {
    it('shows what is late and what was missed, with where and how far it is', async () => {
      const { task, owner } = await freshTask(cloud());
      await submit(cloud(), owner, task.id, allOk(task).slice(0, 1));
      expect(await missesOf('safety')).not.toContain(task.id);
      await cloud().clock({ set: task.dueAt + 5_000 });
      const { tasks } = await cloud().callOk(phone('safety'), 'tasks.misses', {});
      expect(tasks[0]).toMatchObject({
        id: task.id,
        owner: task.owner,
        state: 'doing',
        miss: null,
        place: '总装区 C-11',
        items: 3,
        answered: 1,
        findings: 0,
      });
    });
  },
  edge() {
    it('shows each once, page by page, newest first, also what was done late and explained', async () => {
      for (let day = 0; day < 22; day += 1) {
        const { task, owner } = await missedTask(cloud());
        if (day === 0) await submit(cloud(), owner, task.id, allOk(task), true);
        const { id: taskId, rev } = task;
        if (day === 1) await cloud().callOk(owner, 'tasks.explain', { taskId, rev, reason: '没来得及' });
      }
      const ids = (await missesOf('manager')).filter((id) => id.startsWith('test-crane'));
      expect(ids.length).toBeGreaterThan(22);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual([...ids].sort().reverse());
    });

    it('does not show a round that was done in time', async () => {
      const { task, owner } = await freshTask(cloud());
      await submit(cloud(), owner, task.id, allOk(task), true);
      await cloud().clock({ set: task.missedAt + 5_000 });
      expect(await missesOf('safety')).not.toContain(task.id);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'tasks.misses',
      misshapen({ cursor: 'WzEsImEiXQ' }, { optional: ['cursor'], mayBeEmpty: ['cursor'] }),
    );
  },
  forbidden() {
    it('shows a supervisor their own places, and others nothing', async () => {
      const { task } = await missedTask(cloud());
      const { areaId } = await taskStored(cloud(), task.id);
      expect(areaId).toBe('assembly');
      expect(await missesOf('machiningHead')).not.toContain(task.id);
      for (const part of ['reporter', 'inspector', 'storekeeper'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'tasks.misses', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.misses', {});
    });
    itRefusesNobody(cloud, 'tasks.misses', {});
  },
});

contractOf('tasks.coverage', {
  valid() {
    it('names the points and areas without a plan', async () => {
      const { uncovered } = await cloud().callOk(phone('safety'), 'tasks.coverage', {});
      const bare = uncovered.flatMap(({ points }) => points.map(({ id }) => id));
      for (const id of [MACHINE, ...ROUTE]) expect(bare).not.toContain(id);
      expect(bare).toContain('a-01');
      expect(uncovered.find(({ areaId }) => areaId === 'plate-cutting')?.all).toBe(true);
      expect(uncovered.find(({ areaId }) => areaId === 'assembly')?.all).toBe(false);
    });

    it('counts what a month had due, done, late, missed and handed over', async () => {
      const { task, owner } = await freshTask(cloud());
      const count = async () => {
        await countAll(cloud());
        const { counts } = await cloud().callOk(phone('safety'), 'tasks.coverage', {
          month: task.date.slice(0, 7),
        });
        return counts.spotCheck;
      };
      const before = await count();
      const input = { taskId: task.id, rev: task.rev, to: CAST.keeper, reason: '开会' };
      await cloud().callOk(owner, 'tasks.handOver', input);
      await cloud().clock({ set: task.dueAt + 5 * MINUTE });
      await submit(cloud(), phone('keeper'), task.id, allOk(task), true);
      expect(await count()).toEqual({
        ...before,
        done: before.done + 1,
        late: before.late + 1,
        handedOver: before.handedOver + 1,
      });
      expect(before.due).toBeGreaterThan(0);
    });
  },
  edge() {
    it('tells of a month without rounds that there were none', async () => {
      const { month, counts, quick } = await cloud().callOk(phone('manager'), 'tasks.coverage', {
        month: '2020-02',
      });
      const none = { due: 0, done: 0, late: 0, missed: 0, handedOver: 0 };
      expect({ month, counts, quick }).toEqual({
        month: '2020-02',
        counts: { spotCheck: none, patrol: none },
        quick: [],
      });
    });

    it('points at a round that went much faster than others, without a name', async () => {
      const days: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const { task, owner } = await freshTask(cloud());
        const step = n === 5 ? 1_000 : 5 * MINUTE;
        const answers = allOk(task).map((one, index) => ({ ...one, at: task.opensAt + index * step }));
        await cloud().clock({ set: task.opensAt + 60 * MINUTE });
        await submit(cloud(), owner, task.id, answers, true);
        days.push(task.id);
      }
      await countAll(cloud());
      const { quick } = await cloud().callOk(phone('safety'), 'tasks.coverage', {});
      const last = quick.find(({ taskId }) => taskId === days.at(-1));
      expect(last).toMatchObject({ title: '行车点检', usual: 900, seconds: 3 });
      expect(JSON.stringify(quick)).not.toMatch(/p-0\d\d/);
    });

    it('tells by area to which points patrols came, with the label or without, and to which never', async () => {
      const [first = '', second = ''] = ROUTE;
      const areaOf = async (month: string) => {
        const { reach } = await cloud().callOk(phone('safety'), 'tasks.coverage', { month });
        return reach.find(({ areaId }) => areaId === 'cylinder-store');
      };
      const { task, owner } = await freshTask(cloud(), 'test-bottles');
      const month = task.date.slice(0, 7);
      const here = allOk(task).filter(({ itemId }) => itemId.startsWith(`${first}:`));
      await submit(cloud(), owner, task.id, here);
      await cloud().clock({ set: task.dueAt + MINUTE });
      expect(await areaOf(month)).toMatchObject({
        phoneFree: true,
        points: 2,
        reached: 1,
        unlabelled: [],
        never: [{ id: second }],
      });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'tasks.coverage',
      misshapen({ month: '2026-11' }, { optional: ['month'] }),
    );
  },
  forbidden() {
    it('is for safety and management', async () => {
      for (const part of ['keeper', 'reporter', 'inspector'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'tasks.coverage', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.coverage', {});
    });
    itRefusesNobody(cloud, 'tasks.coverage', {});
  },
});

contractOf('tasks.history', {
  valid() {
    it('tells the rounds of a machine with their numbers and findings, newest first', async () => {
      const numbers: number[] = [];
      for (const value of [3, 12]) {
        const { task, owner } = await freshTask(cloud());
        const { id } = itemOf(task, 'rope');
        const shot = await photo(cloud(), owner);
        const answers = allOk(task).map((answer) =>
          answer.itemId === id
            ? answerTo(id, { number: value, result: value > 10 ? 'notOk' : 'ok', photos: [shot] })
            : answer,
        );
        await submit(cloud(), owner, task.id, answers, true);
        numbers.push(value);
      }
      const { rounds } = await cloud().callOk(phone('reporter'), 'tasks.history', { pointId: MACHINE });
      expect(rounds.slice(0, 2).map(({ numbers: read }) => read.map(({ value }) => value))).toEqual(
        [...numbers].reverse().map((value) => [value]),
      );
      expect(rounds[0]).toMatchObject({
        verdict: 'faulty',
        findings: [{ text: '检查 rope', orderId: null }],
        numbers: [{ itemId: 'rope', unit: '根', value: 12, inLimits: false }],
      });
    });
  },
  edge() {
    it('says how long it takes from finding to finding, and nothing of a machine without any', async () => {
      const ends: number[] = [];
      for (let n = 0; n < 2; n += 1) {
        const { task, owner } = await freshTask(cloud());
        const { id } = itemOf(task, 'hook');
        const shot = await photo(cloud(), owner);
        const answers = allOk(task).map((answer) =>
          answer.itemId === id ? answerTo(id, { result: 'notOk', photos: [shot] }) : answer,
        );
        const { task: ended } = await submit(cloud(), owner, task.id, answers, true);
        ends.push(ended.finished?.at ?? 0);
      }
      const { rounds, betweenFindings } = await cloud().callOk(phone('reporter'), 'tasks.history', {
        pointId: MACHINE,
      });
      const found = rounds.filter(({ findings }) => findings.length > 0).map(({ at }) => at);
      expect(found.slice(0, 2)).toEqual([...ends].reverse());
      expect(betweenFindings).toBe(Math.round(((found[0] ?? 0) - (found.at(-1) ?? 0)) / (found.length - 1)));
      expect(await cloud().callOk(phone('reporter'), 'tasks.history', { pointId: 'a-01' })).toEqual({
        rounds: [],
        betweenFindings: null,
      });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'tasks.history', misshapen({ pointId: MACHINE }));

    it('refuses a point that does not exist', async () => {
      await refused(cloud(), 'PLACE_UNKNOWN', phone('reporter'), 'tasks.history', { pointId: 'z-99' });
    });
  },
  forbidden() {
    it('is for people on the roll', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.history', { pointId: MACHINE });
    });
    itRefusesNobody(cloud, 'tasks.history', { pointId: MACHINE });
  },
});
