/** Keeps the app within the room that the platform gives it for files: frees what nobody knows of any more. */
import { forgotten } from './core/saved-files';
import { discard } from './photos';
import { load } from './storage';

/** Looks through the saved files once; whatever goes wrong is left to the next start. */
export function freeForgottenFiles(): void {
  wx.getFileSystemManager().getSavedFileList({
    success({ fileList }) {
      const notes = wx.getStorageInfoSync().keys.map((key) => JSON.stringify(load(key) ?? null));
      for (const path of forgotten(fileList, notes, Date.now())) discard(path);
    },
    fail: () => undefined,
  });
}
