/** TypeScript and JavaScript of a mini-program to CommonJS modules of one ES target, and what each of them requires. */
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { build, transform, type Message } from 'esbuild';
import { type SourceTree } from './tree';
import { CompileError } from './types';

/** What every phone of the lowest base library runs, and what DevTools is set to. */
const TARGET = 'es2018';
const SUFFIXES = ['', '.ts', '.js', '.json', '/index.ts', '/index.js'];

export interface Script {
  code: string;
  /** Reference as written → module path. */
  requires: Record<string, string>;
}

interface Cached {
  modified: number;
  code: string;
}

/** Compiles modules and keeps what has not changed since. */
export class ScriptCompiler {
  readonly #tree: SourceTree;
  readonly #cache = new Map<string, Cached>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** The module of a unit or of app, or null when it has no script. */
  entry(path: string): string | null {
    return this.#tree.resolve('', `/${path}`, ['.ts', '.js']);
  }

  /**
   * Compiles one module.
   * @throws CompileError with file, line and column
   */
  async compile(path: string): Promise<Script> {
    const code = await this.#code(path);
    const requires: Record<string, string> = {};
    for (const [, , reference = ''] of code.matchAll(/\brequire(\.async)?\("([^"\n]+)"\)/g)) {
      const found = this.#tree.resolve(posix.dirname(path), reference, SUFFIXES);
      if (found !== null) requires[reference] = found;
      else this.#unresolved(path, reference);
    }
    return { code, requires };
  }

  async #code(path: string): Promise<string> {
    const folder = this.#tree.plainPackage(path);
    const file = folder ?? this.#tree.real(path);
    if (file === null) throw new Error(`no such module: ${path}`);
    const modified = statSync(file).mtimeMs;
    const cached = this.#cache.get(path);
    if (cached?.modified === modified) return cached.code;
    const code = folder === null ? await this.#transform(path) : await bundle(path, folder);
    this.#cache.set(path, { modified, code });
    return code;
  }

  async #transform(path: string): Promise<string> {
    const source = this.#tree.read(path);
    if (path.endsWith('.json')) return `module.exports = ${source}`;
    try {
      const { code } = await transform(source, {
        loader: path.endsWith('.ts') ? 'ts' : 'js',
        format: 'cjs',
        target: TARGET,
        sourcefile: path,
        sourcemap: 'inline',
        logLevel: 'silent',
      });
      return code;
    } catch (error) {
      throw located(path, error);
    }
  }

  #unresolved(path: string, reference: string): never {
    const lines = this.#tree.read(path).split('\n');
    const line = lines.findIndex(
      (text) => text.includes(`'${reference}'`) || text.includes(`"${reference}"`),
    );
    const column = lines[line]?.indexOf(reference) ?? -1;
    throw new CompileError({
      file: path,
      line: line + 1,
      column: column + 1,
      message: `cannot find module "${reference}"`,
    });
  }
}

/** A package without mini-program files arrives as one file, as DevTools packs it. */
async function bundle(path: string, folder: string): Promise<string> {
  try {
    const result = await build({
      entryPoints: [folder],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'neutral',
      mainFields: ['main'],
      target: TARGET,
      logLevel: 'silent',
    });
    return result.outputFiles[0]?.text ?? '';
  } catch (error) {
    throw located(path, error);
  }
}

/** The first message of esbuild as a CompileError; other errors as they are. */
export function located(path: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return error;
  const [first] = error.errors as Message[];
  if (first === undefined) return error;
  const { line = 0, column = -1 } = first.location ?? {};
  return new CompileError({ file: path, line, column: column + 1, message: first.text });
}
