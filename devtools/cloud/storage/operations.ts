/** The `storage.*` actions of the SDKs: upload metadata, temporary links, deletion. */
import { createHash } from 'node:crypto';
import { isRecord } from '../http';
import { CloudError, NotEmulated, type FileStore } from '../types';
import { checkPath, type Links } from './links';

/** Files a call may name (WeChat documentation of getTempFileURL and deleteFile). */
const MOST_FILES = 50;

/**
 * Runs one storage action.
 * @returns the success body without requestId
 * @throws CloudError as the cloud answers; NotEmulated
 */
export async function executeStorage(
  action: string,
  body: Record<string, unknown>,
  files: FileStore,
  links: Links,
): Promise<Record<string, unknown>> {
  switch (action) {
    case 'storage.getUploadMetadata':
      return { data: uploadMetadata(checkPath(body.path), links) };
    case 'storage.batchGetDownloadUrl':
      return {
        data: { download_list: listOf(body.file_list).map((file) => downloadOf(file, files, links)) },
      };
    case 'storage.batchDeleteFile':
      return { data: { delete_list: await deleteAll(listOf(body.fileid_list), files, links) } };
    default:
      throw new NotEmulated(action);
  }
}

function uploadMetadata(path: string, links: Links): Record<string, string> {
  const { url, authorization } = links.upload(path);
  const fileId = links.fileId(path);
  return {
    url,
    authorization,
    token: 'local',
    fileId,
    cosFileId: createHash('sha256').update(fileId).digest('base64url'),
  };
}

function downloadOf(file: unknown, files: FileStore, links: Links): Record<string, unknown> {
  if (!isRecord(file) || typeof file.fileid !== 'string') {
    throw new CloudError('INVALID_PARAM', 'file_list must be a list of {fileid, max_age}');
  }
  const fileID = file.fileid;
  const path = links.pathOf(fileID);
  if (path === null || !files.has(path)) return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' };
  const maxAge = typeof file.max_age === 'number' && file.max_age > 0 ? file.max_age * 1000 : undefined;
  return { code: 'SUCCESS', fileID, tempFileURL: links.download(path, maxAge) };
}

function deleteAll(
  fileIds: unknown[],
  files: FileStore,
  links: Links,
): Promise<{ fileID: string; code: string }[]> {
  return Promise.all(
    fileIds.map(async (id) => {
      const fileID = String(id);
      const path = links.pathOf(fileID);
      const removed = path !== null && (await files.remove(path));
      return { fileID, code: removed ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
    }),
  );
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new CloudError('INVALID_PARAM', 'the list of files is missing');
  if (value.length > MOST_FILES) throw new CloudError('INVALID_PARAM', `at most ${MOST_FILES} files a call`);
  return value;
}
