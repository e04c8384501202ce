/** Papers as the server tells them. */
import type { ExportView, GapRow, Shown } from '../../../typings/ledger';

export const NOW = Date.parse('2026-11-24T10:00:00+08:00');
const WEEK = 7 * 24 * 3_600_000;

const job = (patch: Partial<ExportView>): ExportView => ({
  ...{ id: 'job-0001', kind: 'pack', from: '2026-11-01', to: '2026-11-24', by: '周敏', askedAt: NOW },
  ...{ state: 'making', percent: 44, files: [], until: null, ...patch },
});

/** One that is being made, one of each outcome. */
export const JOBS: readonly ExportView[] = [
  job({}),
  job({
    ...{ id: 'job-0002', state: 'done', percent: 100, until: NOW + WEEK },
    files: [{ name: '迎检包 2026-11-01 到 2026-11-24.zip', rows: 0, bytes: 3_600_000 }],
  }),
  job({
    ...{ id: 'job-0003', kind: 'orders', state: 'done', percent: 100, until: NOW + WEEK },
    files: [{ name: '隐患排查治理台账 2026年11月.xlsx', rows: 214, bytes: 48_000 }],
  }),
  job({ id: 'job-0004', kind: 'statistics', state: 'failed', percent: 50 }),
];

const gap = (id: GapRow['gaps'][number]['id'], what: string, how: string): GapRow['gaps'][number] => ({
  id,
  what,
  how,
});

/** As `gapsOf` would tell it. */
export const GAP: GapRow = {
  ...{
    orderId: 'o1',
    number: 'YH-20261103-0007',
    title: '配电箱门没关',
    place: '手工焊接区 B-05',
    state: '整改中',
  },
  gaps: [
    gap('overdue', '超过整改期限，没有改好', '改好后拍照，或申请暂缓整改'),
    gap('basis', '没有写判定依据', '在工单里补一句依据'),
  ],
};

/** What an inspector is shown, in November. */
export const SHOWN: Shown = {
  ...{ plant: '安闭环示范金属结构厂', from: '2026-01-01', to: '2026-11-24', at: NOW, open: 3, overdue: 1 },
  ...{ openMajors: 0, missing: [], papers: JOBS.filter(({ state }) => state === 'done') },
  counts: {
    ...{ found: 214, majors: 2, roundsDue: 880, roundsDone: 871, trainings: 45, meetings: 300 },
    ...{ permits: 36, permitsClosed: 35 },
  },
  months: Array.from({ length: 11 }, (_none, n) => ({
    ...{ month: `2026-${String(n + 1).padStart(2, '0')}`, found: 19 + (n % 3), closed: 18 + (n % 4) },
  })),
};
