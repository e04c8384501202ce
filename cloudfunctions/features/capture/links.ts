/** Temporary links for showing evidence. */
import type { Evidence } from '../../../typings/domain';
import * as log from '../../platform/log';
import { platformFiles, type Files } from './files';

/** What is known of a file that may be shown. */
export type LinkedFile = Pick<Evidence, 'id' | 'state' | 'sealedFileId'>;

/** A file store in trouble hides the pictures, never the order: whose turn it is and until when is told without them. */
async function linksOf(fileIds: string[], files: Files): Promise<Map<string, string>> {
  try {
    return await files.links(fileIds);
  } catch (error) {
    log.defect({ event: 'links' }, error);
    return new Map();
  }
}

/** Links to files of any kind: file id → url. */
export const linksTo = async (
  fileIds: string[],
  files: Files = platformFiles,
): Promise<Map<string, string>> => (fileIds.length === 0 ? new Map() : linksOf(fileIds, files));

/**
 * Links to sealed files; what is pending or refused has none. One call for up to 50 files.
 * @returns evidence id → url; a file without a link is left out
 */
export async function photoLinks(
  evidence: LinkedFile[],
  files: Files = platformFiles,
): Promise<Map<string, string>> {
  const sealed = new Map<string, string>();
  for (const { id, state, sealedFileId } of evidence) {
    if (state === 'sealed' && sealedFileId !== null) sealed.set(id, sealedFileId);
  }
  if (sealed.size === 0) return new Map();
  const urls = await linksOf([...sealed.values()], files);
  return new Map(
    [...sealed].flatMap(([id, fileId]) => {
      const url = urls.get(fileId);
      return url === undefined ? [] : [[id, url] as const];
    }),
  );
}
