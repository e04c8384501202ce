/** What is told of tickets, and to whom: as of an order, it rings where it may and lies in the inbox in any case. */
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { PERMIT_WORDS } from '../../../miniprogram/shared/permit-words';
import { whenText } from '../../../miniprogram/shared/time';
import type { PermitTell } from '../../engine/permit';
import { notify } from '../notices/notify';
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

/** Tells of a ticket. @param permit - as it is after what is told */
export async function tellOf(
  permit: Permit,
  tells: readonly PermitTell[],
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const due = permit.next?.dueAt ?? permit.until;
  const facts = {
    subjectId: permit._id,
    number: permit.number,
    title: `${PERMIT_WORDS.label} ${permit.work}`,
    place: placeText(permit.place),
    owner: permit.next?.owner.name ?? permit.applicant.name,
    from: permit.applicant.name,
    text: permit.level.name,
    due: whenText(due, now),
    dueAt: due,
  };
  await Promise.all(
    tells.map((one) => {
      const key = keyOf(permit, one, permit.trail.length);
      const urgency = URGENT.includes(one.notice) ? 'high' : 'medium';
      const { notice, to, reason } = one;
      return notify({ key, notice, to, urgency, facts: { ...facts, reason } }, inForce, now);
    }),
  );
}
