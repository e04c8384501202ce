/** Points as stored: the account of a person, the ledger, points given by hand, the fund of a month. */
import type { Millis, PersonRef } from './domain';

/**
 * Why points came or went: `award` by a rule, `grant` by hand, `clawback` of an award, `spend` on something, `return` of what
 * was spent, `lapse` at the end of a year.
 */
export type EntryKind = 'award' | 'grant' | 'clawback' | 'spend' | 'return' | 'lapse';

/** What came and went in one month, each 0 or more; `counted` is what the caps look at, and may be below zero. */
export interface MonthSums {
  earned: number;
  takenBack: number;
  spent: number;
  returned: number;
  lapsed: number;
  counted: number;
}

/** An entry as its account keeps it, so that the points page needs no other document. */
export type BookLine = Pick<LedgerEntry, '_id' | 'points' | 'reason' | 'orderNumber' | 'at'>;

/** What an account keeps of its ledger; each booking brings it up to date in the same transaction. */
export interface AccountBook {
  /** The newest entries, newest first. */
  recent: BookLine[];
  /** There are entries from before the account kept any of them. */
  partial?: true;
  /** Year of earning → what is left of it; together the balance, or nothing while it is a debt. */
  lots: Record<string, number>;
  /** Points that were spent since and are still to be taken off `lots`, from the oldest year first; missing: none. */
  drawn?: number;
  /** `yyyy-mm-dd` → what the cap of a day counts; the newest days. */
  days: Record<string, number>;
  /** `yyyy-mm` → sums; the newest months. */
  months: Record<string, MonthSums>;
}

/**
 * `accounts/{personId}`: what is counted for one person. Balance is the sum of the person's entries: those in the ledger and
 * those that redemptions carry.
 */
export interface Account {
  _id: string;
  schema: 1;
  balance: number;
  /** Missing: nothing was booked yet, or by an older version. */
  book?: AccountBook;
  /** Whether this person may be named where departments are thanked; missing: they were never asked, so no. */
  named?: boolean;
  /** When the clock looks at the points next: the first of a month; null: nothing was ever booked. Indexed; missing in old ones. */
  nextDueAt?: Millis | null;
  /** Accepted prompts by template key, less those spent or lost; an estimate that a refusal sets to 0. Never below 0. */
  reminders: Record<string, number>;
  /** What became of messages and prompts by template key, counted for ever. Missing before the first. */
  budget?: Record<string, { accepted: number; rejected: number; delivered: number; failed: number }>;
  /** Hashes of WeChat's pushes that were counted last, newest last: they are sent again when in doubt. */
  events?: string[];
  /** Messages sent until then are already taken off `reminders`; later ones are counted from the deliveries. */
  remindersAt: Millis;
  /** The answers to prompts that were counted last, newest last: `answer` is their hash. Missing before the first. */
  prompts?: { requestId: string; answer: string }[];
}

/**
 * `ledger/{_id}`, and `entry` of a redemption for what was spent on it: append-only; the id is deterministic (`award:{order}:{rule}`), so an award happens once. What was earned by
 * a round or a training has its id in the place of an order's.
 */
export interface LedgerEntry {
  _id: string;
  schema: 1;
  /** Missing in old entries: an award, or below zero a clawback. */
  kind?: EntryKind;
  personId: string;
  points: number;
  /** Id of the reward rule; of other kinds the kind. */
  rule: string;
  orderId: string | null;
  orderNumber: string | null;
  reason: string;
  /** When it was booked. */
  at: Millis;
  /** What made up an award of several rules, before any cap. */
  parts?: { rule: string; points: number }[];
  /** Year of earning → what was taken from it or given back to it. */
  from?: Record<string, number>;
  /** What the caps of day and month counted; missing: nothing, and `points` in old entries. */
  counted?: number;
}

/** `grants/{personId}:{requestId}`: points given by hand. */
export interface Grant {
  _id: string;
  schema: 1;
  to: PersonRef;
  points: number;
  reason: string;
  by: PersonRef;
  at: Millis;
  state: 'waiting' | 'granted' | 'refused';
  decided: { by: PersonRef; at: Millis; reason: string } | null;
  /** HMAC of the canonical input, to tell a replay from a forgery. */
  inputHash: string;
}

/** Something of which some were handed out in a month. */
export interface Bought {
  name: string;
  count: number;
  points: number;
  yuan: number;
}

/** `funds/{yyyy-mm}`: what was awarded in a month and what it cost. */
export interface Fund {
  _id: string;
  schema: 1;
  /** `dd` → points that came to accounts on that day, less those taken back or lapsed. */
  days: Record<string, number>;
  /** The days before it are settled; up to then entries were summed up. 0: nothing was. */
  summedAt: Millis;
  /** Points on all accounts when it was last summed up. */
  outstanding: number;
  /** As configured when it was last summed up. */
  budget: number;
  fenPerPoint: number;
  warnAt: number;
  /** When the warning was sent; null: not yet. */
  warnedAt: Millis | null;
  /** Reward id → how many were handed out. */
  bought: Record<string, Bought>;
}
