/** What a report says in sentences, of numbers that stand below them. */
import { durationText, MINUTE } from '../../../miniprogram/shared/time';
import type { InsightKpiId, InsightOverview } from '../../../typings/insight-views';

const PERCENT = 100;

const valueOf = ({ kpis }: InsightOverview, id: InsightKpiId): number | null =>
  kpis.find((kpi) => kpi.id === id)?.value ?? null;

const percent = (share: number): string => `${Math.round(share * PERCENT)}%`;

/** What stands first. Nothing is said of what nothing is known of. */
export function sentencesOf(told: InsightOverview): string[] {
  const [reported, closed] = [valueOf(told, 'reported') ?? 0, valueOf(told, 'closed') ?? 0];
  const mean = told.kpis.find(({ id }) => id === 'closureMean');
  const took = mean?.value == null ? '' : `，平均 ${durationText(mean.value * MINUTE)}关一条`;
  const change = mean?.change ?? 0;
  const compared =
    change === 0 ? '' : `，比上月${change < 0 ? '快' : '慢'} ${durationText(Math.abs(change) * MINUTE)}`;
  const most = [...told.bySlot.cells].sort((a, b) => b.n - a.n)[0];
  const area = told.bySlot.areas.find(({ id }) => id === most?.areaId)?.name;
  const slot = told.bySlot.columns.find(({ id }) => id === most?.columnId)?.name;
  const [back, inTime] = [valueOf(told, 'repeats'), valueOf(told, 'closedInTime')];
  const quiet = told.silent.map(({ name }) => name);
  return [
    `报了 ${reported} 条，关了 ${closed} 条${took}${compared}`,
    ...(inTime === null ? [] : [`关了的里面，${percent(inTime)}按时改好`]),
    ...(most === undefined ? [] : [`${area ?? ''} ${slot ?? ''} 点最集中，${most.n} 条`]),
    ...(back === null || back === 0 ? [] : [`${percent(back)}是 90 天内又出现的`]),
    ...(quiet.length === 0 ? [] : [`${quiet.join('、')} 30 天没有人报`]),
  ];
}

/** 「11月3日」 */
const dayWords = (day: string): string => {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
};

/** What is not in the numbers. @param bare - days of the month without any record */
export function gapsOf({ missing }: InsightOverview, bare: number, isYearKnown: boolean): string[] {
  return [
    ...(missing.length === 0 ? [] : [`${missing.map(dayWords).join('、')}的数写报告时还没算好`]),
    ...(bare === 0 ? [] : [`${bare} 天没有任何记录`]),
    ...(isYearKnown ? [] : ['去年同期没有数，又出现的比例没有比']),
  ];
}
