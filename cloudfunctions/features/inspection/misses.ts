/** Rounds that were missed or are late, for those who oversee them. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { decodeCursor, pageOf } from '../../platform/cursor';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { overseenAreas } from './rights';
import { missesIn } from './store';
import { taskCard } from './view';

const PAGE = 20;

/** A page, newest first, also of those that were finished late or explained since. One database call. */
export async function misses(
  actor: Actor,
  cursorText: string | null | undefined,
  now: Millis,
): Promise<Routes['tasks.misses']['output']> {
  const areas = overseenAreas(actor, await plant(now), now);
  const read = await missesIn(areas, now, decodeCursor(cursorText), PAGE + 1);
  const { rows, cursor } = pageOf(read, PAGE, ({ dueAt }) => dueAt);
  return { tasks: rows.map(taskCard), cursor };
}
