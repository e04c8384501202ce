/** Papers for an inspector: what was asked for, how far it is, and what orders lack. */
import type { Millis } from './domain';
import type { PersonRef } from './people';

/** `pack`: 迎检包, everything in ZIP files. */
export type ExportKind =
  'orders' | 'statistics' | 'training' | 'hotWork' | 'certificates' | 'points' | 'pack' | 'report';

export type GapId =
  | 'overdue'
  | 'majorPlan'
  | 'regulator'
  | 'notified'
  | 'level'
  | 'rectifier'
  | 'measure'
  | 'basis'
  | 'photoBefore'
  | 'photoAfter'
  | 'photoLost'
  | 'onSite'
  | 'verdict';

/** Something that an inspector would find missing in an order. */
export interface Gap {
  id: GapId;
  /** What is missing. */
  what: string;
  /** What fills it. */
  how: string;
}

/** Hazards of a month, counted where they were found. `money`: yuan. */
export interface Tally {
  found: number;
  general: number;
  major: number;
  undetermined: number;
  closed: number;
  closedInTime: number;
  open: number;
  overdue: number;
  deferred: number;
  majorClosed: number;
  money: number;
  withGaps: number;
}

export interface MonthTally {
  /** `yyyy-mm` */
  month: string;
  tally: Tally;
}

/** A file that was made. */
export interface ExportFile {
  name: string;
  fileId: string;
  rows: number;
  bytes: number;
  /** SHA-256, hex. */
  sha256: string;
}

export type ExportState = 'making' | 'done' | 'failed';

/** `exports/{requestId}`: papers that somebody asked for; one part is one write. */
export interface ExportJob {
  _id: string;
  schema: 1;
  rev: number;
  kind: ExportKind;
  /** Days, `yyyy-mm-dd`, both included. */
  from: string;
  to: string;
  by: PersonRef;
  /** The areas it is about; null: the plant. */
  areaIds: string[] | null;
  askedAt: Millis;
  inputHash: string;
  state: ExportState;
  /** Which sections are to be made, and how many are done. */
  sections: string[];
  done: number;
  /** Where the section that is being made goes on; null: at its beginning. */
  cursor: string | null;
  /** What is on paper, of all sections. */
  files: ExportFile[];
  /** What may be fetched; the same as `files` but for a pack. */
  results: ExportFile[];
  months: MonthTally[];
  /** How often the part that is next failed. */
  failures: number;
  /** When the timer looks next: the next part, the end of the lease of a run that is at it, or the end of what was made. Indexed. */
  nextDueAt: Millis | null;
  /** When it was ready; null: not yet. */
  finishedAt: Millis | null;
}

/** A job as whoever may fetch it sees it. */
export interface ExportView {
  id: string;
  kind: ExportKind;
  from: string;
  to: string;
  by: string;
  askedAt: Millis;
  state: ExportState;
  /** 0–100. */
  percent: number;
  files: { name: string; rows: number; bytes: number }[];
  /** When its files go. */
  until: Millis | null;
}

/** An order with what it lacks. */
export interface GapRow {
  orderId: string;
  number: string;
  title: string;
  place: string;
  state: string;
  gaps: Gap[];
}

/** Numbers of a year up to today. */
export interface ShownCounts {
  /** Reported and not found to be none. */
  found: number;
  majors: number;
  roundsDue: number;
  roundsDone: number;
  /** Levels that were signed for. */
  trainings: number;
  meetings: number;
  /** 动火作业票: asked for, and ended by taking down. */
  permits: number;
  permitsClosed: number;
}

export interface ShownMonth {
  /** `yyyy-mm` */
  month: string;
  found: number;
  closed: number;
}

/** 检查组来了: what is shown to an inspector at once. No names. */
export interface Shown {
  plant: string;
  /** Days, both included: of this year up to today. */
  from: string;
  to: string;
  at: Millis;
  counts: ShownCounts;
  months: ShownMonth[];
  /** Of what was found this year: still open. */
  open: number;
  /** Open, whenever they were found: past the deadline of their step, and 重大. */
  overdue: number;
  openMajors: number;
  /** Papers that are ready. */
  papers: ExportView[];
  /** Days that changed and are not counted anew yet. */
  missing: string[];
}
