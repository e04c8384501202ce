/** Compiles an unchanged mini-program into one script for the phone, and its assets. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { readApp, readUnit } from './config';
import { ScriptCompiler, type Script } from './script';
import { compileStyle } from './style';
import { TemplateCompiler } from './template';
import { SourceTree, type TreeOptions } from './tree';
import { CompileError, type Compiled, type Manifest, type Problem } from './types';

const ASSETS = /\.(?:png|jpe?g|gif|webp|svg|ttf|woff2?|mp3|mp4|m4a|wav)$/i;

/** What the phone's script is called with. */
interface AppParts {
  manifest: Manifest;
  modules: Record<string, Script>;
  styles: Record<string, string>;
  templates: string;
}

export interface CompileOptions extends TreeOptions {
  /** Components to compile although no page uses them, for tests of components. */
  components?: readonly string[];
}

/** Compiles again and again, keeping what did not change. */
export interface AppCompiler {
  /** Never throws for a mistake in the mini-program: it is among `errors`. */
  compile(): Promise<Compiled>;
}

/**
 * While no file of the mini-program changes it is not compiled again; its packages change with an installation alone, after
 * which a process begins anew.
 * @param options - where the mini-program and its packages are
 */
export function createAppCompiler(options: CompileOptions): AppCompiler {
  const scripts = new ScriptCompiler(new SourceTree(options));
  let last: { stamp: string; compiled: Compiled } | null = null;
  return {
    async compile() {
      const stamp = stampOf(options.root);
      if (last?.stamp !== stamp) last = { stamp, compiled: await new AppCompilation(options, scripts).run() };
      return last.compiled;
    },
  };
}

/** Every file below a folder with when it was written and how long it is. */
const stampOf = (root: string): string =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = statSync(file);
      return `${file} ${mtimeMs} ${size}`;
    })
    .join('\n');

/**
 * Compiles a mini-program once.
 * @returns the files of the phone, with all warnings and errors; `app.js` is missing when there are errors
 */
export async function compileApp(options: CompileOptions): Promise<Compiled> {
  return createAppCompiler(options).compile();
}

/** One pass over the sources. */
class AppCompilation {
  readonly #options: CompileOptions;
  readonly #tree: SourceTree;
  readonly #scripts: ScriptCompiler;
  readonly #templates: TemplateCompiler;
  readonly #errors: Problem[] = [];
  readonly #modules: Record<string, Script> = {};
  readonly #styles: Record<string, string> = {};

  constructor(options: CompileOptions, scripts: ScriptCompiler) {
    this.#options = options;
    this.#tree = new SourceTree(options);
    this.#scripts = scripts;
    this.#templates = new TemplateCompiler(this.#tree);
  }

  async run(): Promise<Compiled> {
    const manifest: Manifest = { app: { pages: [] }, pages: [], units: {} };
    await this.#attempt(async () => {
      const { app, pages } = readApp(this.#tree);
      Object.assign(manifest, { app, pages });
      await this.#module('app');
      if (this.#tree.exists('app.wxss')) this.#styles.app = compileStyle(this.#tree, 'app.wxss');
      const custom = app.tabBar?.custom === true ? ['custom-tab-bar/index'] : [];
      await this.#units([...pages, ...custom, ...(this.#options.components ?? [])], manifest);
    });
    const { code, warnings, errors } = this.#templates.finish();
    const parts = { manifest, modules: this.#modules, styles: this.#styles, templates: code };
    const all = [...this.#errors, ...errors];
    const files = this.#assets();
    if (all.length === 0) files.set('app.js', toScript(parts));
    return { files, warnings, errors: all };
  }

  /** Follows usingComponents from the pages to every component that can appear. */
  async #units(paths: readonly string[], manifest: Manifest): Promise<void> {
    const waiting = [...paths];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const unit = path;
      if (Object.hasOwn(manifest.units, unit)) continue;
      await this.#attempt(async () => {
        const config = readUnit(this.#tree, unit, manifest.app);
        manifest.units[unit] = config;
        const generics = Object.values(config.componentGenerics ?? {}).flatMap((generic) =>
          typeof generic === 'object' && generic.default !== undefined ? [generic.default] : [],
        );
        const used = [...Object.values(config.usingComponents), ...generics];
        waiting.push(...used.map((reference) => reference.slice(1)));
        const tags = [...Object.keys(config.usingComponents), ...Object.keys(config.componentGenerics ?? {})];
        await this.#attempt(() => this.#templates.add(unit, tags));
        await this.#attempt(() => {
          const file = `${unit}.wxss`;
          if (this.#tree.exists(file)) this.#styles[unit] = compileStyle(this.#tree, file);
        });
        await this.#module(unit);
      });
    }
  }

  async #module(entry: string): Promise<void> {
    const first = this.#scripts.entry(entry);
    if (first === null) {
      this.#errors.push({ file: `${entry}.ts`, line: 0, column: 0, message: 'the script is missing' });
      return;
    }
    const waiting = [first];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const module = path;
      if (Object.hasOwn(this.#modules, module)) continue;
      await this.#attempt(async () => {
        const script = await this.#scripts.compile(module);
        this.#modules[module] = script;
        waiting.push(...Object.values(script.requires));
      });
    }
  }

  async #attempt(step: () => void | Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.#errors.push(error.problem);
    }
  }

  #assets(): Map<string, string | Uint8Array> {
    const { root } = this.#options;
    const files = new Map<string, string | Uint8Array>();
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !ASSETS.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      files.set(relative(root, file).split(sep).join(posix.sep), readFileSync(file));
    }
    return files;
  }
}

/** The script leaves the app in a global; templates are code and take what WXS may use. */
function toScript({ templates, ...data }: AppParts): string {
  const globals = 'wxs, getRegExp, getDate';
  return `globalThis.__app = ${JSON.stringify(data)};\n__app.templates = function (${globals}) {\nreturn ${templates}\n};\n`;
}
