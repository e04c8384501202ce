/** What is told of a hazard that came back, and to whom; each once. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Repeat } from '../../../typings/repeat';
import { REPEAT } from '../../../miniprogram/shared/text/repeat';
import { isoDay, whenText } from '../../../miniprogram/shared/time';
import { dueOf, standing } from '../../engine/repeat';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

/** `repeatAsked`: why? `repeatMeasure`: a measure is yours. `repeatDue`: either is late. `repeatHeld`: it did not come back. */
export type RepeatNotice = 'repeatAsked' | 'repeatMeasure' | 'repeatDue' | 'repeatHeld';

/** Who is to see to it now: who keeps the area until there is an answer, then the owner of the measure. */
export function ownerOf({ rounds, areaId }: Repeat, { duty }: Plant, now: Millis): PersonRef {
  const owner = standing(rounds)?.answer?.owner;
  const named = owner === undefined ? null : duty.active(owner.id);
  const { id, name } = named ?? duty.siteKeeper(areaId, now);
  return { id, name };
}

/** Told again on the same day it is one message to each. */
export async function tellRepeat(
  repeat: Repeat,
  notice: RepeatNotice,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { _id, title, place, rounds } = repeat;
  const last = standing(rounds);
  if (last === null) return;
  const owner = ownerOf(repeat, inForce, now);
  // What is late is for safety to know as well.
  const readers = notice === 'repeatDue' ? [owner, inForce.duty.safety(now)] : [owner];
  const dueAt = dueOf(last) ?? now;
  const text = last.answer?.measure ?? (last.isFailure ? REPEAT.cameBackAfter : REPEAT.cameBack);
  const when = notice === 'repeatDue' ? isoDay(now) : String(last.no);
  const facts = {
    ...{ number: last.number, title, place, text, owner: owner.name, subjectId: _id },
    ...{ due: whenText(dueAt, now), dueAt },
  };
  for (const { id, name } of new Map(readers.map((one) => [one.id, one])).values()) {
    // Who keeps an area changes with the shift: what was told to one of them is not told to the next.
    const whom = notice === 'repeatDue' ? `-${id}` : '';
    const key = `repeat-${_id}-${last.no}-${notice}-${when}${whom}`;
    await notify({ key, notice, to: { id, name }, facts }, inForce, now);
  }
}
