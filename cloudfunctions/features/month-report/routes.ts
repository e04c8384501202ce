/** The routes of the report of a month. */
import * as v from 'valibot';
import type { Role } from '../../../typings/domain';
import { line, month, shape, whole } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { listReports, readReport } from './read';
import { redo } from './write';

/** Who reads it: it is of the whole plant. */
const READERS: readonly Role[] = ['safety', 'manager', 'admin'];

/** Who may have it written once more. */
const WRITERS: readonly Role[] = ['safety', 'manager'];

/** The longest reason. */
const WHY = 100;

/** More versions than anybody asks for. */
const VERSIONS = 999;

export const monthReportRoutes: Pick<RouteTable<Actor>, 'report.list' | 'report.read' | 'report.redo'> = {
  'report.list': { input: v.strictObject({}), admit: READERS, run: () => listReports() },
  'report.read': {
    input: shape({ month, version: v.exactOptional(whole('第几版', 1, VERSIONS)) }),
    admit: READERS,
    run: ({ actor }, input) => readReport(actor, input),
  },
  'report.redo': {
    input: shape({ month, why: line('原因', WHY) }),
    admit: WRITERS,
    run: ({ actor, requestId, now }, input) => redo(actor, input, requestId, now),
  },
};
