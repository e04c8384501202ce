/** Makes a fresh machine ready: checks Node and installs the pinned packages when they are missing or stale. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What of package.json decides which packages are installed; a new script does not. */
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

/**
 * Whether a Node version is at least the one asked for.
 * @param {string} version - e.g. `20.20.2`
 * @param {string} range - `engines.node` of package.json, of the form `>=20.19`
 */
export function isSupportedNode(version, range) {
  const wanted = range.replace('>=', '').split('.').map(Number);
  const actual = version.split('.').map(Number);
  for (const [index, number] of wanted.entries()) {
    const difference = (actual[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * A hash of everything that decides what belongs in node_modules: packages, their pins, Node and the platform.
 * @param {string} folder - the folder with package.json and package-lock.json
 * @param {{ version: string, platform: string, arch: string }} [machine]
 */
export function fingerprint(folder, machine = process) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return createHash('sha256')
    .update(JSON.stringify(DEPENDENCY_FIELDS.map((field) => manifest[field])))
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update([machine.version, machine.platform, machine.arch].join(' '))
    .digest('hex');
}

/**
 * Whether node_modules was installed by this script for the present fingerprint.
 * @param {string} folder
 */
export function isFresh(folder) {
  try {
    return readFileSync(stampPath(folder), 'utf8') === fingerprint(folder);
  } catch {
    return false;
  }
}

/**
 * Installs packages when they are missing or stale; says nothing and needs no network when they are fresh.
 * Safe to run in several processes at once.
 * @param {string} [folder]
 * @throws Error with advice when Node is too old or the packages cannot be installed
 */
export async function setup(folder = root) {
  const { engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isSupportedNode(process.versions.node, engines.node)) {
    throw new Error(
      `SafeLoop needs Node ${engines.node}; this is ${process.versions.node}. Install Node 20 (LTS) or newer and try again.`,
    );
  }
  if (isFresh(folder)) return;
  const onWait = () => process.stderr.write('Waiting for another command to finish installing…\n');
  await withLock(join(folder, '.setup.lock'), () => install(folder), { onWait });
}

/**
 * Runs `npm ci`. Install scripts stay off: no package needs them, and none may run code at installation.
 * @param {string} folder
 */
function install(folder) {
  if (isFresh(folder)) return;
  process.stderr.write('Installing packages (once, and again when package-lock.json changes)…\n');
  // stdout belongs to the command that needed the set-up.
  const status = npm(['ci', '--ignore-scripts', '--include=dev'], folder, ['ignore', 2, 2]);
  if (status !== 0) {
    throw new Error(
      'The packages could not be installed; npm says why above.\n' +
        'The first run needs the network. Check the connection and `npm config get registry`, then run the same command again.',
    );
  }
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(stampPath(folder), fingerprint(folder));
}

/**
 * Runs npm in the foreground.
 * @param {string[]} args
 * @param {string} folder
 * @param {import('node:child_process').StdioOptions} [stdio]
 * @returns {number | null} the exit code; null when npm was ended by a signal or could not be started
 */
export function npm(args, folder, stdio = 'inherit') {
  const cli = process.env.npm_execpath;
  // Started by npm: use that very npm. Started by hand: the one on the path, which on Windows is a .cmd file.
  const viaNode = cli !== undefined && basename(cli) === 'npm-cli.js';
  const command = viaNode ? process.execPath : 'npm';
  const leading = viaNode ? [cli] : [];
  const shell = !viaNode && process.platform === 'win32';
  return spawnSync(command, [...leading, ...args], { cwd: folder, stdio, shell }).status;
}

/** @param {string} folder */
function stampPath(folder) {
  return join(folder, 'node_modules', '.safeloop-setup');
}

/**
 * Whether a module is the program that was started.
 * @param {string} url - its `import.meta.url`
 */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/**
 * Runs a command's main function; its number becomes the exit code, an error is told in one line.
 * @param {() => Promise<number | void>} main
 */
export function runMain(main) {
  main().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

if (isMain(import.meta.url)) runMain(() => setup());
