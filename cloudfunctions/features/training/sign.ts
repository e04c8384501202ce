/** Signing for a level: a handwritten signature, sealed as evidence, bound to the record that the person saw. */
import type { SignTrainingInput, TrainingView } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { LEVEL_NAMES } from '../../../miniprogram/shared/training';
import { isToSign, partInTurn, withSignature } from '../../engine/training';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { changeTraining, type Decided } from './change';
import { recordHash } from './hash';
import { admittedPicture, sealDue, sealNow } from './files';
import { getTraining } from './store';
import { trainingView } from './view';

/** @throws AppError TRAINING_UNKNOWN, TRAINING_OVER, TRAINING_WAITS, CHANGED */
function checkSignable(
  training: Training,
  actor: Actor,
  { level, recordHash: seen }: SignTrainingInput,
): void {
  const part = training.parts.find((each) => each.level === level);
  if (training.person.id !== actor.id || part === undefined) throw new AppError('TRAINING_UNKNOWN');
  if (!training.open || part.signature !== null) throw new AppError('TRAINING_OVER');
  if (partInTurn(training) !== part || !isToSign(part)) {
    throw new AppError('TRAINING_WAITS', {
      what: `先学完${LEVEL_NAMES[partInTurn(training)?.level ?? level]}`,
    });
  }
  if (recordHash(training, level) !== seen) throw new AppError('CHANGED', { name: '系统' });
}

/** Whether this very signature was made before. */
const isSigned = (
  training: Training,
  actor: Actor,
  { level, recordHash: seen, photo }: SignTrainingInput,
): boolean => {
  const signature = training.parts.find((part) => part.level === level)?.signature;
  if (training.person.id !== actor.id || signature == null) return false;
  return signature.recordHash === seen && training.evidence[signature.evidenceId]?.fileId === photo.fileId;
};

/** @throws AppError TRAINING_…, CHANGED, PHOTO_… */
async function signed(
  actor: Actor,
  input: SignTrainingInput,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Required<Decided>> {
  let admitted: Evidence | null = null;
  return changeTraining(input.trainingId, async (known) => {
    if (isSigned(known, actor, input)) return { training: known, evidence: {} };
    checkSignable(known, actor, input);
    admitted ??= await admittedPicture(input.photo, actor, known.evidence, now, files);
    const signature = { at: now, evidenceId: admitted.id, recordHash: input.recordHash };
    return {
      training: withSignature(known, input.level, signature, sealDue(now)),
      evidence: { [admitted.id]: admitted },
    };
  });
}

/** The same call that came twice at once: the other one may have sealed the picture, which is then not where it was. */
async function signedMeanwhile(
  actor: Actor,
  input: SignTrainingInput,
  error: unknown,
): Promise<Required<Decided>> {
  const training = error instanceof AppError ? await getTraining(input.trainingId) : null;
  if (training === null || !isSigned(training, actor, input)) throw error;
  return { training, evidence: {} };
}

/**
 * Signs for a level; the last one ends the training. Two database calls, and what the picture needs. The same again is no
 * failure.
 * @throws AppError TRAINING_…; CHANGED when the record is not the one that the person saw; PHOTO_…
 */
export async function sign(actor: Actor, input: SignTrainingInput, now: Millis): Promise<TrainingView> {
  const files = new Map<string, Buffer>();
  const { training, evidence } = await signed(actor, input, now, files).catch((error: unknown) =>
    signedMeanwhile(actor, input, error),
  );
  const sealed = await sealNow(training, Object.keys(evidence), now, files);
  return trainingView(sealed, actor, await plant(now), now);
}
