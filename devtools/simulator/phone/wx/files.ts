/** `wx.getFileSystemManager` and saving files, over the files of the phone. */
import { messageOf } from '../runtime/errors';
import { USER_DATA, type PhoneFiles } from '../runtime/files';
import { allAsynchronous, textOf, type Options } from './api';

type Data = string | ArrayBuffer | Uint8Array;

export function fileApi(files: PhoneFiles): Record<string, unknown> {
  const operations = {
    access: (path: string): void => {
      if (files.stat(path) === null) throw new Error(`no such file or directory, access '${path}'`);
    },
    readFile: (path: string, encoding?: string, position = 0, length?: number) => {
      const bytes = files.read(path);
      const part = bytes.subarray(position, length === undefined ? undefined : position + length);
      return { data: encoding === undefined ? part.slice().buffer : toText(part, encoding) };
    },
    writeFile: (path: string, data: Data, encoding = 'utf8') => files.write(path, toBytes(data, encoding)),
    appendFile: (path: string, data: Data, encoding = 'utf8'): void => {
      const before = files.read(path);
      const added = toBytes(data, encoding);
      const all = new Uint8Array(before.length + added.length);
      all.set(before);
      all.set(added, before.length);
      files.write(path, all);
    },
    unlink: (path: string) => files.remove(path),
    mkdir: (path: string, recursive = false) => files.makeFolder(path, recursive),
    rmdir: (path: string, recursive = false) => files.removeFolder(path, recursive),
    readdir: (path: string) => ({ files: files.names(path) }),
    stat: (path: string) => {
      const found = files.stat(path);
      if (found === null) throw new Error(`no such file or directory, stat '${path}'`);
      const time = Math.floor(found.modified / 1000);
      return {
        stats: {
          mode: found.isDirectory ? 16877 : 33188,
          size: found.size,
          lastAccessedTime: time,
          lastModifiedTime: time,
          isDirectory: () => found.isDirectory,
          isFile: () => !found.isDirectory,
        },
      };
    },
    copyFile: (from: string, to: string) => files.write(to, files.read(from)),
    rename: (from: string, to: string): void => {
      files.write(to, files.read(from));
      files.remove(from);
    },
    saveFile: (temporary: string, path?: string) => {
      const savedFilePath = path ?? files.savedName(temporary);
      files.write(savedFilePath, files.read(temporary));
      files.remove(temporary);
      return { savedFilePath };
    },
    getFileInfo: (path: string) => ({ size: files.read(path).length }),
  };
  const list = (): Record<string, unknown> => ({ fileList: files.saved() });
  const flag = (options: Options, name: string): boolean => options[name] === true;
  const optional = (options: Options, name: string): string | undefined =>
    typeof options[name] === 'string' ? options[name] : undefined;
  const manager = {
    ...allAsynchronous({
      access: (options) => operations.access(textOf(options, 'path')),
      readFile: (options) =>
        operations.readFile(
          textOf(options, 'filePath'),
          optional(options, 'encoding'),
          options.position as number | undefined,
          options.length as number | undefined,
        ),
      writeFile: (options) =>
        operations.writeFile(
          textOf(options, 'filePath'),
          options.data as Data,
          optional(options, 'encoding'),
        ),
      appendFile: (options) =>
        operations.appendFile(
          textOf(options, 'filePath'),
          options.data as Data,
          optional(options, 'encoding'),
        ),
      unlink: (options) => operations.unlink(textOf(options, 'filePath')),
      mkdir: (options) => operations.mkdir(textOf(options, 'dirPath'), flag(options, 'recursive')),
      rmdir: (options) => operations.rmdir(textOf(options, 'dirPath'), flag(options, 'recursive')),
      readdir: (options) => operations.readdir(textOf(options, 'dirPath')),
      stat: (options) => operations.stat(textOf(options, 'path')),
      copyFile: (options) => operations.copyFile(textOf(options, 'srcPath'), textOf(options, 'destPath')),
      rename: (options) => operations.rename(textOf(options, 'oldPath'), textOf(options, 'newPath')),
      saveFile: (options) =>
        operations.saveFile(textOf(options, 'tempFilePath'), optional(options, 'filePath')),
      removeSavedFile: (options) => operations.unlink(textOf(options, 'filePath')),
      getSavedFileList: list,
      getFileInfo: (options) => operations.getFileInfo(textOf(options, 'filePath')),
    }),
    ...synchronous({
      access: operations.access,
      writeFile: operations.writeFile,
      appendFile: operations.appendFile,
      unlink: operations.unlink,
      mkdir: operations.mkdir,
      rmdir: operations.rmdir,
      copyFile: operations.copyFile,
      rename: operations.rename,
      readFile: (...given: Parameters<typeof operations.readFile>) => operations.readFile(...given).data,
      readdir: (path: string) => operations.readdir(path).files,
      stat: (path: string) => operations.stat(path).stats,
      saveFile: (from: string, to?: string) => operations.saveFile(from, to).savedFilePath,
    }),
  };
  const { saveFile, removeSavedFile, getSavedFileList, getFileInfo } = manager as Record<string, unknown>;
  return {
    env: { USER_DATA_PATH: USER_DATA },
    getFileSystemManager: () => manager,
    saveFile,
    removeSavedFile,
    getSavedFileList,
    getFileInfo,
  };
}

/** `xSync`, which throws with WeChat's wording. */
function synchronous(works: Record<string, (...given: never[]) => unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(works).map(([name, work]) => [
      `${name}Sync`,
      (...given: never[]) => {
        try {
          return work(...given);
        } catch (error) {
          throw new Error(`${name}Sync:fail ${messageOf(error)}`);
        }
      },
    ]),
  );
}

function toBytes(data: Data, encoding: string): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (typeof data !== 'string') return new Uint8Array(data);
  if (encoding === 'base64') return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  if (encoding === 'binary' || encoding === 'latin1')
    return Uint8Array.from(data, (letter) => letter.charCodeAt(0));
  return new TextEncoder().encode(data);
}

function toText(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder().decode(bytes);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (encoding === 'base64') return btoa(letters);
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return letters;
}
