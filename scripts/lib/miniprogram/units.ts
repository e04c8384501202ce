/** The JSON of a mini-program: only keys that WeChat knows, only files that exist, only components that are used. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Problem } from '../../../devtools/simulator/compile/types';
import { ownFiles, problemAt } from './project';
import { APP, COMPONENT, PAGE, type App } from './schema';

/** Parts that a page or a component must have. */
const PARTS = ['ts', 'wxml', 'json'];

/**
 * Checks app.json and the JSON of every page and component. Broken JSON is the compiler's to tell.
 * @param root - folder with app.json
 * @param packageHas - whether a file of a package exists, by the name that usingComponents has, e.g. `a/button/button.wxml`
 */
export function jsonProblems(root: string, packageHas: (path: string) => boolean): Problem[] {
  const app = read(root, 'app.json');
  const parsed = v.safeParse(APP, app.value);
  if (!parsed.success) return parsed.issues.map((issue) => app.problem(pathOf(issue), issue.message));
  const pages = pagesOf(parsed.output);
  const units = ownFiles(root, '.wxml').map((template) => template.replace(/\.wxml$/, ''));
  return [
    ...referenceProblems(root, app, parsed.output),
    ...units.flatMap((unit) => unitProblems({ root, unit, isPage: pages.includes(unit), packageHas })),
  ];
}

/** All pages of app.json, those of subpackages with their folder. */
export function pagesOf({ pages, subPackages = [], subpackages = [] }: App): string[] {
  return [
    ...pages,
    ...[...subPackages, ...subpackages].flatMap((one) => one.pages.map((page) => `${one.root}/${page}`)),
  ];
}

/** A JSON file that can name the place of a key or value in it. */
interface Source {
  value: unknown;
  /** @param path - keys and values as they stand in the file, outermost first */
  problem(path: readonly string[], message: string): Problem;
}

function read(root: string, file: string): Source {
  const source = readFileSync(join(root, file), 'utf8');
  return {
    value: JSON.parse(source),
    problem(path, message) {
      let index = 0;
      for (const name of path) {
        const at = source.indexOf(JSON.stringify(name), index);
        if (at >= 0) index = at;
      }
      return problemAt(file, source, index, message);
    },
  };
}

/** Indexes of arrays are no words in the file. */
function pathOf(issue: v.BaseIssue<unknown>): string[] {
  return (issue.path ?? []).map(({ key }) => key).filter((key) => typeof key === 'string');
}

function referenceProblems(root: string, source: Source, app: App): Problem[] {
  const problems: Problem[] = [];
  const pages = pagesOf(app);
  const names = new Set(
    [...(app.subPackages ?? []), ...(app.subpackages ?? [])].flatMap(({ root: folder, name }) => [
      folder,
      name,
    ]),
  );
  for (const page of pages) {
    for (const part of missingParts(root, page))
      problems.push(source.problem(writtenAs(app, page), `${part} is missing`));
  }
  for (const page of new Set(pages.filter((page, index) => pages.indexOf(page) !== index)))
    problems.push(source.problem(writtenAs(app, page), 'the page is named twice'));
  for (const { pagePath, iconPath, selectedIconPath } of app.tabBar?.list ?? []) {
    if (!app.pages.includes(pagePath))
      problems.push(source.problem(['tabBar', pagePath], 'a tab is a page of the main package'));
    for (const icon of [iconPath, selectedIconPath])
      if (icon !== undefined && !existsSync(join(root, icon)))
        problems.push(source.problem([icon], `${icon} is missing`));
  }
  for (const [page, { packages }] of Object.entries(app.preloadRule ?? {})) {
    if (!pages.includes(page)) problems.push(source.problem(['preloadRule', page], 'there is no such page'));
    for (const name of packages)
      if (!names.has(name))
        problems.push(source.problem(['preloadRule', page, name], 'there is no such subpackage'));
  }
  const { sitemapLocation } = app;
  if (sitemapLocation !== undefined && !existsSync(join(root, sitemapLocation)))
    problems.push(source.problem(['sitemapLocation'], `${sitemapLocation} is missing`));
  return problems;
}

/** Folder and rest of a page of a subpackage stand apart in app.json. */
function writtenAs({ subPackages = [], subpackages = [] }: App, page: string): string[] {
  const folder = [...subPackages, ...subpackages].find(({ root }) => page.startsWith(`${root}/`))?.root;
  return folder === undefined ? [page] : [folder, page.slice(folder.length + 1)];
}

function missingParts(root: string, unit: string): string[] {
  return PARTS.map((part) => `${unit}.${part}`).filter((file) => !existsSync(join(root, file)));
}

interface Unit {
  root: string;
  unit: string;
  isPage: boolean;
  packageHas: (path: string) => boolean;
}

function unitProblems({ root, unit, isPage, packageHas }: Unit): Problem[] {
  const file = `${unit}.json`;
  if (!existsSync(join(root, file))) return [];
  const source = read(root, file);
  const parsed = v.safeParse(isPage ? PAGE : COMPONENT, source.value);
  if (!parsed.success) return parsed.issues.map((issue) => source.problem(pathOf(issue), issue.message));
  const { usingComponents = {} } = parsed.output;
  const template = readFileSync(join(root, `${unit}.wxml`), 'utf8').replace(/<!--[^]*?-->/g, '');
  return Object.entries(usingComponents).flatMap(([tag, path]) => {
    const problems: Problem[] = [];
    const at = ['usingComponents', tag];
    if (path.startsWith('/') || path.startsWith('.')) {
      const base = path.startsWith('/') ? path.slice(1) : join(unit, '..', path);
      for (const part of missingParts(root, base)) problems.push(source.problem(at, `${part} is missing`));
    } else if (!packageHas(`${path}.wxml`)) {
      problems.push(source.problem(at, `${path} is no component of a package`));
    }
    if (!new RegExp(`<${tag}[\\s/>]`).test(template))
      problems.push(source.problem(at, `<${tag}> is not used`));
    return problems;
  });
}
