/** Counting: what one document adds to a day, the numbers of a day as stored, and those of a month as told; see docs/measures.md. */
import type { Millis } from './domain';
import type { TaskKind } from './inspection';
import type { PermitLevelId } from './permit';
import type { TrainingLevel } from './training';

/**
 * Numbers that belong together: what they are of, by what they are told apart, and how many. Sparse: nothing is 0. Cells of
 * the same `of` and `by` are added up.
 */
export interface Cell {
  /** e.g. `round` */
  of: string;
  /** e.g. `{ kind: 'patrol', area: 'welding', plan: 'welding-day' }` */
  by: Record<string, string>;
  n: Record<string, number>;
  /** Single values where a sum says too little: the id of the document and its value, by the id. */
  each?: [id: string, value: number][];
}

/** Dimension → id → what it was called on that day: a plan or an area that is gone keeps its name. */
export type CellNames = Record<string, Record<string, string>>;

export interface Counts {
  cells: Cell[];
  names: CellNames;
}

/** What one document adds, by the day (`yyyy-mm-dd`, +08:00). */
export type CountsByDay = Record<string, Counts>;

/** `facts/{yyyy-mm-dd}:{kind}:{id}`: what one document adds to one day. Emptied when it adds nothing to it any more. */
export interface Fact extends Counts {
  _id: string;
  /** `{kind}:{id}` of the document. Indexed. */
  of: string;
  /** Of the document when it was counted. */
  rev: number;
  /** Since when it adds nothing; null: it adds something. Indexed. */
  emptiedAt: Millis | null;
}

/** `days/{yyyy-mm-dd}`: the numbers of a day, made whole from its facts. */
export interface Day extends Counts {
  /** Cells that are asked for over longer spans than a month, on their own: hazards that come back, who took part. */
  apart: Cell[];
  _id: string;
  /** Grows with each mark: what was made from older facts is not written over it. */
  rev: number;
  /** Since when it has to be made anew; null: it holds. Indexed. */
  dueAt: Millis | null;
  /** When it was made; null: not yet. */
  countedAt: Millis | null;
}

/** 点检, 巡查, 使用前点检. */
export type RoundKind = TaskKind | 'beforeUse';

export interface RoundCounts {
  due: number;
  done: number;
  inTime: number;
  late: number;
  missed: number;
  explained: number;
  handedOver: number;
  dropped: number;
  /** Items that were not in order; of those with an order, and of these made by the round, or joined. */
  findings: number;
  reported: number;
  made: number;
  joined: number;
  /** Rounds that ended with 建议停用. */
  stops: number;
  /** Points of rounds that are over, and those at which something was answered. */
  points: number;
  reached: number;
  /** Done in far less time than usual. */
  quick: number;
}

export interface TrainingCounts {
  assigned: number;
  passed: number;
  overdue: number;
  explained: number;
  waived: number;
  dropped: number;
  /** Of courses that were done. */
  minutes: number;
}

export interface MeetingCounts {
  due: number;
  held: number;
  missed: number;
  explained: number;
  dropped: number;
  /** Of meetings that were held or missed: who was awaited, and of those who signed. */
  expected: number;
  signed: number;
  late: number;
  extra: number;
}

export interface PermitCounts {
  asked: number;
  approved: number;
  started: number;
  stopped: number;
  closed: number;
  refused: number;
  withdrawn: number;
  expired: number;
}

/** The numbers of a month, or of a part of the plant. */
export interface InspectionCounts {
  rounds: Record<RoundKind, RoundCounts>;
  trainings: Record<TrainingLevel, TrainingCounts>;
  meetings: MeetingCounts;
  permits: Record<PermitLevelId, PermitCounts>;
  /** Null for whoever does not look after all of the plant: a certificate has no place. */
  certificates: { expired: number } | null;
}

/** How inspections of a month went: numbers, and nobody's name. */
export interface InspectionMonth {
  /** `yyyy-mm` */
  month: string;
  totals: InspectionCounts;
  /** By the id; only where there was something. */
  areas: { id: string; name: string; rounds: RoundCounts; permits: PermitCounts }[];
  plans: { id: string; name: string; kind: RoundKind; rounds: RoundCounts }[];
  /** Of the month before, up to its end; null when nothing was counted in it. */
  before: InspectionCounts | null;
  /** Days of the month that changed and are not counted anew yet. */
  missing: string[];
}
