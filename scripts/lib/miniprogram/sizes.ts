/** What WeChat would upload, package by package: scripts as DevTools makes them, everything else as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { transformSync } from '@swc/core';

/** 1 KB is 1024 bytes here, as in DevTools. */
const KB = 1024;

/** WeChat refuses a package above 2 MB and an app above 20 MB; the main package keeps the first start short. */
export const LIMITS = { main: 800 * KB, package: 2048 * KB, total: 20 * 1024 * KB } as const;

const KINDS = {
  script: ['.ts', '.js'],
  template: ['.wxml', '.wxs'],
  style: ['.wxss'],
  json: ['.json'],
  asset: [],
} as const;

type Kind = keyof typeof KINDS;

/** One package. Sizes are bytes. */
export interface PackageSize {
  /** `main`, or the folder of the subpackage. */
  name: string;
  kinds: Record<Kind, number>;
  total: number;
}

/**
 * Measures a mini-program. Scripts count as DevTools is set to make them: ES5, minified, each with its own helpers, which
 * DevTools shares; so the real package is a little smaller.
 * @param root - folder with app.json, packages packed
 * @param subpackages - their folders
 * @param ignored - files that are not uploaded, by path
 * @returns the main package first
 */
export function measurePackages(
  root: string,
  subpackages: readonly string[],
  ignored: readonly string[] = [],
): PackageSize[] {
  const sizes = new Map(['main', ...subpackages].map((name) => [name, emptySize(name)]));
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(root, file).split(sep).join('/');
    if (path.endsWith('.d.ts') || ignored.includes(path)) continue;
    const name = subpackages.find((folder) => path.startsWith(`${folder}/`)) ?? 'main';
    const size = sizes.get(name);
    if (size === undefined) continue;
    const kind = kindOf(path);
    const bytes =
      kind === 'script' ? scriptBytes(path, readFileSync(file, 'utf8')) : readFileSync(file).length;
    size.kinds[kind] += bytes;
    size.total += bytes;
  }
  return [...sizes.values()];
}

/** What is too large, in a sentence each. */
export function sizeFaults(sizes: readonly PackageSize[]): string[] {
  const total = sizes.reduce((sum, size) => sum + size.total, 0);
  const faults = sizes
    .map(({ name, total: bytes }) => ({ name, bytes, limit: name === 'main' ? LIMITS.main : LIMITS.package }))
    .concat({ name: 'all packages together', bytes: total, limit: LIMITS.total })
    .filter(({ bytes, limit }) => bytes > limit);
  return faults.map(
    ({ name, bytes, limit }) => `${name}: ${kilobytes(bytes)} KB is more than ${kilobytes(limit)} KB`,
  );
}

/** A table of the sizes in KB, for people. */
export function sizeTable(sizes: readonly PackageSize[]): string {
  const kinds = Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS);
  const total = sizes.reduce((sum, size) => add(sum, size), emptySize('total'));
  const rows = [...sizes, total].map((size) => [
    size.name,
    ...kinds.map((kind) => kilobytes(size.kinds[kind])),
    kilobytes(size.total),
  ]);
  const table = [['KB', ...kinds, 'total'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return table.map(line).join('\n');
}

function kindOf(path: string): Kind {
  const ending = extname(path);
  const kinds = Object.entries(KINDS) as [Kind, readonly string[]][];
  return kinds.find(([, endings]) => endings.includes(ending))?.[0] ?? 'asset';
}

function scriptBytes(path: string, source: string): number {
  const { code } = transformSync(source, {
    filename: path,
    swcrc: false,
    configFile: false,
    jsc: {
      target: 'es5',
      parser: { syntax: path.endsWith('.ts') ? 'typescript' : 'ecmascript' },
      minify: { compress: true, mangle: true },
    },
    module: { type: 'commonjs' },
    minify: true,
  });
  return Buffer.byteLength(code);
}

function emptySize(name: string): PackageSize {
  return { name, kinds: { script: 0, template: 0, style: 0, json: 0, asset: 0 }, total: 0 };
}

function add(a: PackageSize, b: PackageSize): PackageSize {
  const kinds = { ...a.kinds };
  for (const kind of Object.keys(kinds) as Kind[]) kinds[kind] += b.kinds[kind];
  return { name: a.name, kinds, total: a.total + b.total };
}

function kilobytes(bytes: number): string {
  return (bytes / KB).toFixed(1);
}
