/** What people's phones keep, in a folder per person with one file per path. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A path or an openid that cannot be a file name. */
export class BadName extends Error {}

export class PhoneDisk {
  readonly #folder: string;

  /** @param folder - made when the first file is written */
  constructor(folder: string) {
    this.#folder = folder;
  }

  list(openid: string): { path: string; size: number; modified: number }[] {
    const folder = this.#of(openid);
    return names(folder).map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return { path: decodeURIComponent(name), size, modified: mtimeMs };
    });
  }

  read(openid: string, path: string): Buffer | null {
    try {
      return readFileSync(join(this.#of(openid), fileName(path)));
    } catch (error) {
      if (error instanceof BadName) throw error;
      return null;
    }
  }

  write(openid: string, path: string, bytes: Uint8Array): void {
    const folder = this.#of(openid);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, fileName(path)), bytes);
  }

  remove(openid: string, path: string): void {
    rmSync(join(this.#of(openid), fileName(path)), { force: true });
  }

  /** Takes everything from one person's phone, or from all. */
  clear(openid?: string): void {
    rmSync(openid === undefined ? this.#folder : this.#of(openid), { recursive: true, force: true });
  }

  #of(openid: string): string {
    return join(this.#folder, fileName(openid));
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Slashes are encoded: a path never leaves its folder. */
function fileName(path: string): string {
  const name = encodeURIComponent(path);
  if (/^\.*$/.test(name) || name.length > 255) throw new BadName(path);
  return name;
}
