/** 没有开成工单: whoever answered may say that their report never came; nobody else, and not of an order that is there. */
import { randomUUID } from 'node:crypto';
import type { AnswerInput, SubmitInput, TaskView } from '../../typings/api';
import { photo, report } from './support/desk';
import { phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { allOk, answerTo, freshTask, itemOf, MACHINE, plan, submit, taskStored } from './support/tasks';

const cloud = useCloud();

const HOUR = 3_600_000;

beforeAll(() => plan(cloud()));

const inputOf = ({ id }: TaskView, orderId: string, done = false): SubmitInput => ({
  taskId: id,
  answers: [],
  done,
  unreported: [orderId],
});

/** Everything in order but the hook, which names an order. */
async function found(orderId: string, isDone: boolean) {
  const { task, owner } = await freshTask(cloud());
  const { id } = itemOf(task, 'hook');
  const bad = answerTo(id, { result: 'notOk', orderId, photos: [await photo(cloud(), owner)] });
  const answers: AnswerInput[] = allOk(task).map((one) => (one.itemId === id ? bad : one));
  await submit(cloud(), owner, task.id, answers, isDone);
  return { task, owner, itemId: id };
}

const answerIn = async ({ task, itemId }: { task: TaskView; itemId: string }) =>
  (await taskStored(cloud(), task.id)).answers[itemId];

/** Somebody else who may work on it. */
async function colleagueOf(owner: string): Promise<string> {
  const people = await cloud().dump('people');
  const self = people.find(({ openid }) => openid === owner);
  const other = people.find(
    ({ openid, departmentId, status }) =>
      departmentId === self?.['departmentId'] && status === 'active' && openid !== owner && openid !== null,
  );
  return phoneOf(String(other?._id));
}

it('is not for others to say: a colleague changes nothing, a stranger is refused', async () => {
  const orderId = randomUUID();
  const hook = await found(orderId, false);
  const before = await stored(cloud());
  const colleague = await colleagueOf(hook.owner);
  await cloud().callOk(colleague, 'tasks.submit', inputOf(hook.task, orderId));
  await refused(cloud(), 'NOT_FOR_YOU', phone('bystander'), 'tasks.submit', inputOf(hook.task, orderId));
  expect(await stored(cloud())).toEqual(before);
  expect(await answerIn(hook)).toMatchObject({ orderId });
});

it('is not so of an order that is there', async () => {
  const orderId = randomUUID();
  const hook = await found(orderId, false);
  await report(cloud(), hook.owner, { id: orderId, task: { taskId: hook.task.id, itemId: hook.itemId } });
  const { task } = await cloud().callOk(hook.owner, 'tasks.submit', inputOf(hook.task, orderId));
  expect(task.answers[hook.itemId]).toMatchObject({ orderId });
  expect(task.answers[hook.itemId]?.noOrder).toBeUndefined();
});

it('is the same however often it is said', async () => {
  const orderId = randomUUID();
  const hook = await found(orderId, false);
  const first = await cloud().callOk(hook.owner, 'tasks.submit', inputOf(hook.task, orderId));
  const after = await stored(cloud());
  expect(await cloud().callOk(hook.owner, 'tasks.submit', inputOf(hook.task, orderId))).toEqual(first);
  expect(await stored(cloud())).toEqual(after);
});

it.each([
  ['no id', { unreported: ['YH-1'] }],
  ['more than any round has', { unreported: Array.from({ length: 301 }, () => randomUUID()) }],
])('is refused with %s', async (_what, wrong) => {
  const { task, owner } = await freshTask(cloud());
  const input = { ...inputOf(task, randomUUID()), ...wrong };
  await refused(cloud(), 'BAD_REQUEST', owner, 'tasks.submit', input);
});

it('stays with a round that is over, in its verdict, in the history of the machine and among the misses', async () => {
  const orderId = randomUUID();
  const hook = await found(orderId, true);
  const { task } = await cloud().callOk(hook.owner, 'tasks.submit', inputOf(hook.task, orderId, true));
  expect(task).toMatchObject({ state: 'done', open: false, verdict: 'stop' });
  expect(task.answers[hook.itemId]).toMatchObject({ result: 'notOk', orderId: null, noOrder: true });
  const { rounds } = await cloud().callOk(phone('safety'), 'tasks.history', { pointId: MACHINE });
  expect(rounds[0]?.findings).toMatchObject([{ orderId: null, noOrder: true }]);

  const lateId = randomUUID();
  const { task: late, owner } = await freshTask(cloud());
  await cloud().clock({ set: late.missedAt + HOUR });
  const { id } = itemOf(late, 'hook');
  const photos = [await photo(cloud(), owner)];
  const answers = allOk(late).map((one) =>
    one.itemId === id ? answerTo(id, { result: 'notOk', orderId: lateId, photos }) : one,
  );
  await submit(cloud(), owner, late.id, answers, true);
  await cloud().callOk(owner, 'tasks.submit', inputOf(late, lateId, true));
  const { tasks } = await cloud().callOk(phone('safety'), 'tasks.misses', {});
  expect(tasks.find((card) => card.id === late.id)).toMatchObject({
    state: 'done',
    findings: 1,
    noOrders: 1,
  });
});
