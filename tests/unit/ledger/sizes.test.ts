/** As many orders as a plant ever has: files of at most 5,000 lines, every order once, in less memory than the function has. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { SDK_ENV } from '../../../scripts/lib/bench/load';
import { PROGRAM } from '../../../scripts/lib/bundle-options.mjs';
import { root } from '../../support/process';

const isLong = process.env['TEST_LONG'] === '1';

/** Just more than one file holds, and the most that is promised. */
const SIZES = isLong ? [5_003, 100_000] : [5_003];

const MEGABYTE = 1024 * 1024;

/** What the function has. */
const MEMORY = 512 * MEGABYTE;

interface Made {
  files: { name: string; rows: number; bytes: number }[];
  peak: number;
  found: number;
}

function make(orders: number): Made {
  // Beside node_modules, where the program finds its packages.
  const folder = join(root, 'node_modules/.cache/ledger');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'many-orders.js');
  const entry = join(root, 'tests/unit/ledger/many-orders.ts');
  buildSync({ ...PROGRAM, entryPoints: [entry], outfile, target: 'node20', packages: 'external' });
  const { stdout, stderr } = spawnSync(process.execPath, [outfile, String(orders)], {
    env: { PATH: process.env['PATH'], ...SDK_ENV },
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Made;
}

it.each(SIZES)(
  'writes %d orders',
  (orders) => {
    const { files, peak, found } = make(orders);
    const ledgers = files.filter(({ name }) => name.startsWith('隐患排查治理台账'));
    const rows = ledgers.map((file) => file.rows);
    expect(Math.max(...files.map((file) => file.rows))).toBeLessThanOrEqual(5_000);
    expect(rows.reduce((sum, n) => sum + n, 0)).toBe(orders);
    expect(found).toBe(orders);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    // Split by month, and a full month into several.
    expect(ledgers[0]?.name).toBe('隐患排查治理台账-2025-01.xlsx');
    expect(ledgers).toHaveLength(24);
    expect(peak).toBeLessThan(MEMORY);
  },
  600_000,
);
