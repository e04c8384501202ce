/** 三级安全教育记录: one person's record as a Word document behind a link that expires. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { platformFiles, type Files } from '../capture/files';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { handOut, pictureOf } from '../record-sheet/file';
import type { Picture } from '../record-sheet/word';
import { maySeeTraining } from './rights';
import { getTraining } from './store';

/** Signatures by evidence id, those that can be shown. */
async function signaturesOf({ parts, evidence }: Training, files: Files): Promise<Map<string, Picture>> {
  const found = new Map<string, Picture>();
  await Promise.all(
    parts.map(async ({ signature }) => {
      if (signature === null) return;
      const picture = await pictureOf(evidence[signature.evidenceId], files);
      if (picture !== null) found.set(signature.evidenceId, picture);
    }),
  );
  return found;
}

/**
 * Writes the sheet as things stand. One database call; the library is read when the first sheet is asked for.
 * @returns a link that is good for two hours, and what the file should be called
 * @throws AppError TRAINING_UNKNOWN, alike for one that is not theirs to see; BUSY when the file store has no link
 */
export async function sheet(
  actor: Actor,
  trainingId: string,
  now: Millis,
  files: Files = platformFiles,
): Promise<Routes['training.sheet']['output']> {
  const [training, inForce] = await Promise.all([getTraining(trainingId), plant(now)]);
  if (training === null || !maySeeTraining(training, actor, inForce)) throw new AppError('TRAINING_UNKNOWN');
  const { sheetDocument } = await import('./sheet-document');
  const signatures = await signaturesOf(training, files);
  const bytes = await sheetDocument(training, inForce.places.plant.name, signatures, now);
  const url = await handOut(trainingId, bytes, files);
  return { url, name: `${training.title}记录-${training.person.name}.docx` };
}
