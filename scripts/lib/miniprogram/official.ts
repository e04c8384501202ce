/** WeChat's own compilers of 2019 and 2020, `wcc` for WXML and `wcsc` for WXSS: what they refuse may not run on a phone. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Problem } from '../../../devtools/simulator/compile/types';
import { ownFiles } from './project';

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };

/** The programs are for x86-64 and glibc; elsewhere glass-easel's compiler alone judges templates. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

interface Compiler {
  name: 'wcc' | 'wcsc';
  /** Arguments before and after the files. */
  before: string[];
  after: string[];
  endings: string[];
  /** Finds file, line, column and message; without a place only the file. */
  report: RegExp;
}

const COMPILERS: readonly Compiler[] = [
  {
    name: 'wcc',
    before: ['-d', '-cc', '0'],
    after: ['-gn', '$gwx'],
    endings: ['.wxml', '.wxs'],
    report: /^(?<file>\S+?):(?<line>\d+):(?<column>\d+): ?(?<message>[^]*)/,
  },
  {
    name: 'wcsc',
    before: ['-db', '-pc', '0'],
    after: [],
    endings: ['.wxss'],
    report:
      /^ERR: (?:(?<file>\S+?)\((?<line>\d+):(?<column>\d+)\): (?<message>.*)|(?<without>path `.*` not found from `(?<from>.*)`.*))/,
  },
];

/**
 * Compiles every WXML, WXS and WXSS of a mini-program.
 * @param root - folder with app.json
 * @returns one problem per broken file
 * @throws CannotRun when a compiler cannot run on this machine; Error when it says what nobody understands
 */
export function officialProblems(root: string): Problem[] {
  return COMPILERS.flatMap((compiler) => problemsOf(compiler, root));
}

/** A compiler stops at the first broken file; the others are compiled without it. */
function problemsOf(compiler: Compiler, root: string): Problem[] {
  const problems: Problem[] = [];
  let files = ownFiles(root, ...compiler.endings);
  while (files.length > 0) {
    const problem = firstProblem(compiler, root, files);
    if (problem === null) break;
    const broken = new Set(problems.map(({ file }) => file));
    // A file that imports a broken one now misses it, which is no mistake of its own.
    if (![...broken].some((file) => problem.message.includes(file))) problems.push(problem);
    files = files.filter((file) => file !== problem.file);
  }
  return problems;
}

function firstProblem(compiler: Compiler, root: string, files: readonly string[]): Problem | null {
  const { name, before, after, report } = compiler;
  const run = spawnSync(programOf(name), [...before, ...files, ...after], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined)
    throw new CannotRun(`${name} does not run on this machine (${run.error.message})`);
  if (run.status === 0) return null;
  const found = report.exec(run.stderr)?.groups;
  const file = found?.file ?? found?.from;
  if (found === undefined || file === undefined || !files.includes(file))
    throw new Error(`${name} ended with ${String(run.status)}: ${run.stderr}`);
  const message = (found.message ?? found.without ?? '').trim().replace(/\s+/g, ' ');
  return {
    file,
    line: Number(found.line ?? 1),
    column: Number(found.column ?? 1),
    message: `${name}: ${message}`,
  };
}

function programOf(name: string): string {
  const folder = FOLDERS[process.platform];
  if (folder === undefined) throw new CannotRun(`${name} has no program for ${process.platform}`);
  const home = dirname(createRequire(__filename).resolve('miniprogram-compiler/package.json'));
  const program = join(home, 'bin', folder, folder === 'windows' ? `${name}.exe` : name);
  // The package is published without the right to run its programs.
  chmodSync(program, 0o755);
  return program;
}
