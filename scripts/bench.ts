/** `npm run bench`: what the product costs, beside the bounds it promises; ends with 1 when one is broken. */
import { startLocalCloud, type LocalCloud } from '../devtools/client/cloud';
import { measureBudgets } from './lib/bench/budgets';
import { measureDuplicates } from './lib/bench/duplicates';
import { measureCapture, SLOWER } from './lib/bench/capture';
import { isKept, type Figure } from './lib/bench/figures';
import { isLoaderRight, measureInsight } from './lib/bench/insight';
import { measureLoad } from './lib/bench/load';
import { measureSweep } from './lib/bench/sweep';
import { measureMonth, measureTasks } from './lib/bench/tasks';

/** The long run carries the sizes that are promised. */
const SWEEP = process.env['TEST_LONG'] === '1' ? { open: 100_000, due: 50 } : { open: 20_000, due: 20 };

/** Some ten years of the starter plant. */
const ROUNDS = 20_000;

async function onCloud<T>(measure: (cloud: LocalCloud) => Promise<T>): Promise<T> {
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

/** Times of a machine, for reading: nothing is promised of them. */
async function printCapture(): Promise<void> {
  console.log(`\nA report, three taps, on a processor ${SLOWER} times slower`);
  try {
    const { home, camera, saved } = await onCloud(measureCapture);
    const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
    console.log(
      `    home after ${seconds(home)} s, camera ${seconds(camera)} s, saved on the phone ${seconds(saved)} s`,
    );
  } catch (error) {
    console.log(`    not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Orders of a month; beyond some of them only the days that they make are stored, since a month reads no orders. */
const MONTHS = [1_000, 10_000, 100_000, 1_000_000];
const STORED = 20_000;

/** A day more or less on which the first or the last of them was answered. */
const SAME = 1.05;

async function benchInsight(): Promise<boolean> {
  const isRight = await onCloud((cloud) => isLoaderRight(cloud, 1_000));
  const months: Awaited<ReturnType<typeof measureInsight>>[] = [];
  for (const counted of MONTHS)
    months.push(
      await onCloud((cloud) => measureInsight(cloud, { counted, stored: Math.min(counted, STORED) })),
    );
  const isCheap = print(
    'The numbers of a month',
    months.flatMap(({ figures }) => figures),
  );
  console.log(`  ${isRight ? '✓' : '✗'} 1000 orders: the loader makes the days that the functions make`);
  const [least, most] = [Math.min, Math.max].map((of) => of(...months.map(({ examined }) => examined)));
  const isSame = new Set(months.map(({ calls }) => calls)).size === 1 && (most ?? 0) <= SAME * (least ?? 0);
  console.log(`  ${isSame ? '✓' : '✗'} the same calls for each, and documents within a twentieth`);
  return isRight && isCheap && isSame;
}

async function main(): Promise<void> {
  if (process.argv.includes('insight')) {
    process.exitCode = (await benchInsight()) ? 0 : 1;
    return;
  }
  const budgets = await onCloud(measureBudgets);
  const isCheap = print('Database calls on a warm instance', budgets);
  const duplicates = await onCloud((cloud) => measureDuplicates(cloud, { pictures: 20_000 }));
  const isBounded = print('The same reported twice', duplicates);
  const sweep = await onCloud((cloud) => measureSweep(cloud, SWEEP));
  const isLean = print('The sweep among many open orders', sweep);
  const tasks = await onCloud((cloud) => measureTasks(cloud, { stored: ROUNDS }));
  const isFound = print('Rounds among many', tasks);
  const { figures: month } = await onCloud((cloud) => measureMonth(cloud, { stored: ROUNDS }));
  const isConstant = print('The month', month);
  const { figure, api, bare } = await measureLoad();
  const isLight = print('Cold start', [figure]);
  console.log(`    api ${api.toFixed(1)} ms, bare SDKs ${bare.toFixed(1)} ms (shortest runs)`);
  await printCapture();
  process.exitCode = isCheap && isBounded && isLean && isFound && isConstant && isLight ? 0 : 1;
}

void main();
