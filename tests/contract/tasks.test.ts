/** 今日任务: made for each shift, done with or without a network, nothing lost and nothing doubled. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  allOk,
  answerTo,
  freshTask,
  itemOf,
  itemsOf,
  MACHINE,
  plan,
  submit,
  tasksStored,
  taskStored,
} from './support/tasks';

const cloud = useCloud();

const HOUR = 3_600_000;
const NO_TASK = 'nothing@2026-11-25:day';

beforeAll(() => plan(cloud()));

contractOf('tasks.today', {
  valid() {
    it('shows the owner all that a round needs, without a network', async () => {
      const { task, owner } = await freshTask(cloud());
      const { tasks } = await cloud().callOk(owner, 'tasks.today', {});
      const shown = tasks.find(({ id }) => id === task.id);
      expect(shown).toEqual(task);
      expect(shown).toMatchObject({ kind: 'spotCheck', state: 'due', open: true, mine: true, answers: {} });
      expect(shown?.stops).toMatchObject([{ pointId: MACHINE, pointNo: 'C-11', areaId: 'assembly' }]);
      expect(shown?.dueAt).toBe((shown?.opensAt ?? 0) + 2 * HOUR);
    });

    it('asks for one live photo per round, and for none where no phone may be used', async () => {
      const lives = async (planId: 'test-crane' | 'test-bottles'): Promise<boolean[]> =>
        itemsOf((await freshTask(cloud(), planId)).task).flatMap(({ live }) => (live ? [live] : []));
      expect(await lives('test-crane')).toHaveLength(1);
      expect(await lives('test-bottles')).toEqual([]);
    });
  },
  edge() {
    it('keeps what was done today, after what is open', async () => {
      const { task, owner } = await freshTask(cloud());
      await submit(cloud(), owner, task.id, allOk(task), true);
      const { tasks } = await cloud().callOk(owner, 'tasks.today', {});
      expect(tasks.find(({ id }) => id === task.id)).toMatchObject({ state: 'done', open: false });
      expect(tasks.map(({ open }) => open)).toEqual([...tasks.map(({ open }) => open)].sort().reverse());
    });

    it('is empty for somebody who has nothing to look at', async () => {
      expect((await cloud().callOk(phone('storekeeper'), 'tasks.today', {})).tasks).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('inspector'), 'tasks.today', misshapen({}));
  },
  forbidden() {
    it('is for people on the roll', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.today', {});
    });
    itRefusesNobody(cloud, 'tasks.today', {});
  },
});

contractOf('tasks.get', {
  valid() {
    it('shows colleagues and whoever oversees it the same as its owner, but whose it is', async () => {
      const { task } = await freshTask(cloud());
      for (const part of ['safety', 'manager', 'dutyLeader', 'otherSupervisor'] as const) {
        const seen = await cloud().callOk(phone(part), 'tasks.get', { taskId: task.id });
        expect(seen).toEqual({ ...task, mine: false });
      }
    });
  },
  edge() {
    it('tells what went wrong at the machine before, newest first, five at most', async () => {
      for (let n = 0; n < 6; n += 1) {
        await cloud().callOk(phone('safety'), 'orders.report', {
          id: randomUUID(),
          templateId: null,
          description: `第${n}个问题`,
          areaId: 'assembly',
          pointId: MACHINE,
          placeSource: 'label',
          position: null,
          photos: [],
          observedAt: null,
          visibility: 'named',
        });
      }
      const { task } = await freshTask(cloud());
      const titles = task.stops[0]?.past.map(({ title }) => title);
      expect(titles).toEqual([5, 4, 3, 2, 1].map((n) => `第${n}个问题`));
      expect(task.stops[0]?.past[0]?.number).toMatch(/^YH-/);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('inspector'), 'tasks.get', misshapen({ taskId: NO_TASK }));

    it('refuses a task that does not exist', async () => {
      await refused(cloud(), 'TASK_UNKNOWN', phone('inspector'), 'tasks.get', { taskId: NO_TASK });
    });
  },
  forbidden() {
    it('says of another department’s task that there is none', async () => {
      const { task } = await freshTask(cloud());
      await refused(cloud(), 'TASK_UNKNOWN', phone('bystander'), 'tasks.get', { taskId: task.id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.get', { taskId: task.id });
    });
    itRefusesNobody(cloud, 'tasks.get', { taskId: NO_TASK });
  },
});

contractOf('tasks.submit', {
  valid() {
    it('takes answers in parts and ends with a verdict', async () => {
      const { task, owner } = await freshTask(cloud());
      const [first, ...rest] = allOk(task);
      const begun = await submit(cloud(), owner, task.id, [first!]);
      expect(begun.task).toMatchObject({ state: 'doing', open: true, rev: task.rev + 1 });
      const ended = await submit(cloud(), owner, task.id, rest, true);
      expect(ended).toMatchObject({
        lacks: [],
        task: { state: 'done', open: false, verdict: 'usable', finished: { late: false } },
      });
      expect(Object.keys(ended.task.answers)).toHaveLength(itemsOf(task).length);
    });

    it('keeps what named an order that never came, without an order, and asks for it again while it is open', async () => {
      const { task, owner } = await freshTask(cloud());
      const { id } = itemOf(task, 'hook');
      const orderId = randomUUID();
      const shot = await photo(cloud(), owner);
      const answers = allOk(task).map((one) =>
        one.itemId === id ? answerTo(id, { result: 'notOk', orderId, photos: [shot] }) : one,
      );
      await submit(cloud(), owner, task.id, answers);
      const tell = (done: boolean) =>
        cloud().callOk(owner, 'tasks.submit', { taskId: task.id, answers: [], done, unreported: [orderId] });
      const told = await tell(true);
      expect(told.lacks).toEqual([{ itemId: id, lack: 'answer' }]);
      expect(told.task.answers[id]).toMatchObject({ result: 'notOk', orderId: null, noOrder: true });
      const again = await submit(
        cloud(),
        owner,
        task.id,
        [answerTo(id, { photos: [await photo(cloud(), owner)] })],
        true,
      );
      expect(again).toMatchObject({ lacks: [], task: { state: 'done', verdict: 'usable' } });
    });

    it.each([
      ['hook', 'stop'],
      ['rope', 'faulty'],
    ])('decides by what is not in order: %s makes it %s', async (bad, verdict) => {
      const { task, owner } = await freshTask(cloud());
      const shot = await photo(cloud(), owner);
      const { id } = itemOf(task, bad);
      const answers = allOk(task).map((answer) =>
        answer.itemId === id ? answerTo(id, { result: 'notOk', number: 99, photos: [shot] }) : answer,
      );
      expect((await submit(cloud(), owner, task.id, answers, true)).task).toMatchObject({ verdict });
    });

    it('seals the photos of an answer, and keeps no clock of the phone with them', async () => {
      const { task, owner } = await freshTask(cloud(), 'test-bottles');
      const { id } = itemOf(task, 'valve');
      const { task: after } = await submit(cloud(), owner, task.id, [
        answerTo(id, { photos: [await photo(cloud(), owner)] }),
      ]);
      const { evidence, sealDueAt } = await taskStored(cloud(), task.id);
      expect(after.answers[id]?.photos).toEqual(Object.keys(evidence));
      expect(Object.values(evidence)).toMatchObject([{ state: 'sealed', takenAt: null }]);
      expect(sealDueAt).toBeNull();
    });
  },
  edge() {
    it('keeps the answers and says what is missing when the round is to end too early', async () => {
      const { task, owner } = await freshTask(cloud());
      const brake = itemOf(task, 'brake');
      const { task: after, lacks } = await submit(
        cloud(),
        owner,
        task.id,
        [answerTo(brake.id, { result: 'na', reason: '停着' })],
        true,
      );
      expect(after).toMatchObject({ state: 'doing', open: true });
      expect(Object.keys(after.answers)).toEqual([brake.id]);
      expect(lacks).toEqual([
        { itemId: itemOf(task, 'hook').id, lack: 'answer' },
        { itemId: itemOf(task, 'rope').id, lack: 'answer' },
      ]);
    });

    it('lets the first answer count that lacks nothing, and keeps the others', async () => {
      const { task, owner } = await freshTask(cloud());
      const { id } = itemOf(task, 'rope');
      const bare = answerTo(id, { number: 20 });
      const reasoned = answerTo(id, { number: 20, reason: '昨天刚换，允许' });
      const third = answerTo(id, { number: 2 });
      for (const answer of [bare, reasoned, third]) await submit(cloud(), owner, task.id, [answer]);
      const { answers, later } = await taskStored(cloud(), task.id);
      // A live item also wants a photo, which none of these has: then the first one stands.
      const counts = itemOf(task, 'rope').live ? bare : reasoned;
      expect(answers[id]?.id).toBe(counts.id);
      expect([answers[id]?.id, ...later.map((answer) => answer.id)].sort()).toEqual(
        [bare.id, reasoned.id, third.id].sort(),
      );
    });

    it('loses nothing of two inspectors who send at once', async () => {
      const { task, owner } = await freshTask(cloud());
      const colleague = phoneOf((await colleagueOf(owner)) ?? '');
      const mine = allOk(task);
      const theirs = allOk(task);
      await Promise.all([
        ...mine.map((answer) => submit(cloud(), owner, task.id, [answer])),
        ...theirs.map((answer) => submit(cloud(), colleague, task.id, [answer])),
      ]);
      const { answers, later } = await taskStored(cloud(), task.id);
      const kept = [...Object.values(answers), ...later].map(({ id }) => id).sort();
      expect(kept).toEqual([...mine, ...theirs].map(({ id }) => id).sort());
      expect(Object.keys(answers)).toHaveLength(itemsOf(task).length);
    });

    it('goes by its own clock whatever that of the phone says', async () => {
      const { task, owner } = await freshTask(cloud());
      const began = await cloud().now();
      const year = 365 * 24 * HOUR;
      const answers = allOk(task).map((one, n) => ({ ...one, at: began + (n % 2 === 0 ? year : -year) }));
      const { task: after } = await submit(cloud(), owner, task.id, answers, true);
      const { seconds, isMissed, startedAt } = await taskStored(cloud(), task.id);
      const now = await cloud().now();
      const times = Object.values(after.answers).map(({ receivedAt }) => receivedAt);
      for (const at of [...times, startedAt ?? 0, after.finished?.at ?? 0]) {
        expect(at).toBeGreaterThanOrEqual(began);
        expect(at).toBeLessThanOrEqual(now);
      }
      expect({ late: after.finished?.late, seconds, isMissed }).toEqual({
        late: false,
        seconds: null,
        isMissed: false,
      });
    });

    it('keeps what a second phone found after the round was over', async () => {
      const { task, owner } = await freshTask(cloud());
      await submit(cloud(), owner, task.id, allOk(task), true);
      const late = answerTo(itemOf(task, 'hook').id, { result: 'notOk' });
      const { task: after, lacks } = await submit(cloud(), owner, task.id, [late], true);
      expect({ state: after.state, verdict: after.verdict, lacks }).toEqual({
        state: 'done',
        verdict: 'usable',
        lacks: [],
      });
      expect((await taskStored(cloud(), task.id)).later.map(({ id }) => id)).toEqual([late.id]);
    });
  },
  invalid() {
    const shot = { fileId: 'cloud://a/b', source: 'camera', takenAt: 1 };
    const sample = {
      taskId: NO_TASK,
      answers: [
        {
          ...answerTo('c-11:hook', { number: 1.5, text: '好', reason: '好', orderId: randomUUID(), at: 1 }),
          photos: [shot],
        },
      ],
      done: false,
      unreported: [randomUUID()],
    };
    const optional = ['number', 'text', 'reason', 'photos.0.takenAt'].map((key) => `answers.0.${key}`);
    itRefusesShapes(
      cloud,
      phone('inspector'),
      'tasks.submit',
      misshapen(sample, {
        optional: [...optional, 'unreported'],
        real: ['answers.0.number'],
        mayBeEmpty: ['answers.0.text', 'answers.0.reason', 'answers.0.photos.0.fileId'],
      }),
    );

    it('refuses a task that does not exist, an item of another, and a photo of somebody else', async () => {
      const { task, owner } = await freshTask(cloud());
      const none = { taskId: NO_TASK, answers: [], done: false };
      await refused(cloud(), 'TASK_UNKNOWN', owner, 'tasks.submit', none);
      const foreign = { taskId: task.id, answers: [answerTo('d-08:valve')], done: false };
      const { fields } = await refused(cloud(), 'BAD_REQUEST', owner, 'tasks.submit', foreign);
      expect(Object.keys(fields ?? {})).toEqual(['answers.0.itemId']);
      const theirs = await photo(cloud(), phone('reporter'));
      const answers = [answerTo(itemOf(task, 'hook').id, { photos: [theirs] })];
      await refused(cloud(), 'PHOTO_PATH', owner, 'tasks.submit', { taskId: task.id, answers, done: false });
    });

    it('refuses a round that has not begun', async () => {
      await freshTask(cloud());
      // Tasks are known a shift before they begin.
      await cloud().clock({ advance: 16 * HOUR, coalesce: true });
      const now = await cloud().now();
      const next = (await tasksStored(cloud())).find(({ opensAt }) => opensAt > now);
      const input = { taskId: next?._id ?? '', answers: [], done: true };
      const { message } = await refused(
        cloud(),
        'TASK_EARLY',
        phoneOf(next?.owner.id ?? ''),
        'tasks.submit',
        input,
      );
      expect(message).toContain('08:00');
    });
  },
  forbidden() {
    it('is for its owner and their colleagues', async () => {
      const { task } = await freshTask(cloud());
      const input = { taskId: task.id, answers: allOk(task), done: true };
      for (const part of ['bystander', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'tasks.submit', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.submit', input);
    });
    itRefusesNobody(cloud, 'tasks.submit', { taskId: NO_TASK, answers: [], done: false });
  },
  replay() {
    it('is the same answers however often and however cut they are sent', async () => {
      const { task, owner } = await freshTask(cloud());
      const answers = allOk(task);
      const first = await submit(cloud(), owner, task.id, answers, true);
      const after = await stored(cloud());
      expect(await submit(cloud(), owner, task.id, answers, true)).toEqual(first);
      expect(await submit(cloud(), owner, task.id, answers.slice(1))).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('takes a photo once', async () => {
      const { task, owner } = await freshTask(cloud());
      const answers = [answerTo(itemOf(task, 'hook').id, { photos: [await photo(cloud(), owner)] })];
      const [first] = await Promise.all([1, 2].map(() => submit(cloud(), owner, task.id, answers)));
      expect(first?.lacks).toEqual([]);
      const { evidence } = await taskStored(cloud(), task.id);
      expect(Object.values(evidence)).toMatchObject([{ state: 'sealed' }]);
      expect(await submit(cloud(), owner, task.id, answers)).toMatchObject({ lacks: [] });
    });
  },
});

/** Somebody else on the roll of the same department. */
async function colleagueOf(as: string): Promise<string | undefined> {
  const people = await cloud().dump('people');
  const self = people.find(({ openid }) => openid === as);
  const other = people.find(
    ({ _id, openid, departmentId }) =>
      departmentId === self?.['departmentId'] && openid !== as && openid !== null && _id !== CAST.manager,
  );
  return other?._id as string | undefined;
}
