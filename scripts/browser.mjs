/** Finds, or where allowed installs, what the browser tests need: Chromium and a Chinese font. */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BROWSERS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** @returns {string | null} the path of a Chromium, null when there is none */
export function findBrowser() {
  return BROWSERS.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** Whether some font on this machine draws Chinese; where that cannot be asked, it is taken for granted. */
function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.error !== undefined || listed.stdout.trim() !== '';
}

/** @param {string[]} args */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/**
 * Makes sure that browser tests can run.
 * @returns {string} the path of the browser
 * @throws Error that says what to install, where this command may not do it itself
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found !== null && hasChineseFont()) return found;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    process.stderr.write(`Installing ${PACKAGES.join(' and ')} for the browser tests …\n`);
    if (apt(['update', '-qq'])) apt(['install', '-y', '-qq', ...PACKAGES]);
  }
  const browser = findBrowser();
  if (browser === null || !hasChineseFont()) {
    throw new Error(
      `The browser tests need Chromium and a Chinese font. Install them, on Debian with: sudo apt-get install ${PACKAGES.join(' ')}`,
    );
  }
  return browser;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${ensureBrowser()}\n`);
}
