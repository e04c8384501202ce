/** What the clock does: three areas on Monday at eight, and on Friday a word to who did not answer. */
import type { Millis } from '../../../typings/domain';
import type { WeekTop } from '../../../typings/week-top';
import { HOUR } from '../../../miniprogram/shared/time';
import { dayAfter } from '../../engine/insight';
import { answerDue, mondayAt, weekSentences, weekWork } from '../../engine/week-top';
import { overviewOf } from '../insight/overview';
import { WHOLE_PLANT } from '../insight/scope';
import { postToGroup } from '../notices/channels/group';
import { plant } from '../plant/current';
import { tellLate, tellWeek } from './notices';
import { addWeek, getWeek } from './store';

/** Days of the week that it tells of. */
const WEEK = 7;

/** For so long after it was written the manager is told, should a run have ended before it told. */
const TELLING = 3 * HOUR;

/** Writes the week, once. @returns whether this run did */
async function write(monday: string, now: Millis): Promise<boolean> {
  const known = await getWeek(monday);
  const inForce = await plant(now);
  if (known !== null) {
    if (now - known.at < TELLING) await tellWeek(known, inForce, now);
    return false;
  }
  const to = dayAfter(monday, -1);
  const told = await overviewOf({ period: 'week', of: to }, WHOLE_PLANT, inForce, now);
  const week: WeekTop = {
    ...{ _id: monday, schema: 1, rev: 1, from: dayAfter(monday, -WEEK), to, at: now },
    ...{ answerDueAt: answerDue(monday), sentences: weekSentences(told), comment: null, answers: [] },
    areas: told.top.map(({ areaId, name, n, reasons }) => ({
      ...{ areaId, name, n, reasons },
      departmentId: inForce.areaById.get(areaId)?.departmentId ?? '',
    })),
  };
  if ((await addWeek(week)) === 'exists') return false;
  await tellWeek(week, inForce, now);
  // The group is told at most once: a run that ends here is not made good, as a second picture of it would be noise.
  await postToGroup('这周先看三处', week.sentences, inForce.notices);
  return true;
}

/** @returns how many weeks were written, and people reminded */
export async function seeToWeek(now: Millis): Promise<number> {
  const work = weekWork(now);
  const monday = mondayAt(now);
  if (work === 'write') return Number(await write(monday, now));
  const week = work === 'remind' ? await getWeek(monday) : null;
  return week === null ? 0 : tellLate(week, await plant(now), now);
}
