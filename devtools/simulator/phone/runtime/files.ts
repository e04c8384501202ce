/** Files of a person's phone: wxfile:// paths on the disk, temporary ones until the app starts anew. */
import { type Disk } from './disk';

export const USER_DATA = 'wxfile://usr';
const TEMPORARY = 'wxfile://tmp';
const SAVED = 'wxfile://store';

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html */
export const LARGEST_USER_DATA = 200 * 1024 * 1024;

export interface Stat {
  size: number;
  modified: number;
  isDirectory: boolean;
}

/** A failure of the file system in WeChat's words. */
export class FileFailure extends Error {}

/** The files by their wxfile:// path; `/name` and other paths are files of the app's package. */
export class PhoneFiles {
  readonly #disk: Disk;
  readonly #known = new Map<string, Stat>();
  #next = 1;
  /** How many bytes the files of the app may have together. */
  room = LARGEST_USER_DATA;

  constructor(disk: Disk) {
    this.#disk = disk;
    for (const { path, size, modified } of disk.list()) {
      if (!path.startsWith('files/')) continue;
      const name = decode(path);
      if (name.startsWith(TEMPORARY)) disk.remove(path);
      else if (name.endsWith('/'))
        this.#known.set(name.slice(0, -1), { size: 0, modified, isDirectory: true });
      else this.#known.set(name, { size, modified, isDirectory: false });
    }
    this.#known.set(USER_DATA, { size: 0, modified: 0, isDirectory: true });
  }

  stat(path: string): Stat | null {
    return this.#known.get(trim(path)) ?? null;
  }

  /** @throws FileFailure */
  read(path: string): Uint8Array {
    const name = trim(path);
    const bytes = this.#known.get(name)?.isDirectory === false ? this.#disk.read(encode(name)) : null;
    if (bytes === null) throw new FileFailure(`no such file or directory, open '${path}'`);
    return bytes;
  }

  /** @throws FileFailure when the folder is missing or there is no room */
  write(path: string, bytes: Uint8Array): void {
    const name = trim(path);
    this.#mustBeWritable(name);
    if (this.#known.get(name)?.isDirectory === true)
      throw new FileFailure(`illegal operation on a directory, open '${path}'`);
    const used = [...this.#known].reduce((sum, [known, { size }]) => sum + (known === name ? 0 : size), 0);
    if (used + bytes.length > this.room)
      throw new FileFailure('the maximum size of the file storage limit is exceeded');
    this.#disk.write(encode(name), bytes);
    this.#known.set(name, { size: bytes.length, modified: Date.now(), isDirectory: false });
  }

  /** Stores bytes under a temporary name. */
  temporary(bytes: Uint8Array, extension: string): string {
    const path = `${TEMPORARY}_${Date.now().toString(36)}_${this.#next}.${extension}`;
    this.#next += 1;
    this.#disk.write(encode(path), bytes);
    this.#known.set(path, { size: bytes.length, modified: Date.now(), isDirectory: false });
    return path;
  }

  /** A name for a file that is kept without a chosen one. */
  savedName(from: string): string {
    this.#next += 1;
    return `${SAVED}_${Date.now().toString(36)}_${this.#next}.${from.split('.').at(-1) ?? 'bin'}`;
  }

  saved(): { filePath: string; size: number; createTime: number }[] {
    return [...this.#known]
      .filter(([name]) => name.startsWith(SAVED))
      .map(([filePath, { size, modified }]) => ({ filePath, size, createTime: Math.floor(modified / 1000) }));
  }

  /** @throws FileFailure */
  remove(path: string): void {
    const name = trim(path);
    if (this.#known.get(name)?.isDirectory !== false) {
      throw new FileFailure(`no such file or directory, unlink '${path}'`);
    }
    this.#disk.remove(encode(name));
    this.#known.delete(name);
  }

  /** @throws FileFailure */
  makeFolder(path: string, recursive: boolean): void {
    const name = trim(path);
    if (this.#known.has(name)) {
      if (recursive) return;
      throw new FileFailure(`file already exists, mkdir '${path}'`);
    }
    const above = name.slice(0, name.lastIndexOf('/'));
    if (recursive && !this.#known.has(above)) this.makeFolder(above, true);
    this.#mustBeWritable(name);
    this.#disk.write(encode(`${name}/`), new Uint8Array());
    this.#known.set(name, { size: 0, modified: Date.now(), isDirectory: true });
  }

  /** @throws FileFailure */
  removeFolder(path: string, recursive: boolean): void {
    const name = trim(path);
    if (this.#known.get(name)?.isDirectory !== true)
      throw new FileFailure(`no such file or directory, rmdir '${path}'`);
    const inside = [...this.#known.keys()].filter((known) => known.startsWith(`${name}/`));
    if (inside.length > 0 && !recursive) throw new FileFailure(`directory not empty, rmdir '${path}'`);
    for (const known of inside) {
      const isFolder = this.#known.get(known)?.isDirectory === true;
      this.#disk.remove(encode(isFolder ? `${known}/` : known));
      this.#known.delete(known);
    }
    this.#disk.remove(encode(`${name}/`));
    this.#known.delete(name);
  }

  /** Names directly in a folder. @throws FileFailure */
  names(path: string): string[] {
    const name = trim(path);
    if (this.#known.get(name)?.isDirectory !== true)
      throw new FileFailure(`no such file or directory, scandir '${path}'`);
    const inside = [...this.#known.keys()].filter((known) => known.startsWith(`${name}/`));
    return [...new Set(inside.map((known) => known.slice(name.length + 1).split('/')[0] ?? ''))];
  }

  /** An address that the browser can load. */
  url(path: string): string {
    return this.#disk.url(encode(trim(path)));
  }

  #mustBeWritable(name: string): void {
    const above = name.slice(0, name.lastIndexOf('/'));
    if (name.startsWith(SAVED)) return;
    if (!name.startsWith(`${USER_DATA}/`)) throw new FileFailure(`permission denied, open '${name}'`);
    if (this.#known.get(above)?.isDirectory !== true)
      throw new FileFailure(`no such file or directory, open '${name}'`);
  }
}

/** Reads what lies at an address. `type` is the media type that it claims. */
export async function bytesAt(address: string): Promise<{ bytes: Uint8Array; type: string }> {
  const response = await fetch(address);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, type: response.headers.get('content-type') ?? '' };
}

/** Whether a path is a file of the phone rather than of the package. */
export function isPhoneFile(path: string): boolean {
  return path.startsWith('wxfile://');
}

const trim = (path: string): string => path.replace(/\/+$/, '');
const encode = (path: string): string => `files/${path.slice('wxfile://'.length)}`;
const decode = (path: string): string => `wxfile://${path.slice('files/'.length)}`;
