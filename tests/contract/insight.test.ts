/** The numbers of a month: what they are, whose they are, and that a change reaches them. */
import { randomUUID } from 'node:crypto';
import type { InspectionMonth } from '../../typings/api';
import type { Fact } from '../../typings/insight';
import { isoDay } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { orderAt, photo, report } from './support/desk';
import { guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { allOk, answerTo, countAll, freshTask, itemOf, plan, submit } from './support/tasks';

const cloud = useCloud();

const MINUTE = 60_000;

beforeAll(() => plan(cloud()));

const read = (month: string, part: Part = 'safety'): Promise<InspectionMonth> =>
  cloud().callOk(phone(part), 'insight.inspections', { month });

const thisMonth = async (): Promise<string> => isoDay(await cloud().now()).slice(0, 7);

/** The numbers of the running month, with everything counted. */
async function counted(part?: Part): Promise<InspectionMonth> {
  await countAll(cloud());
  return read(await thisMonth(), part);
}

contractOf('insight.inspections', {
  valid() {
    it('counts a round where and by what plan it was done, with what was found', async () => {
      const { task, owner } = await freshTask(cloud());
      const before = await counted();
      const { id } = itemOf(task, 'hook');
      const photos = [await photo(cloud(), owner)];
      const answers = allOk(task).map((one) =>
        one.itemId === id ? answerTo(id, { result: 'notOk', photos }) : one,
      );
      await submit(cloud(), owner, task.id, answers, true);
      const after = await counted();
      const { spotCheck: was } = before.totals.rounds;
      const now = {
        ...was,
        ...{ done: was.done + 1, inTime: was.inTime + 1, stops: was.stops + 1 },
        ...{ findings: was.findings + 1, points: was.points + 1, reached: was.reached + 1 },
      };
      expect(after.totals.rounds.spotCheck).toEqual(now);
      expect(after.totals.rounds.patrol).toEqual(before.totals.rounds.patrol);
      const part = after.plans.find((each) => each.id === 'test-crane');
      expect(part).toMatchObject({ name: '行车点检', kind: 'spotCheck', rounds: now });
      const area = after.areas.find((each) => each.id === 'assembly');
      expect(area).toMatchObject({ name: '总装区', rounds: { stops: now.stops } });
      expect(after.missing).toEqual([]);
      expect(JSON.stringify(after)).not.toMatch(/p-0\d\d/);
    });

    it('tells findings that became orders from those that joined one', async () => {
      const { task, owner } = await freshTask(cloud());
      const before = await counted();
      const [own, there, late] = ['hook', 'rope', 'brake'].map((id) => itemOf(task, id).id);
      const made = await report(cloud(), owner, { task: { taskId: task.id, itemId: own ?? '' } });
      const open = await report(cloud(), phone('reporter'));
      const orders = new Map([
        [own, made.id],
        [there, open.id],
        [late, randomUUID()],
      ]);
      const answers = [...orders].map(([itemId = '', orderId]) =>
        answerTo(itemId, { result: 'notOk', number: 99, orderId }),
      );
      const { task: after } = await submit(cloud(), owner, task.id, answers);
      const joined = Object.values(after.answers).filter((one) => one.joined === true);
      expect(joined.map(({ orderId }) => orderId)).toEqual([open.id]);
      const [was, now] = [before, await counted()].map(({ totals }) => totals.rounds.spotCheck);
      expect(now).toMatchObject({
        findings: (was?.findings ?? 0) + 3,
        reported: (was?.reported ?? 0) + 3,
        made: (was?.made ?? 0) + 2,
        joined: (was?.joined ?? 0) + 1,
      });
    });

    it('counts what is done late on the day for which it was', async () => {
      const { task, owner } = await freshTask(cloud());
      await cloud().clock({ set: task.dueAt + 24 * 60 * MINUTE });
      const before = await counted();
      await submit(cloud(), owner, task.id, allOk(task), true);
      const [was, now] = [before, await counted()].map(({ totals }) => totals.rounds.spotCheck);
      expect(now).toMatchObject({ due: was?.due, missed: was?.missed, late: (was?.late ?? 0) + 1 });
      const day = (await cloud().dump('days')).find(({ _id }) => _id === task.date);
      expect(JSON.stringify(day)).toContain('"late":1');
    });

    it('counts an order on its day once it is closed, and what is said of it marks nothing', async () => {
      const orderId = await orderAt(cloud(), 'closed');
      await countAll(cloud());
      const fact = (await cloud().dump('facts')).find(({ of }) => of === `order:${orderId}`);
      const day = isoDay(await cloud().now());
      expect(fact?._id).toBe(`${day}:order:${orderId}`);
      const { cells } = fact as Record<string, unknown> & Fact;
      const counts = cells.filter(({ of }) => of === 'order').map(({ n }) => n);
      expect(counts).toContainEqual({ reported: 1 });
      expect(counts.find(({ closed }) => closed === 1)).toMatchObject({ responded: 1, respondedInTime: 1 });
      expect(JSON.stringify(fact)).not.toMatch(/p-0\d\d/);
      await cloud().callOk(phone('reporter'), 'orders.comment', { orderId, text: '谢谢' });
      const order = (await cloud().dump('orders')).find(({ _id }) => _id === orderId);
      expect(order?.['factsDue']).toBeNull();
    });

    it('sets the month beside the one before', async () => {
      const month = await thisMonth();
      const { totals } = await counted();
      const next = isoDay(Date.parse(`${month}-28T00:00:00Z`) + 10 * 24 * 60 * MINUTE).slice(0, 7);
      const later = await read(next);
      expect(later.before?.rounds.patrol).toEqual(totals.rounds.patrol);
      expect(later.totals.rounds.patrol).toMatchObject({ due: 0, missed: 0 });
    });
  },
  edge() {
    it('tells of a month in which nothing happened that nothing did', async () => {
      const { totals, areas, plans, before, missing } = await read('2020-01');
      expect({ areas, plans, before, missing }).toEqual({ areas: [], plans: [], before: null, missing: [] });
      expect(JSON.stringify(totals)).not.toMatch(/[1-9]/);
    });

    it('loses nothing of a day that changes while it is being made', async () => {
      const { task, owner } = await freshTask(cloud());
      const before = await counted();
      const { id } = itemOf(task, 'hook');
      await submit(cloud(), owner, task.id, [answerTo(id, { result: 'notOk' })]);
      // The first write of the day marks it; the second, which is made of what was found until then, comes too late.
      const match = { function: 'jobs', collection: 'days', action: 'database.modifyDocument' };
      await cloud().faults([{ match, nth: 2, mode: 'delay', delayMs: 3_000 }]);
      const ended: string[] = [];
      // Two runs of the timer at once: the clock stands still under them.
      await cloud().clock({ set: (await cloud().now()) + 5 * MINUTE });
      const slow = cloud()
        .runTimer('jobs')
        .then(() => ended.push('slow'));
      const isMarked = async (): Promise<boolean> =>
        (await cloud().dump('days')).some(({ _id, dueAt }) => _id === task.date && dueAt !== null);
      while (!(await isMarked())) await new Promise(setImmediate);
      await submit(cloud(), owner, task.id, [
        answerTo(itemOf(task, 'rope').id, { result: 'notOk', number: 99 }),
      ]);
      await cloud().runTimer('jobs');
      ended.push('quick');
      await slow;
      await cloud().faults([]);
      expect(ended).toEqual(['quick', 'slow']);
      const { totals, missing } = await read(await thisMonth());
      expect({ missing, findings: totals.rounds.spotCheck.findings }).toEqual({
        missing: [],
        findings: before.totals.rounds.spotCheck.findings + 2,
      });
    });

    it('names the days that changed and are not counted yet', async () => {
      const month = await thisMonth();
      await counted();
      const [day] = (await cloud().dump('days'))
        .map(({ _id }) => String(_id))
        .filter((id) => id.startsWith(month));
      const snapshot = await cloud().export();
      const days = snapshot.documents['days'] ?? {};
      const waiting = { ...(JSON.parse(days[day ?? ''] ?? '{}') as object), dueAt: 1 };
      const documents = { ...snapshot.documents, days: { ...days, [day ?? '']: JSON.stringify(waiting) } };
      await cloud().import({ ...snapshot, documents });
      expect((await read(month)).missing).toEqual([day]);
      expect((await counted()).missing).toEqual([]);
    });

    it('keeps the name of a plan that is gone', async () => {
      const { plans } = await counted();
      await plan(cloud(), { checklists: [], plans: [] });
      expect((await counted()).plans.map(({ name }) => name)).toEqual(plans.map(({ name }) => name));
      await plan(cloud());
    });

    it('ends a year at its end', async () => {
      await cloud().clock({ set: Date.parse('2027-12-31T09:00:00+08:00') });
      await cloud().runTimer('jobs');
      const december = await counted();
      expect(december.month).toBe('2027-12');
      await cloud().clock({ set: Date.parse('2028-01-01T07:00:00+08:00') });
      await countAll(cloud());
      const january = await read('2028-01');
      expect(january.totals.rounds.spotCheck.due).toBe(0);
      expect(january.before?.rounds.spotCheck.due).toBe(december.totals.rounds.spotCheck.due);
      expect(december.totals.rounds.spotCheck.due).toBeGreaterThan(0);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'insight.inspections', misshapen({ month: '2026-11' }));

    it.each(['2026-13', '2026-00', '2026-1', '2026-11-01', '1999-11', ' 2026-11'])(
      'refuses %p',
      async (month) => {
        await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'insight.inspections', { month });
      },
    );
  },
  forbidden() {
    it('is for safety, management and supervisors', async () => {
      for (const part of ['reporter', 'inspector', 'storekeeper', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'insight.inspections', { month: '2026-11' });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'insight.inspections', { month: '2026-11' });
      for (const part of ['manager', 'admin'] as const)
        expect((await read('2026-11', part)).month).toBe('2026-11');
    });

    it('tells a supervisor of what they look after alone', async () => {
      await freshTask(cloud());
      const all = await counted();
      expect(all.areas.map(({ id }) => id)).toContain('assembly');
      const own = await counted('keeper');
      expect(own.areas.map(({ id }) => id)).not.toContain('assembly');
      expect(own.totals.certificates).toBeNull();
      expect(own.totals.rounds.spotCheck.due).toBe(0);
    });
    itRefusesNobody(cloud, 'insight.inspections', { month: '2026-11' });
  },
});
