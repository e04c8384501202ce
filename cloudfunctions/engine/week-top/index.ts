/** What a Monday tells of the week before it: three sentences and three areas. Pure. */
import { DAY, durationText, HOUR, isoDay, MINUTE, wallClock } from '../../../miniprogram/shared/time';
import type { Millis } from '../../../typings/domain';
import type { InsightKpiId, InsightOverview } from '../../../typings/insight-views';
import { mondayOf } from '../insight';

/** From this hour of Monday on it is told, and on Friday who did not answer is reminded. */
const HOUR_OF_DAY = 8;

/** Until this hour of Friday supervisors answer. */
const ANSWER_HOUR = 18;

const MONDAY = 1;
const FRIDAY = 5;

const PERCENT = 100;

/** The Monday of the week of an instant. */
export const mondayAt = (now: Millis): string => mondayOf(isoDay(now));

/** What the clock is to do now, if anything: a timer that was out of order catches up until Thursday. */
export function weekWork(now: Millis): 'write' | 'remind' | null {
  const { weekday, hour } = wallClock(now);
  if (weekday === FRIDAY) return hour >= HOUR_OF_DAY ? 'remind' : null;
  if (weekday < MONDAY || weekday > FRIDAY) return null;
  return weekday > MONDAY || hour >= HOUR_OF_DAY ? 'write' : null;
}

/** Friday evening of the week of a Monday. @param monday - `yyyy-mm-dd` */
export const answerDue = (monday: string): Millis =>
  Date.parse(`${monday}T00:00:00+08:00`) + (FRIDAY - MONDAY) * DAY + ANSWER_HOUR * HOUR;

const valueOf = ({ kpis }: InsightOverview, id: InsightKpiId): number | null =>
  kpis.find((kpi) => kpi.id === id)?.value ?? null;

/** Three sentences of a week: how much, where, and what nobody told of or how much was mended in time. */
export function weekSentences(told: InsightOverview): string[] {
  const [reported, closed] = [valueOf(told, 'reported') ?? 0, valueOf(told, 'closed') ?? 0];
  const mean = valueOf(told, 'closureMean');
  const took = mean === null ? '' : `，平均 ${durationText(mean * MINUTE)}关一条`;
  const [first] = told.top;
  const why = first === undefined ? [] : first.reasons.slice(0, 1).map((reason) => `，${reason}`);
  const [quiet] = told.silent;
  const others = told.silent.length > 1 ? ` ${told.silent.length} 个区域` : '';
  const inTime = valueOf(told, 'closedInTime');
  return [
    `上周报了 ${reported} 条，关了 ${closed} 条${took}`,
    ...(first === undefined ? [] : [`${first.name}最要紧：${first.n} 条${why.join('')}`]),
    ...(quiet !== undefined
      ? [`${quiet.name}${others === '' ? '' : `等${others}`} 30 天没有人报，去走一走`]
      : inTime === null
        ? []
        : [`关了的里面，${Math.round(inTime * PERCENT)}%按时改好`]),
  ];
}
