/** Keeps the app within the room that the platform gives it for files: frees what nobody knows of any more. */
import { forgotten } from './core/saved-files';
import { discard } from './photos';

/** Looks through the saved files once; whatever goes wrong is left to the next start. */
export function freeForgottenFiles(): void {
  wx.getFileSystemManager().getSavedFileList({
    success({ fileList }) {
      const notes = storedNotes();
      if (notes === null) return;
      for (const path of forgotten(fileList, notes, Date.now())) discard(path);
    },
    fail: () => undefined,
  });
}

/** Everything in the storage as JSON; null when the phone does not tell, and then nothing is known to be forgotten. */
function storedNotes(): string[] | null {
  try {
    return wx.getStorageInfoSync().keys.map((key) => JSON.stringify(wx.getStorageSync<unknown>(key)));
  } catch {
    return null;
  }
}
