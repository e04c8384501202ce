/** app.json and the JSON of pages and components, with every component reference resolved to an absolute path. */
import { posix } from 'node:path';
import { transformSync } from 'esbuild';
import { located } from './script';
import { type SourceTree } from './tree';
import { fail, type AppConfig, type UnitConfig } from './types';

/**
 * Reads app.json.
 * @throws CompileError when it is missing, is no JSON, or names no page
 */
export function readApp(tree: SourceTree): { app: AppConfig; pages: string[] } {
  const app = readJson(tree, 'app.json') as AppConfig;
  if (!Array.isArray(app.pages) || app.pages.length === 0) fail('app.json', '"pages" names no page');
  const packages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])];
  const inPackages = packages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)));
  const pages = [...app.pages, ...inPackages];
  const missing = pages.find((page) => !tree.exists(`${page}.wxml`));
  if (missing !== undefined) failAt(tree, missing, `page "${missing}" has no ${missing}.wxml`);
  for (const { pagePath } of app.tabBar?.list ?? []) {
    if (!app.pages.includes(pagePath))
      failAt(tree, pagePath, `tab "${pagePath}" is not a page of the main package`);
  }
  const entry = app.entryPagePath;
  if (entry !== undefined) pages.sort((a, b) => Number(b === entry) - Number(a === entry));
  return { app: themed(tree, app), pages };
}

/**
 * Reads the JSON beside a page or a component. Components of app.json are usable everywhere.
 * @param path - without suffix
 * @throws CompileError when a component cannot be found
 */
export function readUnit(tree: SourceTree, path: string, app: AppConfig): UnitConfig {
  const file = `${path}.json`;
  const own = (tree.exists(file) ? readJson(tree, file) : {}) as Partial<UnitConfig>;
  const resolve = (reference: string, name: string, from: string): string => {
    const found = tree.resolve(from === 'app.json' ? '' : posix.dirname(path), reference, [
      '.wxml',
      '/index.wxml',
    ]);
    if (found !== null) return `/${found.replace(/\.wxml$/, '')}`;
    const { line, column } = placeOf(tree.read(from), reference);
    return fail(from, `cannot find component "${name}": ${reference}`, line, column);
  };
  const resolveAll = (references: Record<string, string> = {}, from: string): Record<string, string> =>
    Object.fromEntries(Object.entries(references).map(([name, value]) => [name, resolve(value, name, from)]));
  const inPackage = path.startsWith('miniprogram_npm/');
  const config: UnitConfig = {
    ...own,
    usingComponents: {
      ...(inPackage ? {} : resolveAll(app.usingComponents, 'app.json')),
      ...resolveAll(own.usingComponents, file),
    },
  };
  if (own.componentGenerics !== undefined) {
    config.componentGenerics = Object.fromEntries(
      Object.entries(own.componentGenerics).map(([name, generic]) =>
        typeof generic === 'object' && generic.default !== undefined
          ? [name, { default: resolve(generic.default, name, file) }]
          : [name, generic],
      ),
    );
  }
  return config;
}

/** Throws a problem of app.json where a page is named; in a subpackage its folder stands apart. */
function failAt(tree: SourceTree, page: string, message: string): never {
  const source = tree.read('app.json');
  let written = page;
  while (!source.includes(`"${written}"`) && written.includes('/'))
    written = written.slice(written.indexOf('/') + 1);
  const { line, column } = placeOf(source, `"${written}"`);
  return fail('app.json', message, line, column);
}

/** Where a text first stands, counted from 1. */
function placeOf(source: string, text: string): { line: number; column: number } {
  const before = source.slice(0, Math.max(source.indexOf(text), 0)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** With a theme file, `@name` values become `{light, dark}` pairs that the phone chooses from. */
function themed(tree: SourceTree, app: AppConfig): AppConfig {
  if (app.darkmode !== true || app.themeLocation === undefined) return app;
  const { light = {}, dark = {} } = readJson(tree, app.themeLocation) as Record<
    string,
    Record<string, string>
  >;
  return { ...app, theme: { light, dark } };
}

function readJson(tree: SourceTree, file: string): unknown {
  if (!tree.exists(file)) fail(file, 'the file is missing');
  const source = tree.read(file);
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    // Node tells no place for short texts, esbuild always does.
    throw placeOfJson(file, source) ?? error;
  }
}

function placeOfJson(file: string, source: string): unknown {
  try {
    transformSync(source, { loader: 'json', logLevel: 'silent' });
    return null;
  } catch (error) {
    return located(file, error);
  }
}
