/** The file store as this room needs it; the platform's is the default, tests hand in their own. */
import { deleteFiles, downloadFile, temporaryLinks, uploadFile } from '../../platform/sdk';

export interface Files {
  /** The bytes, or null when there is no such file. Rejects when the store is in trouble. */
  download(fileId: string): Promise<Buffer | null>;
  /** Stores or overwrites. @returns the file id */
  upload(path: string, bytes: Buffer): Promise<string>;
  /** One that is gone already is no failure. */
  remove(fileIds: string[]): Promise<void>;
  /** File id → temporary link. */
  links(fileIds: string[]): Promise<Map<string, string>>;
}

export const platformFiles: Files = {
  download: downloadFile,
  upload: uploadFile,
  remove: deleteFiles,
  links: temporaryLinks,
};
