/** Pictures and files: taken or chosen, made small, saved on the phone, and sent to the cloud's storage. The only doorway to it. */
import type { PhotoInput } from '../../typings/api';
import { newId } from './call';
import { CallFailure, failure, platformFailure } from './core/failure';
import type { DraftPhoto } from './core/draft';
import { cloudPath, extensionOf, fitted } from './core/upload';
import { getSession, knownSession, now } from './session';

/** JPEG quality: a frayed wire is still seen, and a picture stays below 500 KB. */
const QUALITY = 78;

/** Makes a picture small enough to send. What cannot be made smaller goes as it is: the server looks at everything. */
async function compressed(path: string): Promise<string> {
  try {
    const { width, height } = await wx.getImageInfo({ src: path });
    const size = fitted(width, height);
    const target = size === null ? {} : { compressedWidth: size.width, compressedHeight: size.height };
    return (await wx.compressImage({ src: path, quality: QUALITY, ...target })).tempFilePath;
  } catch {
    return path;
  }
}

/** Moves a temporary file to where it outlives the app. A full storage leaves it where it is. */
export function saved(path: string): Promise<string> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: ({ savedFilePath }) => resolve(savedFilePath),
      fail: () => resolve(path),
    });
  });
}

/** Frees a saved file; one that is gone already is no matter. */
export function discard(path: string): void {
  wx.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
}

/** Makes a picture small and saves it. */
export async function keepPhoto(path: string, source: PhotoInput['source']): Promise<DraftPhoto> {
  const takenAt = Date.now();
  const file = source === 'file' ? path : await compressed(path);
  return { id: newId(), path: await saved(file), source, takenAt, fileId: null };
}

const isCancel = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  /cancel/.test(String((error as { errMsg?: unknown }).errMsg));

/** The system's camera or album. Empty when the person changed their mind. @throws the platform's refusal */
export async function choosePhotos(
  from: 'camera' | 'album',
  count: number,
): Promise<{ path: string; source: PhotoInput['source'] }[]> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ['image'],
      sourceType: [from],
      camera: 'back',
      sizeType: ['compressed'],
    });
    return tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath, source: from }));
  } catch (error) {
    if (isCancel(error)) return [];
    throw error;
  }
}

/** A drawing or document out of a chat. Empty when the person changed their mind. */
export async function chooseFiles(count: number): Promise<{ path: string; source: PhotoInput['source'] }[]> {
  try {
    const { tempFiles } = await wx.chooseMessageFile({
      count,
      type: 'file',
      extension: ['pdf', 'jpg', 'jpeg', 'png', 'webp'],
    });
    return tempFiles.map(({ path }) => ({ path, source: 'file' }));
  } catch (error) {
    if (isCancel(error)) return [];
    throw error;
  }
}

let folder: string | null = null;

/** The next upload asks the server for its folder. */
export function forgetFolder(): void {
  folder = null;
}

async function uploadFolder(): Promise<string> {
  folder ??= knownSession()?.uploadPrefix ?? null;
  folder ??= (await getSession(true)).uploadPrefix;
  return folder;
}

/**
 * Uploads a file under its id: sent twice it lies there once.
 * @returns the file id
 * @throws CallFailure NETWORK; `PHOTO_NOT_IMAGE` when the file is no longer on the phone
 */
export async function upload({ id, path }: Pick<DraftPhoto, 'id' | 'path'>): Promise<string> {
  const to = cloudPath(await uploadFolder(), id, path, now());
  try {
    return (await wx.cloud.uploadFile({ cloudPath: to, filePath: path })).fileID;
  } catch (error) {
    if (error instanceof CallFailure) throw error;
    if (!(await exists(path))) throw failure('PHOTO_NOT_IMAGE');
    throw platformFailure(error);
  }
}

function exists(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().access({ path, success: () => resolve(true), fail: () => resolve(false) });
  });
}

/** Whether a file of this name is a picture that can be shown. */
export const isPicture = (path: string): boolean => extensionOf(path) !== 'pdf';
