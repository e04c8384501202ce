/** Temporary links of rounds: to the pictures beside standards, and to the photos of what was answered. */
import type { TaskView } from '../../../typings/api';
import type { Task } from '../../../typings/inspection';
import { itemsOf } from '../../engine/inspection';
import { linksTo, photoLinks } from '../capture/links';

type Links = NonNullable<TaskView['links']>;

const picturesOf = (tasks: readonly Pick<Task, 'stops'>[]): string[] => [
  ...new Set(tasks.flatMap(itemsOf).flatMap(({ picture }) => picture ?? [])),
];

/** File id of a picture → its link; no call when no standard has one. */
export const pictureLinks = async (tasks: readonly Pick<Task, 'stops'>[]): Promise<Links> =>
  Object.fromEntries(await linksTo(picturesOf(tasks)));

/** Those of one round, with evidence id → link of each photo that is sealed. */
export async function roundLinks(task: Pick<Task, 'stops' | 'evidence'>): Promise<Links> {
  const [pictures, photos] = await Promise.all([
    pictureLinks([task]),
    photoLinks(Object.values(task.evidence)),
  ]);
  return { ...pictures, ...Object.fromEntries(photos) };
}
