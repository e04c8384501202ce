/** What the numbers of a day, a week or a month say of hazards: shapes of the contract in `api.ts`; see docs/measures.md, Orders. */
import type { Level, Millis, RiskColor, Urgency } from './domain';
import type { OrderCard } from './views';

/** `week` begins on Monday. */
export type InsightPeriod = 'today' | 'week' | 'month';

/** Four hours of the day in which something was reported, by the hour at which they begin, +08:00. */
export type InsightSlot = '00' | '04' | '08' | '12' | '16' | '20';

/** Which orders stand behind a number. Days are `yyyy-mm-dd`, both included. */
export interface InsightFilter {
  /**
   * `overdue`: open now and past the deadline of their step; it needs no days. `answered`: first taken on in these days, as
   * far as they were reported at most 30 days before.
   */
  what: 'reported' | 'closed' | 'overdue' | 'answered';
  from?: string;
  to?: string;
  areaId?: string;
  departmentId?: string;
  categoryId?: string;
  urgency?: Urgency;
  slot?: InsightSlot;
  major?: true;
}

/** `minutes`: whole minutes. `share`: from 0 to 1. `count`: how many. `ratio`: so many of one for each of another. */
export type InsightUnit = 'minutes' | 'share' | 'count' | 'ratio';

export type InsightKpiId =
  | 'reported'
  | 'closed'
  | 'closureMean'
  | 'closureMedian'
  | 'closureP90'
  | 'responseMedian'
  | 'responseP90'
  | 'respondedInTime'
  | 'closedInTime'
  | 'overdue'
  | 'repeats'
  | 'activeUsers'
  | 'activeReporters'
  | 'inspectionsDone'
  | 'inspectionsMissed'
  | 'rounds'
  | 'majors'
  | 'pointsPerClosed';

/** One number. */
export interface InsightKpi {
  id: InsightKpiId;
  unit: InsightUnit;
  /** Null: nothing happened of which it could tell. */
  value: number | null;
  /** In the period before; of `repeats` in the same period of the year before. Null: nothing to compare with. */
  previous: number | null;
  /** `value` − `previous`, in the same unit. */
  change: number | null;
  /** What else has to be said, in Chinese, e.g. 「无上年数据」. */
  sentence: string | null;
  /** The list to open; null: no orders stand behind it. */
  opens: InsightFilter | null;
}

export interface InsightCell {
  areaId: string;
  /** Of the slot, or of the category. */
  columnId: string;
  n: number;
  /** Null for whoever may not see the orders. */
  opens: InsightFilter | null;
}

/** Sparse: what is missing is 0. Rows with most first. */
export interface InsightHeat {
  areas: { id: string; name: string; n: number }[];
  columns: { id: string; name: string }[];
  cells: InsightCell[];
}

/** How soon a department answers. Compared by urgency, so that nobody is worse off for having more, or more urgent, reports. */
export interface InsightRank {
  departmentId: string;
  name: string;
  /** From 1; null: fewer answers than a fair comparison needs. */
  rank: number | null;
  answered: number;
  /** 0 to 1: the mean of its shares in time, each urgency weighing as it does in the whole plant. */
  inTime: number | null;
  byUrgency: { urgency: Urgency; answered: number; inTime: number; median: number }[];
  /** What it answered; null for whoever may not see the orders. */
  opens: InsightFilter | null;
}

export interface InsightPoint {
  /** Day, or Monday of the week: `yyyy-mm-dd`. */
  day: string;
  reported: number;
  closed: number;
}

/** Monday → how many people acted and reported in its week. */
export interface InsightParticipation {
  week: string;
  users: number;
  reporters: number;
}

export interface InsightTopArea {
  areaId: string;
  name: string;
  n: number;
  /** Why it stands here, in Chinese, most telling first. */
  reasons: string[];
  /** Null for whoever may not see the orders. */
  opens: InsightFilter | null;
}

export interface InsightOverview {
  period: InsightPeriod;
  /** Days it tells of, both included, up to today. */
  from: string;
  to: string;
  /** `own`: of the areas that this person looks after. */
  scope: 'plant' | 'own';
  kpis: InsightKpi[];
  bySlot: InsightHeat;
  byCategory: InsightHeat;
  departments: InsightRank[];
  /** By day; of a month also by week. */
  byDay: InsightPoint[];
  byWeek: InsightPoint[];
  participation: InsightParticipation[];
  /** 沉默区域: nothing was reported there in the 30 days up to `to`, or longer. Empty in a plant that began later. */
  silent: { areaId: string; name: string; days: number }[];
  /** At most three. */
  top: InsightTopArea[];
  /** Days that changed and are not counted anew yet. */
  missing: string[];
}

export interface InsightOrdersPage {
  orders: OrderCard[];
  cursor: string | null;
}

/** One hazard of 隐患公示: what it is and what becomes of it, in the words of its template, and of nobody. */
export interface PostedHazard {
  title: string;
  level: Level;
  /** `yyyy-mm-dd` */
  reportedOn: string;
  /** Until which day it is to be mended; null once it is. */
  dueOn: string | null;
  closedOn: string | null;
  late: boolean;
  /** The department that mends it. */
  department: string;
  /** How people keep safe meanwhile; null: its template says none. */
  measure: string | null;
}

/** 隐患公示 of an area (安全生产法 art. 41): what is open, and what was mended in the last 30 days. */
export interface Posting {
  /** Those that this person may post. */
  areas: { id: string; name: string }[];
  areaId: string;
  areaName: string;
  riskColor: RiskColor;
  plant: string;
  at: Millis;
  open: PostedHazard[];
  closed: PostedHazard[];
  /** How many more there are than are listed. */
  more: number;
}

export interface InsightRoutes {
  /** 隐患公示 of an area; without one of that of one's own with most to tell. */
  'insight.posting': { input: { areaId?: string }; output: Posting };
  /**
   * The numbers of a period that holds a day (today by default): of the plant for safety and management, of their areas for
   * supervisors. A day that is still to come is refused.
   */
  'insight.overview': { input: { period: InsightPeriod; of?: string }; output: InsightOverview };
  /** The orders behind a number, those that were reported or closed last first. A page may be short and go on. */
  'insight.orders': {
    input: { filter: InsightFilter; cursor?: string | null };
    output: InsightOrdersPage;
  };
}
