/** The loop of every change of a training: read, decide, write on what was read, and again when somebody was first. */
import type { Training } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { getTraining, writeTraining } from './store';

/** As often as this somebody else may be first. */
const TRIES = 5;

/** What a change comes to. */
export interface Decided {
  /** The very training that was read: there is nothing to write. */
  training: Training;
  evidence?: Training['evidence'];
}

/**
 * Changes a training. Two database calls, and two more for each time somebody else was first.
 * @param decide - what shall be, from what is; throws what keeps the person from it
 * @throws AppError TRAINING_UNKNOWN; BUSY when others were first time and again; what `decide` throws
 */
export async function changeTraining<T extends Decided>(
  trainingId: string,
  decide: (training: Training) => T | Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const training = await getTraining(trainingId);
    if (training === null) throw new AppError('TRAINING_UNKNOWN');
    const decided = await decide(training);
    if (decided.training === training) return decided;
    const written = await writeTraining(training, decided.training, decided.evidence);
    if (written !== null) return { ...decided, training: written };
  }
  throw new AppError('BUSY');
}
