/** 三级安全教育记录: one person's record as a Word document behind a link that expires. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Training } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { keyed } from '../../platform/canonical';
import { platformFiles, type Files } from '../capture/files';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { maySeeTraining } from './rights';
import type { Picture } from './sheet-document';
import { getTraining } from './store';

/** Hex digits of a folder name: 96 bits. */
const FOLDER_DIGITS = 24;

/** Where the sheet of a training lies: nobody can guess it, and the next one takes its place. */
const pathOf = (id: string): string =>
  `sheets/${keyed('prefix', `sheet:${id}`).slice(0, FOLDER_DIGITS)}/record.docx`;

/** Signatures by evidence id; one that is not sealed yet, or cannot be read now, is left out. */
async function signaturesOf({ parts, evidence }: Training, files: Files): Promise<Map<string, Picture>> {
  const found = new Map<string, Picture>();
  await Promise.all(
    parts.map(async ({ signature }) => {
      const file = signature === null ? undefined : evidence[signature.evidenceId];
      if (file?.sealedFileId == null || (file.format !== 'png' && file.format !== 'jpeg')) return;
      const bytes = await files.download(file.sealedFileId);
      if (bytes !== null) found.set(file.id, { bytes, type: file.format === 'png' ? 'png' : 'jpg' });
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
  const fileId = await files.upload(pathOf(trainingId), bytes);
  const url = (await files.links([fileId])).get(fileId);
  if (url === undefined) throw new AppError('BUSY');
  return { url, name: `${training.title}记录-${training.person.name}.docx` };
}
