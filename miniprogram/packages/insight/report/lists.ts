/** 月度安全健康报告 as the phone shows it. Pure. */
import type { InsightKpiId } from '../../../../typings/insight-views';
import type { ReportCard, ReportForecast, ReportView } from '../../../../typings/month-report';
import { isoDay, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { cockpitPage, type BarPair, type CockpitPage, type KpiRow, type Opens } from '../cockpit/lists';
import { dayWords } from '../cockpit/words';

const t = TEXT.insight;
const r = TEXT.repeat;

/** Those that a manager is asked about. */
const HEAD: readonly InsightKpiId[] = ['closureMean', 'closedInTime', 'repeats', 'activeUsers'];

export interface RiskRow {
  key: string;
  name: string;
  sentence: string;
  /** 「每周 2–9」; empty where there are too few numbers. */
  range: string;
  /** Where the range lies, in percent of the highest there was or will be. */
  left: number;
  width: number;
}

export interface ReportPage {
  month: string;
  version: string;
  why: string;
  check: string;
  sentences: string[];
  head: KpiRow[];
  all: KpiRow[];
  tops: CockpitPage['tops'];
  slots: CockpitPage['slots'];
  categories: CockpitPage['categories'];
  ranks: CockpitPage['ranks'];
  risks: RiskRow[];
  people: BarPair[];
  peopleSum: string;
  silent: CockpitPage['silent'];
  repeats: { key: string; title: string; place: string; failure: string; root: string; measure: string }[];
  decisions: { key: string; text: string; due: string; answer: string; late: string }[];
  gaps: string[];
}

const FULL = 100;

function riskRow({ id, name, sentence, weeks, points }: ReportForecast): RiskRow {
  const none = { key: id, name, sentence, range: '', left: 0, width: 0 };
  if (points.length === 0) return none;
  const low = Math.min(...points.map((point) => point.low));
  const high = Math.max(...points.map((point) => point.high));
  const most = Math.max(high, ...weeks.map((count) => count ?? 0), 1);
  const range = fill(t.riskyRange, { low, high });
  const left = Math.round((low * FULL) / most);
  return {
    ...none,
    ...{ left, range: fill(t.riskyPerWeek, { range }) },
    width: Math.max(2, Math.round((high * FULL) / most) - left),
  };
}

/** 「2026 年 10 月」 @param month - `yyyy-mm` */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return fill(t.reportMonth, { year, month: Number(number) });
}

/** Months to choose from, the newest first, each once. */
export const monthChips = (reports: readonly ReportCard[]): { id: string; name: string }[] =>
  [...new Set(reports.map(({ month }) => month))].map((id) => ({ id, name: monthWords(id) }));

/** @param now - the server's time (ms) */
export function reportPage(report: ReportView, now: number): { page: ReportPage; opens: Opens } {
  const { month, version, writtenAt, why, check, content } = report;
  const when = fill(t.reportWhen, { month: Number(month.slice(5)) });
  const { page, opens } = cockpitPage(content.overview, when);
  const { tops, slots, categories, ranks, people, peopleSum, silent } = page;
  const all = page.all.filter(({ key }) => key !== 'overdue');
  return {
    opens,
    page: {
      ...{ tops, slots, categories, ranks, people, silent, all, gaps: content.gaps },
      peopleSum: people.length === 0 ? peopleSum : '',
      month: monthWords(month),
      version: fill(t.reportVersion, { version, at: whenText(writtenAt, now) }),
      why: why === null ? '' : fill(t.reportWhy, { why }),
      check: fill(t.check, { check }),
      sentences: content.sentences,
      head: HEAD.flatMap((id) => all.find(({ key }) => key === id) ?? []),
      risks: content.forecasts.map(riskRow),
      repeats: content.repeats.map(({ title, place, stage, isFailure, cause, root, measure }, index) => ({
        ...{ key: String(index), title },
        place: fill(r.reportLine, { place, state: r.stage[stage] }),
        failure: isFailure ? r.cameBackAfter : '',
        root: cause === null ? r.reportOpen : fill(r.reportRoot, { cause: r.cause[cause], why: root ?? '' }),
        measure: measure === null ? '' : fill(r.reportMeasure, { measure }),
      })),
      decisions: content.decisions.map(({ text, dueAt, answer, late }, index) => ({
        ...{ key: String(index), text, late: late ? t.decisionLate : '' },
        due: fill(t.decisionDue, { day: dayWords(isoDay(dueAt)) }),
        answer: answer ?? t.decisionOpen,
      })),
    },
  };
}
