/** Temporary links for showing evidence. */
import type { Evidence } from '../../../typings/domain';
import { platformFiles, type Files } from './files';

/**
 * Links to sealed files; what is pending or refused has none. One call for up to 50 files.
 * @returns evidence id → url
 */
export async function photoLinks(
  evidence: Evidence[],
  files: Files = platformFiles,
): Promise<Map<string, string>> {
  const sealed = new Map<string, string>();
  for (const { id, state, sealedFileId } of evidence) {
    if (state === 'sealed' && sealedFileId !== null) sealed.set(id, sealedFileId);
  }
  if (sealed.size === 0) return new Map();
  const urls = await files.links([...sealed.values()]);
  return new Map(
    [...sealed].flatMap(([id, fileId]) => {
      const url = urls.get(fileId);
      return url === undefined ? [] : [[id, url] as const];
    }),
  );
}
