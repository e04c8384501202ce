/** Pictures of rounds: beside a standard as it was when the round was made, and of what was answered; by links alone. */
import type { Inspection } from '../../typings/config';
import { jpeg } from '../support/pictures';
import { photo } from './support/desk';
import { phone, useCloud } from './support/plant';
import { answerTo, freshTask, INSPECTION, itemOf, plan, submit } from './support/tasks';

const cloud = useCloud();

/** The plan in which the hook shows a picture. */
const showing = (picture: string): Inspection => ({
  ...INSPECTION,
  checklists: INSPECTION.checklists.map((checklist) => ({
    ...checklist,
    items: checklist.items.map((one) => (one.id === 'hook' ? { ...one, picture } : one)),
  })),
});

const put = (name: string): Promise<string> =>
  cloud().upload(phone('admin'), `checklists/${name}.jpg`, jpeg({ seed: 7 }));

const bytesAt = async (url: string | undefined): Promise<number> =>
  (await (await fetch(url ?? '')).arrayBuffer()).byteLength;

it('is linked beside its standard, with the tasks of the day in two database calls', async () => {
  const picture = await put('hook-1');
  await plan(cloud(), showing(picture));
  const { task, owner } = await freshTask(cloud());
  expect(itemOf(task, 'hook').picture).toBe(picture);
  expect(await bytesAt(task.links?.[picture])).toBeGreaterThan(100);
  await cloud().resetStats();
  const { tasks } = await cloud().callOk(owner, 'tasks.today', {});
  expect(Object.keys(tasks.find(({ id }) => id === task.id)?.links ?? {})).toEqual([picture]);
  const { functions } = await cloud().stats();
  expect(functions['api']?.['tasks.today']?.request.calls).toBeLessThanOrEqual(2);
});

it('stays the one of the version that the round was made by', async () => {
  const [before, after] = [await put('hook-2'), await put('hook-3')];
  await plan(cloud(), showing(before));
  const { task, owner } = await freshTask(cloud());
  await submit(cloud(), owner, task.id, [answerTo(itemOf(task, 'brake').id)]);
  await plan(cloud(), showing(after));
  await cloud().runTimer('jobs');
  const read = await cloud().callOk(owner, 'tasks.get', { taskId: task.id });
  expect(Object.keys(read.links ?? {})).toContain(before);
  expect(Object.keys(read.links ?? {})).not.toContain(after);
});

it('of an answer is linked once it is sealed, for whoever may see the round', async () => {
  await plan(cloud());
  const { task, owner } = await freshTask(cloud(), 'test-bottles');
  const { id } = itemOf(task, 'valve');
  const photos = [await photo(cloud(), owner)];
  const { task: sent } = await submit(cloud(), owner, task.id, [answerTo(id, { photos })]);
  const [shot = ''] = sent.answers[id]?.photos ?? [];
  for (const as of [owner, phone('safety')]) {
    const { links } = await cloud().callOk(as, 'tasks.get', { taskId: task.id });
    expect(Object.keys(links ?? {})).toEqual([shot]);
    expect(await bytesAt(links?.[shot])).toBeGreaterThan(100);
  }
});
