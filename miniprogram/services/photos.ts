/** Pictures and files: taken or chosen, made small, saved on the phone, and sent to the cloud's storage. The only doorway to it. */
import type { PhotoInput } from '../../typings/api';
import { TEXT } from '../shared/text';
import { call, newId } from './call';
import { CallFailure, failure, platformFailure } from './core/failure';
import type { DraftPhoto } from './core/draft';
import { HEAD_BYTES, judgeFile, judgePicture, lookOf, type Look } from './core/picture';
import { cloudPath, extensionOf, fitted } from './core/upload';
import { getSession, knownSession, now } from './session';

/** JPEG quality: a frayed wire is still seen, and a picture stays below 500 KB. */
const QUALITY = 78;

/** What the phone makes of a picture: a smaller file, null where it cannot, and its longer side (px; 0: it cannot say). */
interface Made {
  file: string | null;
  longSide: number;
}

const NOTHING: Made = { file: null, longSide: 0 };

/** Makes a picture small enough to send, where the phone can. */
async function compressed(path: string): Promise<Made> {
  let longSide = 0;
  try {
    const { width, height } = await wx.getImageInfo({ src: path });
    longSide = Math.max(width, height);
    const size = fitted(width, height);
    const target = size === null ? {} : { compressedWidth: size.width, compressedHeight: size.height };
    const { tempFilePath } = await wx.compressImage({ src: path, quality: QUALITY, ...target });
    return { file: tempFilePath, longSide };
  } catch {
    return { file: null, longSide };
  }
}

/** A file that the phone made, and tells nothing about. */
const STILL: Look = { size: 0, kind: 'jpeg', moves: false };

/** What lies at a path; null where the phone does not tell, and then the server looks at it. */
async function lookAt(path: string): Promise<Look | null> {
  const files = wx.getFileSystemManager();
  const size = await new Promise<number | null>((resolve) => {
    files.getFileInfo({ filePath: path, success: (info) => resolve(info.size), fail: () => resolve(null) });
  });
  if (size === null || size === 0) return size === null ? null : lookOf(0, new ArrayBuffer(0));
  const head = await new Promise<ArrayBuffer | null>((resolve) => {
    files.readFile({
      filePath: path,
      position: 0,
      length: Math.min(size, HEAD_BYTES),
      success: ({ data }) => resolve(typeof data === 'string' ? null : data),
      fail: () => resolve(null),
    });
  });
  return head === null ? null : lookOf(size, head);
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

/** A photo that lies on the phone, and what the person should know about it; empty when there is nothing. */
export interface Kept {
  photo: DraftPhoto;
  remark: string;
}

/** Looks at a file, makes a picture of it that is small enough, and saves it. @throws PictureRefused with what to do */
export async function keepPhoto(path: string, source: PhotoInput['source']): Promise<Kept> {
  const takenAt = Date.now();
  const before = await lookAt(path);
  let [file, said] = [path, ''];
  if (source === 'file') {
    if (before !== null) judgeFile(before);
  } else {
    const made = before?.size === 0 ? NOTHING : await compressed(path);
    file = made.file ?? path;
    const look = made.file === null ? null : ((await lookAt(made.file)) ?? STILL);
    if (before !== null) said = judgePicture(before, { look, longSide: made.longSide });
  }
  const kept = await saved(file);
  // What could not be saved is gone when the app is.
  const remark = kept === file ? TEXT.picture.notSaved : said;
  return { photo: { id: newId(), path: kept, source, takenAt, fileId: null }, remark };
}

/** The same photo with other pixels: a new file under a new id, so that nothing ever names the pixels of before. */
export async function keepChanged(before: DraftPhoto, path: string): Promise<Kept> {
  const { photo, remark } = await keepPhoto(path, before.source);
  return { photo: { ...before, id: photo.id, path: photo.path, fileId: null }, remark };
}

/** A file of its own with the same picture, for what is sent apart. @throws the platform's refusal */
export async function copyPhoto(photo: DraftPhoto): Promise<DraftPhoto> {
  const { tempFilePath } = await wx.compressImage({ src: photo.path, quality: QUALITY });
  return { ...photo, id: newId(), path: await saved(tempFilePath), fileId: null };
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

/** Folders of reports without a name, by their keys. */
const keyFolders = new Map<string, string>();

/** The next upload asks the server for its folder. */
export function forgetFolder(): void {
  folder = null;
  keyFolders.clear();
}

async function uploadFolder(key: string | null): Promise<string> {
  if (key !== null) {
    const known = keyFolders.get(key) ?? (await call('orders.folder', { key })).uploadPrefix;
    keyFolders.set(key, known);
    return known;
  }
  folder ??= knownSession()?.uploadPrefix ?? null;
  folder ??= (await getSession(true)).uploadPrefix;
  return folder;
}

/**
 * Uploads a file under its id: sent twice it lies there once.
 * @param key - of a report without a name: then it lies in a folder that has nothing of the person's own
 * @returns the file id
 * @throws CallFailure NETWORK; `PHOTO_NOT_IMAGE` when the file is no longer on the phone
 */
export async function upload(
  { id, path }: Pick<DraftPhoto, 'id' | 'path'>,
  key: string | null = null,
): Promise<string> {
  const to = cloudPath(await uploadFolder(key), id, path, now());
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
