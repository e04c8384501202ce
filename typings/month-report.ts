/** 月度安全健康报告: what it tells of a month, frozen once it is written. */
import type { Millis } from './domain';
import type { InsightOverview } from './insight-views';
import type { PersonRef } from './people';
import type { CauseKind, RepeatStage } from './repeat';

/** High-risk work, or hazards of it. */
export interface ReportForecast {
  id: 'permits' | 'fire' | 'lifting' | 'height' | 'cylinder';
  name: string;
  /** In Chinese, the trend first; or that there are too few numbers. */
  sentence: string;
  /** Counts of the last weeks, the earliest first; null: nobody counted. */
  weeks: (number | null)[];
  /** The coming weeks; empty where there are too few numbers. */
  points: { point: number; low: number; high: number }[];
}

/** 督办指令 of the month, and what came of it. Without names. */
export interface ReportDecision {
  text: string;
  at: Millis;
  dueAt: Millis;
  /** Null: not answered when the report was written. */
  answer: string | null;
  late: boolean;
}

/** What came back in the month, and what people made of it. Without names. */
export interface ReportRepeat {
  title: string;
  place: string;
  stage: RepeatStage;
  /** A measure had been in place. */
  isFailure: boolean;
  /** Null: nobody said yet. */
  cause: CauseKind | null;
  /** The innermost why. */
  root: string | null;
  measure: string | null;
}

export interface ReportContent {
  /** `yyyy-mm` */
  month: string;
  /** Sentences that stand first. */
  sentences: string[];
  overview: InsightOverview;
  forecasts: ReportForecast[];
  decisions: ReportDecision[];
  repeats: ReportRepeat[];
  /** What is not in the numbers, in Chinese; empty: nothing. */
  gaps: string[];
}

/** `monthReports/{yyyy-mm}#{version}`; never changed. */
export interface MonthReport {
  _id: string;
  schema: 1;
  /** Indexed together with `version`. */
  month: string;
  /** From 1. */
  version: number;
  writtenAt: Millis;
  /** Who had it written once more; null: the first of the month did. */
  by: PersonRef | null;
  /** Why it was written once more. */
  why: string | null;
  /** Of the intent that had it written; indexed. */
  requestId: string | null;
  inputHash: string | null;
  content: ReportContent;
  /** SHA-256 of the canonical content, hex. */
  hash: string;
}

/** A report in a list. */
export interface ReportCard {
  month: string;
  version: number;
  writtenAt: Millis;
  why: string | null;
}

export interface ReportView extends ReportCard {
  content: ReportContent;
  /** The beginning of its hash, to be compared with that on paper. */
  check: string;
}

export interface MonthReportRoutes {
  /** All versions of the last two years, the newest month and version first. */
  'report.list': { input: Record<string, never>; output: { reports: ReportCard[] } };
  /** The newest version, or one of them. */
  'report.read': { input: { month: string; version?: number }; output: ReportView };
  /** Writes a further version of a month that is over: late records, corrected numbers. */
  'report.redo': { input: { month: string; why: string }; output: ReportView };
}
