/** A round as somebody walks it: each item is looked at, and what is not in order is reported on the spot. */
import type { Picture } from '../../../../scripts/demo/pictures';
import { asked } from '../../../../miniprogram/shared/checklist';
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import type { Task, TaskItem } from '../../../../typings/inspection';
import type { TestCloud } from '../../../support/cloud';
import { eventually } from '../../support/eventually';
import type { Person } from '../../support/person';

const t = TEXT.inspection;

export const PAGES = {
  day: 'packages/inspection/day/index',
  round: 'packages/inspection/round/index',
} as const;

/** The tasks that are stored, by id. */
export async function tasksOf(cloud: TestCloud): Promise<ReadonlyMap<string, Task>> {
  const all = (await cloud.dump('tasks')) as unknown[];
  return new Map((all as Task[]).map((task) => [task._id, task]));
}

/** The task as it is stored. @throws Error when it was not made */
export async function taskOf(cloud: TestCloud, id: string): Promise<Task> {
  const task = (await tasksOf(cloud)).get(id);
  if (task === undefined) throw new Error(`no task ${id}`);
  return task;
}

/** Until what is stored of the task is so. */
export const taskWhen = (cloud: TestCloud, id: string, holds: (task: Task) => boolean): Promise<Task> =>
  eventually(`the task ${id} to be so`, async () => {
    const task = await taskOf(cloud, id);
    return holds(task) ? task : null;
  });

export const itemsOf = (task: Task): TaskItem[] => task.stops.flatMap(({ items }) => items);

/** From the first page to the round. */
export async function begin(person: Person, title: string): Promise<void> {
  await person.open(PAGES.day, '.tasks');
  await person.open(PAGES.round, 'task-card >>> .task-open', title);
}

/** A patrol begins with its way; from there to its first point. */
export const setOut = (person: Person, { stops: [first] }: Task): Promise<void> =>
  person.press(fill(t.goThere, { other: first?.pointNo ?? '' }));

/** A number that lies within its limits. */
const within = ({ min, max }: { min: number | null; max: number | null }): number =>
  min !== null && max !== null ? (min + max) / 2 : (max ?? min ?? 1);

/** Until this item is on the screen. */
const onScreen = (person: Person, { text }: TaskItem): Promise<unknown> =>
  person.find('item-card >>> .item-text', text);

/** What an item wants besides a tap. */
async function furnish(person: Person, { live, photo, answer }: TaskItem): Promise<void> {
  if (answer.kind === 'number') await person.type('item-card >>> t-input >>> input', String(within(answer)));
  if (answer.kind === 'text') await person.type('item-card >>> t-textarea >>> textarea', '靠门那一侧响');
  if (live || photo === 'always' || answer.kind === 'photo') {
    await person.tap('item-card >>> .item-act', t.shoot);
    await person.find('item-card >>> .item-act', fill(t.shot, { count: 1 }));
  }
}

/** The item is in order, or is not a matter of order. */
export async function passes(person: Person, item: TaskItem): Promise<void> {
  await onScreen(person, item);
  await furnish(person, item);
  const { kind } = item.answer;
  await person.press(kind === 'text' || kind === 'photo' ? t.noted : t.ok, '.main');
}

/** The item is not in order: a picture, where phones are allowed, and one tap. */
export async function fails(person: Person, item: TaskItem, picture: Picture | null): Promise<void> {
  await onScreen(person, item);
  await furnish(person, item);
  if (picture !== null) await person.looksAt(picture);
  await person.press(t.problem);
  if (picture !== null) await person.find('finding-sheet >>> shot-row >>> .taken-photo');
  await person.submit(t.report, 'finding-sheet');
}

/** Walks the items that are asked while nothing is wrong but what `wrong` names. */
export async function walk(
  person: Person,
  items: readonly TaskItem[],
  wrong: Partial<Record<string, Picture | null>> = {},
): Promise<void> {
  const results = new Map<string, 'ok' | 'notOk'>();
  for (const item of items) {
    if (item.when !== undefined && results.get(item.when.itemId) !== item.when.result) continue;
    const picture = wrong[item.id];
    results.set(item.id, picture === undefined ? 'ok' : 'notOk');
    if (picture === undefined) await passes(person, item);
    else await fails(person, item, picture);
  }
}

/** The ids of the items that are answered and of those that are asked; the same once a round is over. */
export const answeredAndAsked = (task: Task): [string[], string[]] => [
  Object.keys(task.answers).sort(),
  asked(itemsOf(task), task.answers)
    .map(({ id }) => id)
    .sort(),
];

/** All was looked at: the round is handed in. */
export async function handIn(person: Person): Promise<void> {
  await person.press(t.end);
  await person.sees(t.result);
}
