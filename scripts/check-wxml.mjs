/** `node scripts/check-wxml.mjs`: compiles every template of the mini-program, and checks that all pages and components exist. */
import compiler from 'glass-easel-template-compiler';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const app = join(root, 'miniprogram');
const packages = join(root, 'node_modules');

/** Parts of a page or component that must be there. */
const PARTS = ['ts', 'wxml', 'json'];

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @param {string} extension */
const filesOf = (extension) =>
  readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(`.${extension}`))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('miniprogram_npm'));

/** What the template compiler says, notes excepted. */
function templateFaults() {
  const faults = [];
  for (const file of filesOf('wxml')) {
    const name = relative(app, file);
    const text = readFileSync(file, 'utf8');
    if (/\{\{[^}]*(\?\.|\?\?|`)[^}]*\}\}/.test(text))
      faults.push(`${name}: ?. ?? and \` do not work in WXML`);
    const group = new compiler.TmplGroup();
    for (const { level, message, startLine, startColumn } of group.addTmpl(
      name.replace(/\.wxml$/, ''),
      text,
    )) {
      if (level !== 'Note') faults.push(`${name}:${startLine + 1}:${startColumn + 1} ${message}`);
    }
    group.free();
  }
  return faults;
}

/**
 * @param {string} base - without extension
 * @param {string} by - who names it
 */
const missingParts = (base, by) =>
  PARTS.filter((part) => !existsSync(`${base}.${part}`)).map(
    (part) => `${by}: ${relative(root, base)}.${part} is missing`,
  );

function pageFaults() {
  const { pages, subPackages, tabBar } = readJson(join(app, 'app.json'));
  const inPackages = subPackages.flatMap((/** @type {{ root: string, pages: string[] }} */ one) =>
    one.pages.map((page) => `${one.root}/${page}`),
  );
  const faults = [...pages, ...inPackages].flatMap((page) => missingParts(join(app, page), 'app.json'));
  for (const { pagePath, iconPath, selectedIconPath } of tabBar.list) {
    if (!pages.includes(pagePath)) faults.push(`app.json: tab ${pagePath} is no page of the main package`);
    for (const icon of [iconPath, selectedIconPath]) {
      if (!existsSync(join(app, icon))) faults.push(`app.json: ${icon} is missing`);
    }
  }
  return faults;
}

/** Components that are named but not there, or there but not used by the template that names them. */
function componentFaults() {
  const faults = [];
  for (const file of filesOf('json')) {
    const { usingComponents = {} } = readJson(file);
    const name = relative(app, file);
    const template = file.replace(/json$/, 'wxml');
    const text = existsSync(template) ? readFileSync(template, 'utf8') : '';
    for (const [tag, path] of Object.entries(usingComponents)) {
      if (path.startsWith('tdesign-miniprogram/')) {
        const base = join(
          packages,
          'tdesign-miniprogram/miniprogram_dist',
          path.slice(path.indexOf('/') + 1),
        );
        if (!existsSync(`${base}.wxml`)) faults.push(`${name}: ${path} is no component of the package`);
      } else {
        faults.push(
          ...missingParts(path.startsWith('/') ? join(app, path) : resolve(dirname(file), path), name),
        );
      }
      if (!new RegExp(`<${tag}[\\s/>]`).test(text)) faults.push(`${name}: <${tag}> is not used`);
    }
    for (const [, tag = ''] of text.matchAll(/<((?:app|t)-[a-z-]+)/g)) {
      if (!(tag in usingComponents)) faults.push(`${name}: <${tag}> is used and not named`);
    }
  }
  return faults;
}

const faults = [...templateFaults(), ...pageFaults(), ...componentFaults()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
