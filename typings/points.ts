/** The part of the contract between phone and cloud that is about points: balance, where from, rules, board, fund, points given by hand. */
import type { Rewards } from './config';
import type { Millis, PersonRef } from './domain';

/** One line of the ledger as its owner sees it. */
export interface PointsEntry {
  id: string;
  /** Below zero: taken back, spent or lapsed. */
  points: number;
  /** In plain words. */
  reason: string;
  orderNumber: string | null;
  at: Millis;
}

export interface PointsView {
  /** Σ entries; below zero it is a debt, carried and shown. */
  balance: number;
  /** Earned this month, less what was taken back; what was spent is not taken off. */
  month: number;
  /** What lapses at the end of this year unless it is spent. */
  lapsing: { points: number; at: Millis } | null;
  /** Whether this person may be named where departments are thanked. */
  named: boolean;
  /** Newest first. */
  entries: PointsEntry[];
  cursor: string | null;
}

/** Points that may still come, and what they wait for. */
export interface PendingPoints {
  orderId: string;
  orderNumber: string;
  title: string;
  /** What the rules of today would pay. */
  points: number;
  /** A sentence: what has to happen first, or why it pays less. */
  why: string;
}

/** The rules in plain words. */
export interface PointsRules {
  rules: { id: string; text: string; points: number }[];
  /** Sentences about caps, lapse, what is taken back, what is not paid. */
  notes: string[];
}

/** A month of one account; `opened + earned − takenBack − spent + returned − lapsed = closed`. */
export interface PointsStatement {
  /** `yyyy-mm` */
  month: string;
  opened: number;
  earned: number;
  takenBack: number;
  spent: number;
  returned: number;
  lapsed: number;
  closed: number;
}

/** Departments side by side, per head; no person is ranked. */
export interface PointsBoard {
  /** `yyyy-mm` */
  month: string;
  departments: { id: string; name: string; heads: number; earners: number; perHead: number }[];
  /** People of the caller's department who earned this month and agreed to be named, in no order of merit. */
  thanked: PersonRef[];
}

/** The fund of a month in yuan. */
export interface FundView {
  /** `yyyy-mm` */
  month: string;
  /** Yuan set aside for the month. */
  budget: number;
  /** Fen that one point is worth. */
  fenPerPoint: number;
  /** Points that came to accounts in the month, less those taken back or lapsed. */
  awarded: number;
  /** Points on all accounts now: what the plant still owes. */
  outstanding: number;
  /** Yuan: points awarded in the month × value. */
  used: number;
  /** The share of the budget from which the fund warns, e.g. 0.8. */
  warnAt: number;
  warned: boolean;
  /** Yuan used up to each day of the month so far. */
  days: { day: string; used: number }[];
  /** What was handed out in the month. */
  bought: { rewardId: string; name: string; count: number; points: number; yuan: number }[];
}

/** What other rules would have paid last month. */
export interface RewardsSimulation {
  month: string;
  orders: number;
  now: { points: number; yuan: number; people: number };
  then: { points: number; yuan: number; people: number };
  budget: number;
  rules: { id: string; text: string; times: number; points: number }[];
  /** By department; nobody is named. */
  departments: { id: string; name: string; now: number; then: number }[];
}

/** Points given by hand. */
export interface GrantView {
  id: string;
  to: PersonRef;
  points: number;
  reason: string;
  by: PersonRef;
  at: Millis;
  state: 'waiting' | 'granted' | 'refused';
  /** Who decided on one above the limit. */
  decidedBy: PersonRef | null;
}

/** route → input, output. */
export interface PointsRoutes {
  /** Balance and a page of entries. The first page costs one database call besides finding out who asks. */
  'points.get': { input: { cursor?: string | null }; output: PointsView };
  'points.pending': { input: Record<string, never>; output: { pending: PendingPoints[] } };
  'points.rules': { input: Record<string, never>; output: PointsRules };
  'points.statement': { input: { month: string }; output: PointsStatement };
  'points.board': { input: { month: string }; output: PointsBoard };
  /** Whether the caller wants to be named. */
  'points.named': { input: { named: boolean }; output: { named: boolean } };
  'points.fund': { input: { month: string }; output: FundView };
  'points.simulate': { input: { body: Rewards }; output: RewardsSimulation };
  'points.grant': { input: { personId: string; points: number; reason: string }; output: GrantView };
  /** Those that wait for the caller, then the caller's own of the last 90 days. */
  'points.grants': { input: Record<string, never>; output: { grants: GrantView[] } };
  'points.decide': { input: { grantId: string; approve: boolean; reason: string }; output: GrantView };
}
