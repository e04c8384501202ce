/** Builds a folder per cloud function with its deployment, the local cloud, the scripts, and what DevTools needs of the mini-program. */
import { build, transform } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FUNCTION, jsonTexts, PROGRAM, sdkFiles, SDKS } from './lib/bundle-options.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

const quiet = process.argv.includes('--quiet');
const functionRoot = 'cloudfunctions';
const built = new Set();

const EDITION_HEX = 12;

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
/** @param {unknown} value */
const pretty = (value) => JSON.stringify(value, null, 2) + '\n';

/**
 * @param {string} file - under dist/
 * @param {unknown} value
 */
function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pretty(value));
  built.add(file);
}

/**
 * @param {string} entry
 * @param {string} outfile - under dist/
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(entry, outfile, options) {
  built.add(outfile);
  await build({ entryPoints: [entry], outfile, ...PROGRAM, ...options });
}

/**
 * What esbuild leaves of Chinese, which is in regular expressions alone, as escapes: one character beyond Latin-1 and the
 * engine keeps the whole text at two bytes a character, which a cold start pays for.
 * @param {string} code
 */
const toAscii = (code) =>
  code.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A hash over whatever decides which configuration passes, see config/edition.ts. */
function schemaEdition() {
  const folder = `${functionRoot}/config`;
  const hash = createHash('sha256').update(readJson('node_modules/valibot/package.json').version);
  for (const file of readdirSync(folder).sort())
    if (file.endsWith('.ts')) hash.update(readFileSync(`${folder}/${file}`));
  return hash.digest('hex').slice(0, EDITION_HEX);
}

const EDITION = { SCHEMA_EDITION: JSON.stringify(schemaEdition()) };

/**
 * A function: `index.js`, and beside it what it imports dynamically, so that this is not even read before it is asked for.
 * What several of them need is in `chunk-…` files. esbuild splits ES modules alone; CloudBase runs CommonJS.
 * @param {string} entry
 * @param {string} folder - under dist/
 */
async function bundleFunction(entry, folder) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: folder,
    ...FUNCTION,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    write: false,
    // gcoord holds itself twice, once for development.
    define: { ...EDITION, 'process.env.NODE_ENV': '"production"' },
    plugins: [sdkFiles],
  });
  const { platform, target, minifyWhitespace, minifySyntax } = FUNCTION;
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of outputFiles) {
    const file = relative('.', path);
    const { code } = await transform(text, {
      ...{ format: 'cjs', platform, target, minifyWhitespace, minifySyntax },
      // `import()` becomes `require`: a loader of modules has no need to start.
      supported: { 'dynamic-import': false },
    });
    writeFileSync(file, toAscii(code));
    built.add(file);
  }
}

/** One folder per function with all that it runs: only its own folder is uploaded. */
async function buildFunctions() {
  const names = readdirSync(functionRoot).filter((name) =>
    existsSync(`${functionRoot}/${name}/function.json`),
  );
  const functions = [];
  for (const name of names) {
    const folder = `dist/cloudfunctions/${name}`;
    const { config, deploy } = readJson(`${functionRoot}/${name}/function.json`);
    await bundleFunction(`${functionRoot}/${name}/index.ts`, folder);
    for (const [sdk, file] of Object.entries(SDKS))
      await bundle(sdk, `${folder}/${file}`, { ...FUNCTION, plugins: [sdkFiles, jsonTexts] });
    writeJson(`${folder}/config.json`, config);
    writeJson(`${folder}/package.json`, { name, version: '1.0.0', main: 'index.js' });
    const { handler, runtime, timeout, memorySize } = deploy;
    functions.push({
      name,
      handler,
      runtime,
      timeout,
      memorySize,
      installDependency: false,
      triggers: config.triggers,
    });
  }
  writeDeployment({
    version: '2.0',
    envId: '{{env.ENV_ID}}',
    functionRoot: 'dist/cloudfunctions',
    functions,
  });
  return names;
}

/**
 * cloudbaserc.json is committed, so that a deployment needs no build of it; CI refuses one that was not.
 * @param {unknown} deployment
 */
function writeDeployment(deployment) {
  const file = 'cloudbaserc.json';
  const text = pretty(deployment);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (current === text) return;
  if (process.env.CI) throw new Error(`${file} differs from the function.json files: build and commit it`);
  writeFileSync(file, text);
}

/** All collections with their indexes; one without an index exists as well. */
function writeIndexes() {
  const [collections, indexes] = ['database', 'indexes'].map((name) => {
    const file = `${functionRoot}/config/${name}.json`;
    return existsSync(file) ? readJson(file) : {};
  });
  const bare = Object.fromEntries(Object.keys(collections).map((name) => [name, []]));
  writeJson('dist/indexes.json', { ...bare, ...indexes });
}

/** Programs that run in this repository find their packages in node_modules. */
async function buildTools() {
  /** @type {import('esbuild').BuildOptions} */
  const options = { target: 'node20', packages: 'external', sourcemap: 'inline', define: EDITION };
  await bundle('devtools/main.ts', 'dist/devtools/main.js', options);
  await bundle('devtools/cloud/functions/worker.ts', 'dist/devtools/worker.js', options);
  for (const file of readdirSync('scripts')) {
    if (file.endsWith('.ts')) {
      await bundle(`scripts/${file}`, `dist/scripts/${file.replace(/ts$/, 'js')}`, options);
    }
  }
}

/** The page of `npm start`: script, style and markup as files that its server hands out. */
async function buildConsole() {
  const from = 'devtools/console/page';
  const to = 'dist/devtools/console';
  /** @type {import('esbuild').BuildOptions} */
  const options = { platform: 'browser', format: 'esm', target: 'es2022', sourcemap: 'inline' };
  await bundle(`${from}/main.ts`, `${to}/console.js`, options);
  await bundle(`${from}/console.css`, `${to}/console.css`, { ...options, sourcemap: false });
  writeFileSync(`${to}/index.html`, readFileSync(`${from}/index.html`));
  built.add(`${to}/index.html`);
}

/** Removes what earlier builds left; files in use are overwritten, never missing for a moment. */
function removeStale() {
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !built.has(file)) rmSync(file);
  }
}

/** Last, so that a mistake in a page leaves everything else built. */
function buildMiniProgram() {
  const args = ['dist/scripts/miniprogram.js', ...(quiet ? ['--quiet'] : [])];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

const names = await buildFunctions();
writeIndexes();
await buildTools();
await buildConsole();
removeStale();
if (!quiet) process.stdout.write(`built ${names.join(', ')}\n`);
buildMiniProgram();
