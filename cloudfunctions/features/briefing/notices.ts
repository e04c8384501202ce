/** What is told of meetings, and to whom. */
import type { Briefing } from '../../../typings/briefing';
import type { Millis, PersonRef } from '../../../typings/domain';
import { whenText } from '../../../miniprogram/shared/time';
import type { BriefingNotice } from '../../engine/briefing';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

/** Tells of a meeting. Told again it is one message. */
export const tellOf = (
  notice: BriefingNotice,
  { _id, title, date, shiftName, owner, dueAt, startsAt }: Briefing,
  to: PersonRef,
  inForce: Plant,
  now: Millis,
): Promise<void> => {
  const due = whenText(notice === 'briefingReady' ? startsAt : dueAt, now);
  const facts = { number: date, title, place: shiftName, owner: owner.name, due, dueAt };
  return notify({ key: `briefing-${_id}-${notice}-${to.id}`, notice, to, facts }, inForce, now);
};
