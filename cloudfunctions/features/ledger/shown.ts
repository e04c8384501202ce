/** What is shown to an inspector at once: numbers of this year, what is open, and the papers that are ready. */
import type { Millis } from '../../../typings/domain';
import type { Shown } from '../../../typings/ledger';
import { isoDay } from '../../../miniprogram/shared/time';
import { shownCounts, shownMonths } from '../../engine/ledger';
import { countedDays } from '../insight/month';
import { openMajors, openSince, overdueWithin } from '../order/behind';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { listJobs } from './read';

/** At most nine database calls and 366 days, however many orders there are. */
export async function shown(actor: Actor, now: Millis): Promise<Shown> {
  const to = isoDay(now);
  const from = `${to.slice(0, 'yyyy'.length)}-01-01`;
  const [{ places }, days, open, overdue, majors, { jobs }] = await Promise.all([
    plant(now),
    countedDays(from, to),
    openSince(Date.parse(`${from}T00:00:00+08:00`)),
    overdueWithin(null, now),
    openMajors(),
    listJobs(actor),
  ]);
  return {
    ...{ plant: places.plant.name, from, to, at: now, open, overdue, openMajors: majors },
    counts: shownCounts(days),
    months: shownMonths(days),
    papers: jobs.filter(({ state }) => state === 'done'),
    missing: days.flatMap(({ _id, dueAt }) => (dueAt === null ? [] : [_id])),
  };
}
