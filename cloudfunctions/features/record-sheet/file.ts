/** Record sheets as files: the pictures on them, and a finished one behind a link that expires. */
import type { Evidence } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { keyed } from '../../platform/canonical';
import type { Files } from '../capture/files';
import type { Picture } from './word';

/** Hex digits of a folder name: 96 bits. */
const FOLDER_DIGITS = 24;

/** Where the sheet of a record lies: nobody can guess it, and the next one takes its place. */
const pathOf = (recordId: string): string =>
  `sheets/${keyed('prefix', `sheet:${recordId}`).slice(0, FOLDER_DIGITS)}/record.docx`;

/** A sealed picture that Word can show; null for one that is not sealed yet, or cannot be read now. */
export async function pictureOf(file: Evidence | undefined, files: Files): Promise<Picture | null> {
  if (file?.sealedFileId == null || (file.format !== 'png' && file.format !== 'jpeg')) return null;
  const bytes = await files.download(file.sealedFileId);
  return bytes === null ? null : { bytes, type: file.format === 'png' ? 'png' : 'jpg' };
}

/** @returns a link that is good for two hours @throws AppError BUSY when the file store has no link */
export async function handOut(recordId: string, bytes: Buffer, files: Files): Promise<string> {
  const fileId = await files.upload(pathOf(recordId), bytes);
  const url = (await files.links([fileId])).get(fileId);
  if (url === undefined) throw new AppError('BUSY');
  return url;
}
