/** Where the mini-program of this repository is, and how a place in one of its files is told. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Problem } from '../../../devtools/simulator/compile/types';

/** What is checked, packed and measured. */
export interface MiniProgram {
  /** Folder with app.json. */
  root: string;
  /** The node_modules folder. */
  npm: string;
  /** `dependencies` of package.json. */
  dependencies: Record<string, string>;
}

/** The mini-program of a repository. @param project - its folder */
export function miniProgramOf(project: string): MiniProgram {
  const text = readFileSync(join(project, 'package.json'), 'utf8');
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  return { root: join(project, 'miniprogram'), npm: join(project, 'node_modules'), dependencies };
}

/** Where the build puts packages, as DevTools does. */
export const PACKED = 'miniprogram_npm';

/**
 * The product's own files with one of the endings, without the packages, in a fixed order.
 * @param endings - e.g. `.wxml`; none means every file
 * @returns paths in the mini-program with forward slashes
 */
export function ownFiles(root: string, ...endings: string[]): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith(`${PACKED}/`))
    .filter((path) => endings.length === 0 || endings.includes(extname(path)))
    .sort();
}

/** A problem at a place of a text, counted from 1. @param index - of the character, from 0 */
export function problemAt(file: string, text: string, index: number, message: string): Problem {
  const before = text.slice(0, index).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

/** `file:line:column message`, as editors and terminals make links of it. */
export function describeProblem({ file, line, column, message }: Problem): string {
  return `miniprogram/${file}:${line}:${column} ${message}`;
}
