/** Measures how long a function takes to load and initialise, beside a bundle of nothing but the SDKs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../../devtools/client/process';
import { FUNCTION } from '../bundle-options.mjs';
import { sdkEnvironment } from '../sdk-environment';
import type { Figure } from './figures';

/** What the product may add to loading the SDKs. */
export const LOAD_RATIO = 1.1;

/**
 * Loading is fixed work and whatever else the machine does only adds to it: the shortest of this many runs is nearest to
 * what it costs.
 */
const RUNS = 31;

/** Both SDKs loaded and initialised at once; the product itself waits with wx-server-sdk for the first open API call. */
const BARE = `
const tcb = require('@cloudbase/node-sdk');
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true, timeout: 5000 });
exports.main = () => app.database();
`;

/** What the cloud sets before it loads a function; no call is made, so nothing answers there. */
export const SDK_ENV = { ...sdkEnvironment('http://127.0.0.1:9'), SAFELOOP_SECRET: '0'.repeat(64) };

/** Bundles the bare SDKs as a function is bundled. */
async function buildBare(folder: string): Promise<string> {
  const entry = join(folder, 'entry.js');
  const outfile = join(folder, 'index.js');
  writeFileSync(entry, BARE);
  await build({
    entryPoints: [entry],
    outfile,
    nodePaths: [join(root, 'node_modules')],
    ...FUNCTION,
  });
  return outfile;
}

/** Milliseconds that a fresh process takes to load a bundle. @throws Error when it cannot be loaded */
export function loadTime(file: string): number {
  const program = `const t = process.hrtime.bigint(); require(process.argv[1]);
    process.stdout.write(String(Number(process.hrtime.bigint() - t) / 1e6)); process.exit(0);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program, file], {
    env: { PATH: process.env['PATH'], ...SDK_ENV },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} cannot be loaded:\n${stderr}`);
  return Number(stdout);
}

/** Loads `api` and the bare SDKs in turn and compares the shortest times (ms). */
export async function measureLoad(): Promise<{ figure: Figure; api: number; bare: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'safeloop-bare-'));
  try {
    const files = { api: join(root, 'dist/cloudfunctions/api/index.js'), bare: await buildBare(folder) };
    const times = { api: [] as number[], bare: [] as number[] };
    // The first of each warms the disk.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const name of run % 2 === 0 ? (['api', 'bare'] as const) : (['bare', 'api'] as const)) {
        const ms = loadTime(files[name]);
        if (run > 0) times[name].push(ms);
      }
    }
    const [api, bare] = [Math.min(...times.api), Math.min(...times.bare)];
    const what = 'load and initialise api, times the bare SDKs';
    return { figure: { what, value: api / bare, bound: LOAD_RATIO }, api, bare };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
