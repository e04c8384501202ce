/** What a change of plans, people and places does to tasks that are made already, and what the timer does for photos. */
import type { ConfigKinds, Places, Roster } from '../../typings/config';
import { photo } from './support/desk';
import { phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { checklistItem } from '../support/checklist-item';
import {
  allOk,
  answerTo,
  freshTask,
  INSPECTION,
  itemOf,
  itemsOf,
  MACHINE,
  plan,
  submit,
  tasksStored,
  taskStored,
  toMorning,
} from './support/tasks';

const cloud = useCloud();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeAll(() => plan(cloud()));

async function change<K extends 'roster' | 'places'>(
  kind: K,
  how: (body: ConfigKinds[K]) => ConfigKinds[K],
): Promise<void> {
  const admin = phone('admin');
  const { version, body } = await cloud().callOk(admin, 'config.get', { kind });
  const input = { kind, body: how(body as ConfigKinds[K]), basedOn: version, note: '测试' };
  await cloud().callOk(admin, 'config.publish', input);
}

const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

/** In the night before a day shift whose task is made already. @returns its date */
async function nightBefore(): Promise<string> {
  await toMorning(cloud());
  const { now } = await cloud().clock({ set: (await cloud().now()) + DAY - 6 * HOUR });
  await cloud().runTimer('jobs');
  return dayOf(now);
}

async function morningOf(date: string): Promise<void> {
  await cloud().clock({ set: Date.parse(`${date}T08:00:05+08:00`) });
  await cloud().runTimer('jobs');
}

describe('a plan', () => {
  it('makes each task once, however many timers run at once and whichever instance they meet', async () => {
    await toMorning(cloud());
    for (let time = 0; time < 3; time += 1) {
      await Promise.all([1, 2, 3].map(() => cloud().runTimer('jobs')));
      await cloud().killWorker('jobs');
    }
    const ids = (await tasksStored(cloud())).map(({ _id }) => _id);
    const date = dayOf(await cloud().now());
    expect(ids.filter((id) => id.endsWith(`@${date}:day`)).sort()).toEqual(
      INSPECTION.plans.map(({ id }) => `${id}@${date}:day`).sort(),
    );
  });

  it('has its tasks made that an outage missed, as misses, three days back at most', async () => {
    await toMorning(cloud());
    const last = await cloud().now();
    await cloud().clock({ set: last + 6 * DAY });
    await cloud().runTimer('jobs');
    const made = new Map((await tasksStored(cloud())).map((task) => [task._id, task]));
    const states = Array.from(
      { length: 7 },
      (_none, n) => made.get(`test-crane@${dayOf(last + n * DAY)}:day`)?.state,
    );
    expect(states).toEqual(['missed', undefined, undefined, undefined, 'missed', 'missed', 'due']);
  });

  it('that comes during a shift makes what can still be done, and nothing that is over', async () => {
    await freshTask(cloud());
    await cloud().clock({ advance: 3 * HOUR, coalesce: true });
    const plans = INSPECTION.plans.map((one) => ({ ...one, id: `new-${one.id}` }));
    await plan(cloud(), { ...INSPECTION, plans });
    await cloud().clock({ advance: 10 * MINUTE, coalesce: true });
    const made = (await tasksStored(cloud()))
      .map(({ planId }) => planId)
      .filter((id) => id.startsWith('new-'));
    expect(made).toEqual(['new-test-bottles']);
    await plan(cloud());
  });

  it('is walked by whoever is there when the shift begins, not by whoever should have been', async () => {
    const date = await nightBefore();
    const id = `test-crane@${date}:day`;
    const { owner } = await taskStored(cloud(), id);
    const deputyId = owner.id === 'p-025' ? 'p-026' : 'p-025';
    const absence = { personId: owner.id, from: date, to: date, deputyId };
    await change('roster', (roster: Roster) => ({ ...roster, absences: [absence] }));
    await morningOf(date);
    expect((await taskStored(cloud(), id)).owner.id).toBe(deputyId);
    await change('roster', (roster: Roster) => ({ ...roster, absences: [] }));
  });

  it('leaves a task alone that somebody handed on', async () => {
    const date = await nightBefore();
    const id = `test-crane@${date}:day`;
    const { owner, rev } = await taskStored(cloud(), id);
    const input = { taskId: id, rev, to: 'p-012', reason: '换班' };
    await cloud().callOk(phoneOf(owner.id), 'tasks.handOver', input);
    await morningOf(date);
    expect((await taskStored(cloud(), id)).owner.id).toBe('p-012');
  });
});

describe('a checklist', () => {
  it('that is changed leaves the rounds that are made with the items they had, begun or not', async () => {
    const { task, owner } = await freshTask(cloud());
    const [bottles] = (await tasksStored(cloud()))
      .filter(({ _id }) => _id.startsWith('test-bottles@'))
      .slice(-1);
    const answers = allOk(task);
    await submit(cloud(), owner, task.id, answers.slice(0, 1));
    const other = INSPECTION.checklists.map((list) => ({ ...list, items: [checklistItem('new')] }));
    await plan(cloud(), { ...INSPECTION, checklists: other });
    await cloud().clock({ advance: 10 * MINUTE, coalesce: true });
    expect((await cloud().callOk(owner, 'tasks.get', { taskId: task.id })).stops).toEqual(task.stops);
    expect((await taskStored(cloud(), bottles!._id)).stops).toEqual(bottles!.stops);
    const { task: ended, lacks } = await submit(cloud(), owner, task.id, answers.slice(1), true);
    expect({ state: ended.state, lacks }).toEqual({ state: 'done', lacks: [] });
    const { task: next } = await freshTask(cloud());
    expect(itemsOf(next).map(({ text }) => text)).toEqual(['检查 new']);
    await plan(cloud());
  });
});

describe('a machine', () => {
  it('that is gone before its round drops the task, and says so', async () => {
    const { task, owner } = await freshTask(cloud());
    const [crane, bottles] = INSPECTION.plans;
    await plan(cloud(), { ...INSPECTION, plans: [bottles!] });
    let kept: Places | null = null;
    await change('places', (places: Places) => {
      kept = places;
      return { ...places, points: places.points.filter(({ id }) => id !== MACHINE) };
    });
    await cloud().clock({ advance: 10 * MINUTE, coalesce: true });
    const after = await cloud().callOk(owner, 'tasks.get', { taskId: task.id });
    expect(after).toMatchObject({ state: 'dropped', open: false, miss: null });
    expect(after.dropped?.reason).toMatch(/撤掉/);
    const input = { taskId: task.id, answers: [answerTo(itemOf(task, 'hook').id)], done: false };
    await refused(cloud(), 'TASK_OVER', owner, 'tasks.submit', input);
    await change('places', (places) => kept ?? places);
    await plan(cloud(), { ...INSPECTION, plans: [crane!, bottles!] });
  });
});

describe('a photo', () => {
  it('is sealed by the timer when storage was out', async () => {
    const { task, owner } = await freshTask(cloud());
    const shot = await photo(cloud(), owner);
    await cloud().faults([{ match: { action: 'storage' }, mode: 'fail', times: 'forever' }]);
    const { id } = itemOf(task, 'hook');
    const { task: after } = await submit(cloud(), owner, task.id, [answerTo(id, { photos: [shot] })]);
    expect(after.answers[id]?.photos).toHaveLength(1);
    await cloud().faults([]);
    const states = async () =>
      Object.values((await taskStored(cloud(), task.id)).evidence).map(({ state }) => state);
    expect(await states()).toEqual(['pending']);
    await cloud().clock({ advance: 10 * MINUTE });
    expect(await states()).toEqual(['sealed']);
    expect((await taskStored(cloud(), task.id)).sealDueAt).toBeNull();
  });
});
