/** Numbers of a period in words: how much, how long, and what changed. Pure. */
import type { InsightKpi, InsightKpiId, InsightPeriod } from '../../../../typings/insight-views';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.insight;

const HOUR = 60;
const DAY = 24 * HOUR;
const PERCENT = 100;

/** With one digit behind the point where it says something. */
const round = (n: number): string => String(Math.round(n * 10) / 10);

/** 「40 分钟」「5.5 小时」「1.3 天」 @param minutes - not negative */
export function spellMinutes(minutes: number): string {
  if (minutes < 1) return t.noMinutes;
  if (minutes < HOUR) return fill(t.minutes, { n: Math.round(minutes) });
  if (minutes < DAY) return fill(t.hours, { n: round(minutes / HOUR) });
  return fill(t.days1, { n: round(minutes / DAY) });
}

/** 「11月3日」 of a `yyyy-mm-dd`. */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-');
  return fill(t.day, { month: Number(month), date: Number(date) });
}

/** What a count counts. */
const COUNTED: Partial<Record<InsightKpiId, string>> = {
  activeUsers: t.people,
  activeReporters: t.people,
  inspectionsMissed: t.times,
};

/** A value in its unit. */
export function spell({ id, unit }: Pick<InsightKpi, 'id' | 'unit'>, value: number): string {
  switch (unit) {
    case 'minutes':
      return spellMinutes(value);
    case 'share':
      return fill(t.percent, { n: Math.round(value * PERCENT) });
    case 'ratio':
      return round(value);
    case 'count':
      return fill(COUNTED[id] ?? t.count, { n: value });
  }
}

/** More or less of it, by how much. */
function difference({ id, unit }: InsightKpi, change: number): { words: string; by: string } {
  const by = Math.abs(change);
  switch (unit) {
    case 'minutes':
      return { words: change > 0 ? t.slower : t.faster, by: spellMinutes(by) };
    case 'share':
      return {
        words: change > 0 ? t.higher : t.lower,
        by: fill(t.percentBy, { n: Math.round(by * PERCENT) }),
      };
    case 'ratio':
      return { words: change > 0 ? t.more : t.fewer, by: round(by) };
    case 'count':
      return { words: change > 0 ? t.more : t.fewer, by: fill(COUNTED[id] ?? t.count, { n: by }) };
  }
}

/** More of it is better: 1; worse: -1; missing: neither, or its words say so. */
const BETTER: Partial<Record<InsightKpiId, 1 | -1>> = {
  respondedInTime: 1,
  closedInTime: 1,
  inspectionsDone: 1,
  activeUsers: 1,
  activeReporters: 1,
  repeats: -1,
  rounds: -1,
  inspectionsMissed: -1,
};

/** 「，变好了」 where more or less of it does not say so by itself. */
function verdict({ id }: InsightKpi, change: number): string {
  const better = BETTER[id];
  if (better === undefined) return '';
  return t.and + (better * change > 0 ? t.better : t.worse);
}

/** Whether so small a change is none as it is written. */
const isSame = ({ unit }: InsightKpi, change: number): boolean =>
  unit === 'share' ? Math.round(change * PERCENT) === 0 : round(change) === '0' || round(change) === '-0';

/** 「比上月快 0.4 天」; empty where nothing is compared. */
export function changeWords(kpi: InsightKpi, period: InsightPeriod): string {
  const before = kpi.id === 'repeats' ? t.before.year : t.before[period];
  const { value, change, previous, sentence } = kpi;
  if (value === null) return t.noValue;
  if (kpi.id === 'overdue') return sentence ?? '';
  const told = (): string => {
    if (previous === null || change === null) return sentence === null ? fill(t.noBefore, { before }) : '';
    if (isSame(kpi, change)) return fill(t.same, { before });
    const { words, by } = difference(kpi, change);
    return fill(words, { before, by }) + verdict(kpi, change);
  };
  return [sentence ?? '', told()].filter((part) => part !== '').join(t.and);
}
