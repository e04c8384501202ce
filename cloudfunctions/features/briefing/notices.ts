/** What is told of meetings, and to whom. */
import type { Briefing } from '../../../typings/briefing';
import type { Millis, PersonRef } from '../../../typings/domain';
import { whenText } from '../../../miniprogram/shared/time';
import type { BriefingNotice } from '../../engine/briefing';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';

/**
 * Tells of a meeting: it rings where it may, and lies in the inbox in any case. Told again it is one message. Nothing
 * happens when the configuration in force has no such notice.
 */
export async function tellOf(
  notice: BriefingNotice,
  { _id, title, date, shiftName, owner, dueAt, startsAt }: Briefing,
  to: PersonRef,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { notices } = inForce;
  if (!notices.notices.some(({ id }) => id === notice)) return;
  await deliver({
    order: null,
    key: `briefing-${_id}-${notice}-${to.id}`,
    effect: {
      kind: 'notice',
      notice,
      to,
      urgency: 'medium',
      facts: {
        number: date,
        title,
        place: shiftName,
        owner: owner.name,
        due: whenText(notice === 'briefingReady' ? startsAt : dueAt, now),
        dueAt,
      },
    },
    addressee: addresseeOf(inForce, to.id),
    isGrave: false,
    hours: hoursOf(inForce),
    notices,
    now,
    again: true,
  });
}
