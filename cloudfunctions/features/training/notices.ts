/** What is told of trainings and classes, and to whom. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Session, Training } from '../../../typings/training';
import { isoDay, whenText } from '../../../miniprogram/shared/time';
import type { TickedTraining } from '../../engine/training';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

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
    await notify({ key, notice, to, facts }, inForce, now);
  }
}

/** Tells whoever passed it what it earned. Told again it is one message. */
export async function tellPaid(
  { _id, title, person }: Training,
  points: number,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const key = `training-${_id}-paid`;
  await notify(
    { key, notice: 'trainingPaid', to: person, urgency: 'low', facts: { title, points } },
    inForce,
    now,
  );
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
  await notify({ key: `class-${_id}-${reminded}-${to.id}`, notice: 'classOpen', to, facts }, inForce, now);
}
