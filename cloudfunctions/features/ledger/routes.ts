/** The routes of papers for an inspector. */
import * as v from 'valibot';
import { choice, day, shape, whole } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import { PLANT_WIDE } from '../inspection/rights';
import type { Actor } from '../people/identify';
import { ask } from './ask';
import { fileOf, listGaps, listJobs } from './read';
import { ASKERS } from './rights';
import { shown } from './shown';

const KINDS = [
  'orders',
  'statistics',
  'training',
  'hotWork',
  'certificates',
  'points',
  'pack',
  'report',
] as const;

const range = { from: day('开始日期'), to: day('结束日期') };

/** The id of a job is the request that asked for it. */
const jobId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{8,64}$/));

/** More files than the longest range makes. */
const MOST_FILES = 1_000;

export const ledgerRoutes: Pick<
  RouteTable<Actor>,
  'ledger.ask' | 'ledger.shown' | 'ledger.jobs' | 'ledger.file' | 'ledger.gaps'
> = {
  'ledger.ask': {
    input: shape({ kind: choice('台账', KINDS), ...range }),
    admit: ASKERS,
    run: async ({ actor, requestId, now }, input) => ({ job: await ask(actor, input, requestId, now) }),
  },
  'ledger.shown': {
    input: v.strictObject({}),
    admit: PLANT_WIDE,
    run: ({ actor, now }) => shown(actor, now),
  },
  'ledger.jobs': {
    input: v.strictObject({}),
    admit: ASKERS,
    run: ({ actor }) => listJobs(actor),
  },
  'ledger.file': {
    input: shape({ id: jobId, no: whole('第几个文件', 0, MOST_FILES) }),
    admit: ASKERS,
    run: ({ actor }, input) => fileOf(actor, input),
  },
  'ledger.gaps': {
    input: shape({
      ...range,
      cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
    }),
    admit: ASKERS,
    run: ({ actor, now }, input) => listGaps(actor, input, now),
  },
};
