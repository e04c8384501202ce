/** What is told of tickets, and to whom: as of an order, it rings where it may and lies in the inbox in any case. */
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { PERMIT_WORDS } from '../../../miniprogram/shared/permit-words';
import { whenText } from '../../../miniprogram/shared/time';
import type { PermitTell } from '../../engine/permit';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';
import { placeText } from './view';

/** A fire that burns, or may, is urgent; the rest is not. */
const URGENT: readonly PermitTell['notice'][] = ['permitStopped', 'permitRaised', 'permitWatchOver'];

/**
 * The name of a message: one of each kind to each person for each step of a ticket. Told again it is one message.
 * @param step - grows with what happened, the same however often the same is told
 */
const keyOf = ({ _id }: Permit, { notice, to }: PermitTell, step: number): string =>
  `permit-${_id}-${notice}-${step}-${to.id}`;

/**
 * Tells of a ticket. Nothing happens when the configuration in force has no such notice.
 * @param permit - as it is after what is told
 */
export async function tellOf(
  permit: Permit,
  tells: readonly PermitTell[],
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { notices } = inForce;
  const known = tells.filter(({ notice }) => notices.notices.some(({ id }) => id === notice));
  const due = permit.next?.dueAt ?? permit.until;
  await Promise.all(
    known.map((tell) =>
      deliver({
        order: null,
        key: keyOf(permit, tell, permit.trail.length),
        effect: {
          kind: 'notice',
          notice: tell.notice,
          to: tell.to,
          urgency: URGENT.includes(tell.notice) ? 'high' : 'medium',
          facts: {
            subjectId: permit._id,
            number: permit.number,
            title: `${PERMIT_WORDS.label} ${permit.work}`,
            place: placeText(permit.place),
            owner: permit.next?.owner.name ?? permit.applicant.name,
            from: permit.applicant.name,
            reason: tell.reason,
            text: permit.level.name,
            due: whenText(due, now),
            dueAt: due,
          },
        },
        addressee: addresseeOf(inForce, tell.to.id),
        isGrave: false,
        hours: hoursOf(inForce),
        notices,
        now,
        again: true,
      }),
    ),
  );
}
