/** Inspections as these tests plan them: one machine every day shift, one route, and their tasks on a morning. */
import { randomUUID } from 'node:crypto';
import type { AnswerInput, SubmitInput, TaskView } from '../../../typings/api';
import type { ChecklistItem, Inspection, Task, TaskItem } from '../../../typings/inspection';
import type { TestCloud } from '../../support/cloud';
import { checklistItem as item } from '../../support/checklist-item';
import { phone, phoneOf } from './plant';

const DAY = 24 * 60 * 60_000;

/** What a crane is asked: two checks, of which one is critical, a number, and what follows from a check. */
export const CRANE: ChecklistItem[] = [
  item('hook', { critical: true }),
  item('rope', { answer: { kind: 'number', unit: '根', min: 0, max: 10 } }),
  item('brake'),
  item('sound', { answer: { kind: 'text' }, when: { itemId: 'brake', result: 'notOk' } }),
];

/** The machine of the spot check and the points of the patrol. */
export const MACHINE = 'c-11';
export const ROUTE = ['d-08', 'd-09'];

export const INSPECTION: Inspection = {
  checklists: [
    { id: 'crane', title: '行车', items: CRANE },
    { id: 'bottles', title: '气瓶', items: [item('upright'), item('valve', { photo: 'always' })] },
  ],
  plans: [
    {
      id: 'test-crane',
      title: '行车点检',
      kind: 'spotCheck',
      route: [{ pointId: MACHINE, checklistId: 'crane' }],
      every: { kind: 'shift', shiftIds: ['day'] },
      by: { kind: 'duty', duty: 'inspector' },
      window: { opens: 0, closes: 120, grace: 60 },
      holidays: 'run',
    },
    {
      id: 'test-bottles',
      title: '气瓶巡查',
      kind: 'patrol',
      route: ROUTE.map((pointId) => ({ pointId, checklistId: 'bottles' })),
      every: { kind: 'shift', shiftIds: ['day'] },
      by: { kind: 'duty', duty: 'inspector' },
      window: { opens: 0, closes: 240, grace: 60 },
      holidays: 'run',
    },
  ],
};

/** Puts inspections in force. */
export async function plan(cloud: TestCloud, body: Inspection = INSPECTION): Promise<void> {
  const admin = phone('admin');
  const { version } = await cloud.callOk(admin, 'config.get', { kind: 'inspection' });
  await cloud.callOk(admin, 'config.publish', {
    kind: 'inspection',
    body,
    basedOn: version,
    note: '测试计划',
  });
}

/** The next time that a day shift begins. */
export async function toMorning(cloud: TestCloud): Promise<void> {
  const now = await cloud.now();
  const offset = 8 * 60 * 60_000;
  const midnight = Math.floor((now + offset) / DAY) * DAY - offset;
  await cloud.clock({ set: midnight + DAY + offset + 5_000 });
  await cloud.runTimer('jobs');
}

/** Lets the timer count what changed; it looks every five minutes. */
export async function countAll(cloud: TestCloud): Promise<void> {
  await cloud.clock({ advance: 5 * 60_000, coalesce: true });
  await cloud.runTimer('jobs');
}

export const tasksStored = async (cloud: TestCloud): Promise<Task[]> =>
  (await cloud.dump('tasks')) as (Record<string, unknown> & Task)[];

/** A task as it is stored. */
export async function taskStored(cloud: TestCloud, id: string): Promise<Task> {
  const task = (await tasksStored(cloud)).find(({ _id }) => _id === id);
  if (task === undefined) throw new Error(`no task ${id}`);
  return task;
}

/** A new morning's task of a plan, as its owner's phone has it. */
export async function freshTask(
  cloud: TestCloud,
  planId: 'test-crane' | 'test-bottles' = 'test-crane',
): Promise<{ task: TaskView; owner: string }> {
  await toMorning(cloud);
  const day = new Date((await cloud.now()) + 8 * 60 * 60_000).toISOString().slice(0, 10);
  const { _id, owner } = await taskStored(cloud, `${planId}@${day}:day`);
  const as = phoneOf(owner.id);
  return { task: await cloud.callOk(as, 'tasks.get', { taskId: _id }), owner: as };
}

export const itemsOf = ({ stops }: Pick<TaskView, 'stops'>): TaskItem[] =>
  stops.flatMap(({ items }) => items);

/** An item by its id in the checklist. */
export function itemOf(task: Pick<TaskView, 'stops'>, id: string): TaskItem {
  const found = itemsOf(task).find((each) => each.id.endsWith(`:${id}`));
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

export const answerTo = (itemId: string, patch: Partial<AnswerInput> = {}): AnswerInput => ({
  id: randomUUID(),
  itemId,
  result: 'ok',
  photos: [],
  seen: 'scanned',
  orderId: null,
  at: null,
  ...patch,
});

/** Answers with which nothing is missing: everything in order, or not applicable where a photo would be asked. */
export const allOk = (task: Pick<TaskView, 'stops'>): AnswerInput[] =>
  itemsOf(task).map(({ id, answer, live, photo }) =>
    live || photo === 'always'
      ? answerTo(id, { result: 'na', reason: '设备停着' })
      : answerTo(id, answer.kind === 'number' ? { number: 3 } : {}),
  );

export const submit = (
  cloud: TestCloud,
  as: string,
  taskId: string,
  answers: AnswerInput[],
  done = false,
): Promise<{ task: TaskView; lacks: { itemId: string; lack: string }[] }> => {
  const input: SubmitInput = { taskId, answers, done };
  return cloud.callOk(as, 'tasks.submit', input);
};

/** A new task whose time is over, as the timer left it. */
export async function missedTask(cloud: TestCloud): Promise<{ task: TaskView; owner: string }> {
  const { task, owner } = await freshTask(cloud);
  await cloud.clock({ set: task.missedAt + 5_000 });
  await cloud.runTimer('jobs');
  return { task: await cloud.callOk(owner, 'tasks.get', { taskId: task.id }), owner };
}
