/** The files of a mini-program as its own code sees them: the source root, with npm packages under `miniprogram_npm/`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const NPM = 'miniprogram_npm';

interface NpmPackage {
  /** Folder of the files that DevTools would copy; null for a plain package, of which only the entry is bundled. */
  files: string | null;
  /** Folder of the package. */
  folder: string;
}

export interface TreeOptions {
  /** Folder with app.json. */
  root: string;
  /** The node_modules folder. */
  npm: string;
  /** Names of the packages that DevTools would pack: `dependencies` of package.json. */
  dependencies: Record<string, string>;
  /** Told the path of every file that is read. */
  onRead?: (path: string) => void;
}

/** A read-only view of the sources. Paths have forward slashes and no leading one. */
export class SourceTree {
  readonly #root: string;
  readonly #packages = new Map<string, NpmPackage>();
  readonly #onRead: ((path: string) => void) | undefined;

  constructor({ root, npm, dependencies, onRead }: TreeOptions) {
    this.#root = root;
    this.#onRead = onRead;
    for (const name of Object.keys(dependencies)) {
      const folder = join(npm, name);
      const manifest = join(folder, 'package.json');
      if (!existsSync(manifest)) continue;
      const { miniprogram } = JSON.parse(readFileSync(manifest, 'utf8')) as { miniprogram?: string };
      this.#packages.set(name, {
        folder,
        files: miniprogram === undefined ? null : join(folder, miniprogram),
      });
    }
  }

  /** The file on disk, or null when there is none. */
  real(path: string): string | null {
    const file = this.#locate(path);
    return file !== null && isFile(file) ? file : null;
  }

  exists(path: string): boolean {
    return this.real(path) !== null || this.plainPackage(path) !== null;
  }

  /** @throws Error when the file is not there */
  read(path: string): string {
    const file = this.real(path);
    if (file === null) throw new Error(`no such file: ${path}`);
    this.#onRead?.(path);
    return readFileSync(file, 'utf8');
  }

  /** The folder of a package without mini-program files when `path` is its packed entry. */
  plainPackage(path: string): string | null {
    const match = /^miniprogram_npm\/(.+)\/index\.js$/.exec(path);
    const found = this.#packages.get(match?.[1] ?? '');
    return found?.files === null ? found.folder : null;
  }

  /**
   * Finds what `reference` means in a file of `folder`: relative, absolute, or a package as far up as there is one.
   * @param suffixes - tried in order
   */
  resolve(folder: string, reference: string, suffixes: readonly string[]): string | null {
    const first = (base: string): string | null =>
      suffixes.map((suffix) => base + suffix).find((path) => this.exists(path)) ?? null;
    if (reference.startsWith('/')) return first(posix.normalize(reference.slice(1)));
    const beside = posix.normalize(posix.join(folder, reference));
    if (reference.startsWith('.')) return beside.startsWith('..') ? null : first(beside);
    for (let at = folder; ; at = posix.dirname(at)) {
      const found = first(posix.normalize(posix.join(at, NPM, reference)));
      if (found !== null) return found;
      if (at === '.' || at === '') return null;
    }
  }

  #locate(path: string): string | null {
    if (path.startsWith('..')) return null;
    if (!path.startsWith(`${NPM}/`)) return join(this.#root, path);
    const [, first = '', second = ''] = path.split('/');
    const name = first.startsWith('@') ? `${first}/${second}` : first;
    const files = this.#packages.get(name)?.files ?? null;
    return files === null ? null : join(files, path.slice(NPM.length + 1 + name.length));
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
