/** Writes `miniprogram_npm/` as DevTools' 构建 npm places packages: only the files that the app is made of, and no font from elsewhere. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readStyle } from '../../../devtools/simulator/compile/style';
import { SourceTree } from '../../../devtools/simulator/compile/tree';
import { PACKED, type MiniProgram } from './project';

/**
 * Packs what the app uses of its packages and removes what it no longer uses.
 * @param files - every file that the app is made of
 * @returns how many files are packed
 * @throws Error when a package has no mini-program files: DevTools would bundle it, which this does not
 */
export function packPackages(program: MiniProgram, files: readonly string[]): number {
  const tree = new SourceTree(program);
  const packed = files.filter((path) => path.startsWith(`${PACKED}/`));
  for (const path of packed) {
    if (tree.plainPackage(path) !== null) throw new Error(`${path}: a package without mini-program files`);
    const content = path.endsWith('.wxss') ? readStyle(tree, path).toString() : tree.read(path);
    writeIfChanged(join(program.root, path), content);
  }
  removeOthers(program.root, new Set(packed));
  return packed.length;
}

/** DevTools compiles again whenever a file is written. */
function writeIfChanged(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function removeOthers(root: string, wanted: ReadonlySet<string>): void {
  const folder = join(root, PACKED);
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(root, file).split(sep).join('/');
    if (entry.isFile() && !wanted.has(path)) rmSync(file);
  }
}
