/** Reminds of directives that are due: first who is to answer, then who asked. */
import type { Directive, Millis } from '../../../typings/domain';
import { HOUR } from '../../../miniprogram/shared/time';
import * as log from '../../platform/log';
import { plant } from '../plant/current';
import { tellOf } from './notices';
import { directives, type DirectiveStore } from './store';

/** How long after the date its author is told that there is no answer. */
const AUTHOR_AFTER = 4 * HOUR;

/** Directives of one run; what is left comes with the next. */
const BATCH = 50;

/** Who is told now, and when somebody is told next. */
export function reminderOf(
  { dueAt, remindAt }: Pick<Directive, 'dueAt' | 'remindAt'>,
  isThere: boolean,
): { notice: 'directiveDue' | 'directiveLate'; next: Millis | null } {
  const isFirst = remindAt !== null && remindAt < dueAt + AUTHOR_AFTER;
  return isFirst && isThere
    ? { notice: 'directiveDue', next: dueAt + AUTHOR_AFTER }
    : { notice: 'directiveLate', next: null };
}

/**
 * For the minute timer: one database call when nothing is due, else two more for each directive. Told before it is noted:
 * a run that ends in between tells again, which leaves one row.
 * @returns how many people were told
 */
export async function remindDirectives(now: Millis, store: DirectiveStore = directives): Promise<number> {
  const due = await store.due(now, BATCH);
  if (due.length === 0) return 0;
  const inForce = await plant(now);
  let told = 0;
  for (const directive of due) {
    const { _id, to, remindAt } = directive;
    // Somebody who left answers nothing: their author is told at once.
    const { notice, next } = reminderOf(directive, inForce.duty.active(to.id) !== null);
    try {
      await tellOf(directive, notice, inForce, now);
      if (remindAt !== null && (await store.reminded(_id, remindAt, next))) told += 1;
    } catch (error) {
      log.defect({ event: 'directives.remind', directive: _id }, error);
    }
  }
  return told;
}
