/** Saying why a deadline was missed, and letting somebody off: a training ends in no other way than these and being done. */
import type { Routes, TrainingView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { explained, mayDelayTo, waived } from '../../engine/training';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { changeTraining } from './change';
import { maySeeTraining, mayWaive } from './rights';
import { trainingView } from './view';

/** @throws AppError TRAINING_OVER, CHANGED */
function checkCurrent(training: Training, rev: number): void {
  if (!training.open) throw new AppError('TRAINING_OVER');
  if (training.rev !== rev) throw new AppError('CHANGED', { name: training.person.name });
}

/**
 * Says why a training is late and by when it is done instead; that is its deadline from then on. The person may, and
 * whoever looks after them. Two database calls. The same again is no failure.
 * @throws AppError TRAINING_UNKNOWN; TRAINING_OVER; CHANGED; DATE_NEEDED; BAD_REQUEST before it is late
 */
export async function explain(
  actor: Actor,
  { trainingId, rev, reason, until }: Routes['training.explain']['input'],
  now: Millis,
): Promise<TrainingView> {
  const inForce = await plant(now);
  const by = { id: actor.id, name: actor.name };
  const why = reason.trim();
  const { training } = await changeTraining(trainingId, (known) => {
    if (!maySeeTraining(known, actor, inForce)) throw new AppError('TRAINING_UNKNOWN');
    const last = known.misses.at(-1);
    const next = explained(known, { reason: why, by, until }, now);
    if (last?.by?.id === by.id && last.reason === why && last.until === next.dueAt)
      return { training: known };
    if (known.open && (known.state !== 'overdue' || last === undefined)) {
      throw new AppError('BAD_REQUEST', {}, { reason: '还没到期限，先按原来的日子学' });
    }
    checkCurrent(known, rev);
    if (!mayDelayTo(until, now)) {
      throw new AppError('BAD_REQUEST', {}, { until: '请选今天以后、30 天以内的日子' });
    }
    return { training: next };
  });
  return trainingView(training, actor, inForce, now);
}

/**
 * Lets somebody off with a reason; safety does, and never for themselves. Two database calls. The same again is no failure.
 * @throws AppError TRAINING_UNKNOWN; NOT_FOR_YOU; TRAINING_OVER; CHANGED
 */
export async function waive(
  actor: Actor,
  { trainingId, rev, reason }: Routes['training.waive']['input'],
  now: Millis,
): Promise<TrainingView> {
  const by = { id: actor.id, name: actor.name };
  const why = reason.trim();
  const { training } = await changeTraining(trainingId, (known) => {
    if (!mayWaive(known, actor)) throw new AppError('NOT_FOR_YOU', { who: '另一位安全员' });
    if (known.waived?.by.id === by.id && known.waived.reason === why) return { training: known };
    checkCurrent(known, rev);
    return { training: waived(known, by, why, now) };
  });
  return trainingView(training, actor, await plant(now), now);
}
