/** The doorway of papers that take long: its timer makes what was asked for, in parts. Refuses any caller but the timer. */
import { AppError } from '../../miniprogram/shared/errors';
import { dueJobs } from '../features/ledger/store';
import { isTimeToLook, lookAgain } from '../features/month-report/due';
import { isTimeForWeek, lookAtWeekAgain } from '../features/week-top/due';
import { now } from '../platform/clock';
import * as log from '../platform/log';
import { caller } from '../platform/sdk';

/** Jobs of one run. */
const BATCH = 20;

/** How long (ms) a run goes on with further parts; the slowest part must fit into the rest of its 60 s. */
const TIME_BUDGET = 30_000;

/** Writes the report of the month that ended, once. */
async function monthReport(at: number): Promise<void> {
  if (!isTimeToLook(at)) return;
  try {
    const [{ monthBefore }, { writeFirst }] = await Promise.all([
      import('../features/month-report/content'),
      import('../features/month-report/write'),
    ]);
    await writeFirst(monthBefore(at), at);
  } catch (error) {
    log.defect({ event: 'reports.month' }, error);
    lookAgain();
  }
}

/** Three areas on Monday, and on Friday a word to who did not answer. */
async function week(at: number): Promise<void> {
  if (!isTimeForWeek(at)) return;
  try {
    const { seeToWeek } = await import('../features/week-top/write');
    await seeToWeek(at);
  } catch (error) {
    log.defect({ event: 'reports.week' }, error);
    lookAtWeekAgain();
  }
}

/**
 * The entry of the timer. One database call when nothing is due; what makes papers is read only then.
 * @returns how many parts were made; a caller that is not the timer gets a refusal and nothing happens
 */
export async function main(): Promise<unknown> {
  const { openid, source } = caller();
  if (openid !== null || !/wx_trigger/.test(source) || /wx_client/.test(source)) {
    const { code, message } = new AppError('CALLER_REFUSED');
    return { ok: false, error: { code, message } };
  }
  const started = now();
  const due = await dueJobs(started, BATCH);
  let parts = 0;
  if (due.length > 0) {
    const { seeTo } = await import('../features/ledger/make');
    const begun = performance.now();
    const inTime = (): boolean => performance.now() - begun < TIME_BUDGET;
    for (const [index, job] of due.entries())
      if (index === 0 || inTime()) parts += await seeTo(job, now, inTime);
  }
  await monthReport(started);
  await week(started);
  log.info({ event: 'reports', ms: now() - started, due: due.length, parts });
  return { ok: true, data: { due: due.length, parts } };
}
