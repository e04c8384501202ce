/** What a person has to learn, and the materials they read. */
import type { Routes, TrainingView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Training, TrainingCourse } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { LEVEL_NAMES } from '../../../miniprogram/shared/training';
import { DAY } from '../../../miniprogram/shared/time';
import { courseIn, partInTurn, withRead } from '../../engine/training';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { changeTraining } from './change';
import { maySeeTraining } from './rights';
import { getTraining, trainingsOf } from './store';
import { trainingCard, trainingView } from './view';

/** Nobody has more programmes. */
const READS = 50;

/** How long what is over stays in the list. */
const SHOWN = 366 * DAY;

/** Open ones, soonest first; then those that ended within a year. One database call. */
export async function mine(actor: Actor, now: Millis): Promise<Routes['training.mine']['output']> {
  const rows = (await trainingsOf(actor.id, now - SHOWN, READS)).map((row) => trainingCard(row, actor));
  return { trainings: [...rows.filter(({ open }) => open), ...rows.filter(({ open }) => !open)] };
}

/** One training. One database call. @throws AppError TRAINING_UNKNOWN, alike for one that is not theirs to see */
export async function readTraining(actor: Actor, trainingId: string, now: Millis): Promise<TrainingView> {
  const [training, inForce] = await Promise.all([getTraining(trainingId), plant(now)]);
  if (training === null || !maySeeTraining(training, actor, inForce)) throw new AppError('TRAINING_UNKNOWN');
  return trainingView(training, actor, inForce, now);
}

/**
 * The course of one's own training, once its turn has come.
 * @throws AppError TRAINING_UNKNOWN; TRAINING_OVER; TRAINING_WAITS while a level before it is not signed for
 */
export function ownCourse(training: Training, actor: Actor, courseId: string): TrainingCourse {
  const found = training.person.id === actor.id ? courseIn(training, courseId) : null;
  if (found === null) throw new AppError('TRAINING_UNKNOWN');
  if (!training.open || found.part.signature !== null) throw new AppError('TRAINING_OVER');
  const turn = partInTurn(training);
  if (turn !== undefined && turn !== found.part) {
    throw new AppError('TRAINING_WAITS', { what: `先学完${LEVEL_NAMES[turn.level]}并签字` });
  }
  return found.course;
}

/**
 * Notes materials as read; those that were read before keep their time. Two database calls, one when nothing is new.
 * @throws AppError see {@link ownCourse}; BAD_REQUEST for a material that the course has not
 */
export async function read(
  actor: Actor,
  { trainingId, courseId, materialIds }: Routes['training.read']['input'],
  now: Millis,
): Promise<TrainingView> {
  const { training } = await changeTraining(trainingId, (known) => {
    const { materials } = ownCourse(known, actor, courseId);
    if (!materialIds.every((id) => materials.some((material) => material.id === id))) {
      throw new AppError('BAD_REQUEST', {}, { materialIds: '材料换过了，请下拉刷新' });
    }
    return { training: withRead(known, courseId, materialIds, now) };
  });
  return trainingView(training, actor, await plant(now), now);
}
