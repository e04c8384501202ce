/** WXML to the render functions of glass-easel, with WXS, imports and the warnings of its compiler. */
import { posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { BUILTIN_TAGS, STRUCTURE_TAGS } from '../tags';
import { type SourceTree } from './tree';
import { fail, type Problem } from './types';
import { compileWxs, wxsRequires } from './wxs';

interface TemplateWarning {
  isError: boolean;
  message: string;
  /** These count from 0. */
  startLine: number;
  startColumn: number;
}

export interface Templates {
  /** An expression: path without suffix → render functions. */
  code: string;
  warnings: Problem[];
  errors: Problem[];
}

/** Collects the templates of a whole app into one group. */
export class TemplateCompiler {
  readonly #tree: SourceTree;
  readonly #group = new TmplGroup();
  readonly #templates = new Set<string>();
  readonly #scripts = new Set<string>();
  readonly #warnings: Problem[] = [];
  readonly #errors: Problem[] = [];

  constructor(tree: SourceTree) {
    this.#tree = tree;
    // How the phone comes between templates and the handlers that are written in WXS.
    this.#group.setExtraRuntimeScript('Q.A=wxs.changed;Q.C=wxs.handled;');
  }

  /**
   * Adds the template of a unit, and those it imports or includes.
   * @param path - without `.wxml`
   * @param components - tags of custom components that may be used in it
   */
  add(path: string, components: readonly string[]): void {
    if (this.#templates.has(path)) return;
    this.#templates.add(path);
    const file = `${path}.wxml`;
    const source = this.#tree.read(file);
    this.#checkTags(file, source, components);
    for (const found of this.#group.addTmpl(path, source) as TemplateWarning[]) {
      const problem = {
        file,
        line: found.startLine + 1,
        column: found.startColumn + 1,
        message: found.message,
      };
      (found.isError ? this.#errors : this.#warnings).push(problem);
    }
    for (const name of this.#group.getInlineScriptModuleNames(path) as string[]) {
      const script = this.#group.getInlineScript(path, name);
      this.#group.setInlineScript(path, name, compileWxs(script));
      this.#addRequired(file, script);
    }
    for (const script of this.#group.getScriptDependencies(path) as string[]) this.#addScript(script, file);
    for (const dependency of this.#group.getDirectDependencies(path) as string[]) {
      if (!this.#tree.exists(`${dependency}.wxml`)) fail(file, `cannot find template "${dependency}.wxml"`);
      this.add(dependency, components);
    }
  }

  finish(): Templates {
    const code = this.#group.getTmplGenObjectGroups();
    this.#group.free();
    return { code, warnings: this.#warnings, errors: this.#errors };
  }

  #addScript(path: string, usedBy: string): void {
    const file = path.endsWith('.wxs') ? path : `${path}.wxs`;
    if (this.#scripts.has(file)) return;
    this.#scripts.add(file);
    if (!this.#tree.exists(file)) fail(usedBy, `cannot find wxs "${file}"`);
    const source = this.#tree.read(file);
    const script = compileWxs(source);
    // A template asks for the name without suffix, `require` in WXS for the name with it.
    this.#group.addScript(file.replace(/\.wxs$/, ''), script);
    this.#group.addScript(file, script);
    this.#addRequired(file, source);
  }

  #addRequired(file: string, source: string): void {
    for (const reference of wxsRequires(source)) {
      const target = reference.startsWith('/')
        ? reference.slice(1)
        : posix.normalize(posix.join(posix.dirname(file), reference));
      this.#addScript(target, file);
    }
  }

  /** A tag that nobody draws must not pass silently. */
  #checkTags(file: string, source: string, components: readonly string[]): void {
    const known = new Set<string>([...BUILTIN_TAGS, ...STRUCTURE_TAGS, ...components]);
    const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
    const visible = source
      .replace(/<!--[\s\S]*?-->/g, blank)
      .replace(/<wxs\b[^>]*>[\s\S]*?<\/wxs>/g, (text) => (text.includes('/>') ? text : blank(text)))
      .replace(/\{\{[\s\S]*?\}\}/g, blank);
    for (const match of visible.matchAll(/<([a-zA-Z][\w-]*)/g)) {
      const [, tag = ''] = match;
      if (known.has(tag)) continue;
      const before = visible.slice(0, match.index).split('\n');
      // What a package never shows may stay; the phone refuses it once it is drawn.
      const problems = file.startsWith('miniprogram_npm/') ? this.#warnings : this.#errors;
      problems.push({
        file,
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
        message: `NotEmulated: <${tag}> is neither a component in usingComponents nor a built-in of the simulator`,
      });
    }
  }
}
