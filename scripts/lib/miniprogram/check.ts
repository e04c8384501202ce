/** The gates of the mini-program: what the simulator's compiler, WeChat's own compilers and the rules of its JSON say. */
import { compileApp } from '../../../devtools/simulator/compile';
import { SourceTree } from '../../../devtools/simulator/compile/tree';
import type { Problem } from '../../../devtools/simulator/compile/types';
import { glyphNames, glyphProblems } from './glyphs';
import { CannotRun, officialProblems } from './official';
import { ownFiles, PACKED, type MiniProgram } from './project';
import { jsonProblems } from './units';

/** Where the names of TDesign's glyphs are. */
const FONT = `${PACKED}/tdesign-miniprogram/icon/icon.wxss`;

/** Files that no page names: they are for WeChat and for editors. */
const UNNAMED = ['sitemap.json', 'tsconfig.json'];

export interface Checked {
  problems: Problem[];
  /** Every file that the app is made of, packages included; types are compiled away and not among them. */
  files: string[];
  /** Why WeChat's own compilers were left out on this machine, or null when they ran. */
  skipped: string | null;
}

/**
 * Checks a whole mini-program.
 * @returns everything that is wrong with it; nothing is a warning
 */
export async function checkMiniProgram(program: MiniProgram): Promise<Checked> {
  const read = new Set<string>();
  const { errors, warnings } = await compileApp({ ...program, onRead: (path) => read.add(path) });
  const files = [...read].sort();
  const said = [...errors, ...warnings.filter(({ file }) => !file.startsWith(`${PACKED}/`))];
  const { problems: official, skipped } = askWeChat(program.root);
  const problems = [...said, ...official];
  // What is named where cannot be told before everything can be read.
  if (errors.length === 0) problems.push(...namedProblems(program, files));
  return { problems, files, skipped };
}

function askWeChat(root: string): Pick<Checked, 'problems' | 'skipped'> {
  try {
    return { problems: officialProblems(root), skipped: null };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { problems: [], skipped: error.message };
  }
}

function namedProblems(program: MiniProgram, files: readonly string[]): Problem[] {
  const tree = new SourceTree(program);
  const sources = files.map((path) => ({ path, text: tree.read(path) }));
  const font = tree.exists(FONT) ? glyphNames(tree.read(FONT)) : new Set<string>();
  return [
    ...jsonProblems(program.root, (path) => tree.exists(`${PACKED}/${path}`)),
    ...glyphProblems(sources, font),
    ...unusedProblems(program.root, new Set(files)),
  ];
}

function unusedProblems(root: string, used: ReadonlySet<string>): Problem[] {
  return ownFiles(root, '.wxml', '.wxss', '.wxs', '.json')
    .filter((file) => !used.has(file) && !UNNAMED.includes(file))
    .map((file) => ({ file, line: 1, column: 1, message: 'nothing uses this file' }));
}
