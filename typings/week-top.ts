/** Top-3 点评: three areas each Monday with reasons, what the manager says of them, and what supervisors answer by Friday. */
import type { Millis } from './domain';
import type { PersonRef } from './people';

/** Something said, and under which intent. */
interface Said {
  by: PersonRef;
  at: Millis;
  requestId: string;
  inputHash: string;
}

export interface WeekTopArea {
  areaId: string;
  name: string;
  departmentId: string;
  /** Reports of the week. */
  n: number;
  /** In Chinese; empty: it had most. */
  reasons: string[];
}

/** `weekTops/{Monday, yyyy-mm-dd}`: of the week before that Monday. */
export interface WeekTop {
  _id: string;
  schema: 1;
  rev: number;
  /** First and last day of the week it tells of. */
  from: string;
  to: string;
  at: Millis;
  /** Friday evening. */
  answerDueAt: Millis;
  /** At most three. */
  sentences: string[];
  areas: WeekTopArea[];
  /** One to three sentences. */
  comment: (Said & { lines: string[] }) | null;
  /** At most one for each area. */
  answers: (Said & { areaId: string; text: string })[];
}

export interface WeekTopView extends Pick<WeekTop, 'from' | 'to' | 'answerDueAt' | 'sentences'> {
  monday: string;
  comment: { lines: string[]; by: string; at: Millis } | null;
  areas: (Pick<WeekTopArea, 'areaId' | 'name' | 'n' | 'reasons'> & {
    answer: { text: string; by: string; at: Millis } | null;
    /** Whether this person is to answer for it now. */
    mine: boolean;
    /** Nobody answered in time. */
    late: boolean;
  })[];
  /** Whether this person is to comment. */
  comments: boolean;
}

/** On the home page. */
export interface HomeWeek {
  /** The first sentence of the manager; null: none yet. */
  said: { by: string; line: string } | null;
  areas: number;
  answered: number;
  /** What this person is asked for. */
  asks: 'comment' | 'answer' | null;
}

export interface WeekTopRoutes {
  /** Of this week, or of the week of a Monday; null: there is none. */
  'week.get': { input: { monday?: string }; output: { week: WeekTopView | null } };
  'week.comment': { input: { monday: string; lines: string[] }; output: WeekTopView };
  'week.answer': { input: { monday: string; areaId: string; text: string }; output: WeekTopView };
}
