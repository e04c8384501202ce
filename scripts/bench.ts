/** `npm run bench`: what the product costs, beside the bounds it promises; ends with 1 when one is broken. */
import { startLocalCloud, type LocalCloud } from '../devtools/client/cloud';
import { measureBudgets } from './lib/bench/budgets';
import { isKept, type Figure } from './lib/bench/figures';
import { measureLoad } from './lib/bench/load';
import { measureSweep } from './lib/bench/sweep';

/** The long run carries the sizes that are promised. */
const SWEEP = process.env['TEST_LONG'] === '1' ? { open: 100_000, due: 50 } : { open: 20_000, due: 20 };

async function onCloud(measure: (cloud: LocalCloud) => Promise<Figure[]>): Promise<Figure[]> {
  const cloud = await startLocalCloud();
  try {
    return await measure(cloud);
  } finally {
    await cloud.stop();
  }
}

function print(title: string, figures: Figure[]): boolean {
  console.log(`\n${title}`);
  for (const figure of figures) {
    const value = Number(figure.value.toFixed(2));
    console.log(`  ${isKept(figure) ? '✓' : '✗'} ${figure.what}: ${value} (at most ${figure.bound})`);
  }
  return figures.every(isKept);
}

async function main(): Promise<void> {
  const budgets = await onCloud(measureBudgets);
  const isCheap = print('Database calls on a warm instance', budgets);
  const sweep = await onCloud((cloud) => measureSweep(cloud, SWEEP));
  const isLean = print('The sweep among many open orders', sweep);
  const { figure, api, bare } = await measureLoad();
  const isLight = print('Cold start', [figure]);
  console.log(`    api ${api.toFixed(1)} ms, bare SDKs ${bare.toFixed(1)} ms (shortest runs)`);
  process.exitCode = isCheap && isLean && isLight ? 0 : 1;
}

void main();
