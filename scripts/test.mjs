/** `npm test`: sets up, builds, runs every test project and ends with one line of counts. `--long` gives fuzzing its full time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { runMain } from './setup.mjs';
import { prepare, runNode } from './steps.mjs';
import { closingLine, verdict } from '../tests/support/counts.mjs';

/**
 * Runs jest and reads what its counting reporter wrote.
 * @param {string[]} args - passed on to jest
 * @param {Record<string, string>} env
 */
async function runJest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'safeloop-test-'));
  const file = join(folder, 'counts.json');
  try {
    const code = await runNode(['node_modules/jest/bin/jest.js', ...args], {
      ...env,
      TEST_COUNTS_FILE: file,
    });
    return verdict(code, readCounts(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {import('../tests/support/counts.mjs').Counts | null} null when jest ended before it could count
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

runMain(async () => {
  const args = process.argv.slice(2);
  const long = args.includes('--long');
  // Counted as one failure when there is nothing to run the tests on.
  let result = verdict(1, null);
  try {
    await prepare();
    const CHROMIUM = ensureBrowser();
    result = await runJest(
      args.filter((arg) => arg !== '--long'),
      { SKIP_BUILD: '1', CHROMIUM, ...(long ? { TEST_LONG: '1' } : {}) },
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (result.reason !== null) process.stdout.write(`${result.reason}\n`);
  process.stdout.write(`${closingLine(result.counts)}\n`);
  return result.exitCode;
});
