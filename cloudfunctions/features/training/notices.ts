/** What is told of trainings and classes, and to whom. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import { isoDay, whenText } from '../../../miniprogram/shared/time';
import type { TickedTraining } from '../../engine/training';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';

/** One message. */
interface Told {
  key: string;
  notice: string;
  to: PersonRef;
  facts: Record<string, string | number>;
}

/** It rings where it may, and lies in the inbox in any case. Told again it is one message. */
async function tell({ key, notice, to, facts }: Told, inForce: Plant, now: Millis): Promise<void> {
  const { notices } = inForce;
  if (!notices.notices.some(({ id }) => id === notice)) return;
  await deliver({
    order: null,
    key,
    effect: { kind: 'notice', notice, to, urgency: 'medium', facts },
    addressee: addresseeOf(inForce, to.id),
    isGrave: false,
    hours: hoursOf(inForce),
    notices,
    now,
    again: true,
  });
}

/** Tells what the clock did to a training. @param before - as it was: the time that was due names the message */
export async function tellTraining(
  before: Training,
  { training, tell: told }: TickedTraining,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { _id, title, person, departmentName, dueAt, line } = training;
  for (const { notice, to } of told) {
    const key = `training-${_id}-${notice}-${before.remindAt ?? 0}-${to.id}`;
    const facts = {
      ...{ number: training.key, title, place: departmentName, owner: person.name, reason: line, count: 1 },
      ...{ due: whenText(dueAt, now), dueAt },
    };
    await tell({ key, notice, to, facts }, inForce, now);
  }
}

/** Tells the trainer, and later safety too, that a class was never ended: nobody's minutes count before. */
export async function tellOpenClass(
  { _id, courses, place, trainer, openedAt, reminded }: Session,
  to: PersonRef,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const title = courses.map((course) => course.title).join('、');
  const facts = {
    ...{ number: isoDay(openedAt), title, place, owner: trainer.name, reason: '', count: 1 },
    ...{ due: whenText(openedAt, now), dueAt: openedAt },
  };
  await tell({ key: `class-${_id}-${reminded}-${to.id}`, notice: 'classOpen', to, facts }, inForce, now);
}
