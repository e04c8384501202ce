/** A run that ends at any of its database calls leaves papers to the next one: they are made to the end, and no part twice. */
import { randomUUID } from 'node:crypto';
import type { ExportJob } from '../../typings/ledger';
import { isoDay, MINUTE } from '../../miniprogram/shared/time';
import type { TestCloud } from '../support/cloud';
import { openPlant, phoneOf, sized, storedOne } from './support/plant';

const SAFETY = phoneOf('p-010');

/** Long after the lease of a run that was killed. */
const LATER = 3 * MINUTE;

/** Runs until nothing is being made any more. */
const MOST_RUNS = 12;

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await openPlant();
  for (const no of [1, 2, 3]) {
    await cloud.callOk(phoneOf('p-030'), 'orders.report', {
      ...{
        id: randomUUID(),
        templateId: 'guard-loose',
        description: `第 ${no} 条`,
        areaId: 'manual-welding',
      },
      ...{ pointId: null, placeSource: 'chosen', photos: [], position: null, observedAt: null },
      ...{ visibility: 'named' },
    });
  }
});

afterAll(() => cloud.stop());

async function asked(): Promise<string> {
  const day = isoDay(await cloud.now());
  const input = { kind: 'pack' as const, from: day, to: day };
  return (await cloud.callOk(SAFETY, 'ledger.ask', input)).job.id;
}

async function finished(id: string): Promise<ExportJob> {
  for (let run = 0; run < MOST_RUNS; run += 1) {
    await cloud.clock({ set: (await cloud.now()) + LATER });
    await cloud.runTimer('reports');
    const job = await storedOne<ExportJob>(cloud, 'exports', id);
    if (job?.state === 'done') return job;
  }
  throw new Error('the papers are not done');
}

/** Everything that is there, once. */
function expectWhole(job: ExportJob): void {
  expect(job.files.map(({ name }) => name)).toEqual([
    ...['隐患排查治理台账.xlsx', '缺项清单.xlsx', '隐患排查治理统计表.xlsx', '安全培训台账.xlsx'],
    ...['动火作业台账.xlsx', '特种作业证台账.xlsx', '积分基金账.xlsx', '每日日志头.xlsx'],
    '00-目录和签字页.docx',
  ]);
  expect(new Set(job.files.map(({ fileId }) => fileId)).size).toBe(job.files.length);
  expect(job.results).toHaveLength(1);
  expect(job.months).toMatchObject([{ tally: { found: 3 } }]);
}

/** How many writes a whole pack takes at least: a claim and a part each. */
const WRITES = 10;
const every = sized(9, 1);

describe.each([
  ['kill', 'before'],
  ['kill', 'after'],
  ['fail', 'before'],
  ['fail', 'after'],
] as const)('when a run meets %s %s a write', (mode, when) => {
  const writes = Array.from({ length: WRITES }, (_none, index) => index + 1).filter(
    (nth) => nth % every === 6 % every,
  );

  it.each(writes)('number %d', async (nth) => {
    const id = await asked();
    const match = { function: 'reports', collection: 'exports', action: 'database.modifyDocument' };
    await cloud.faults([{ mode, when, nth, times: 1, match }]);
    await cloud.runTimer('reports').catch(() => undefined);
    const [rule] = await cloud.faults([]);
    expect(rule?.hit).toBe(1);
    expectWhole(await finished(id));
  });
});
