/** Whose report is being made on 上报: one's own, a colleague's, and on a phone of a team whoever says so first. */
import type { PersonRef } from '../../../../typings/domain';
import { pulse } from '../../../services/camera';
import { colleagueOf, UNSAID, type Present } from '../../../services/core/reporter';
import { say } from '../../../services/phone';
import { isShared, noteRecent, presentOne, takePhone } from '../../../services/reporter';
import { knownSession } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';

/** Whether nobody said yet who it is. */
export const isUnsaid = (): boolean => presentOne() === 'nobody';

/** What the page shows of it; nobody is marked as chosen before somebody said so. */
export const forWhom = (reporter: PersonRef | null) => ({
  reporter,
  reporterId: reporter?.id ?? (isUnsaid() ? UNSAID : ''),
  helping: reporter === null ? '' : fill(TEXT.reporter.helping, { name: reporter.name }),
});

/** Whether every report begins with the question who it is. */
export const asksWho = (): boolean => isShared();

/** Whether this phone may report for somebody else: nobody vouches for one that is not bound. */
export const mayHelp = (): boolean => knownSession()?.me.kind === 'person';

let toldGuest = false;

/** Whoever is not bound learns once that this may wait. */
export function tellGuest(): void {
  if (!toldGuest) say(TEXT.guest.first);
  toldGuest = true;
}

/** Somebody was chosen. @returns whose report it is; null for the own one */
export function chosen(who: Present): PersonRef | null {
  pulse();
  const colleague = colleagueOf(who);
  if (isShared()) takePhone(who);
  else if (colleague !== null) noteRecent(colleague.id);
  return colleague;
}
