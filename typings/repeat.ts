/** 又出现的隐患: the same thing at the same spot once more, why it came back, what is to keep it away, and whether it does. */
import type { Millis } from './domain';
import type { PersonRef } from './people';
import type { OrderCard } from './views';

/** Where the root lies: 人、物、环、管. */
export type CauseKind = 'person' | 'thing' | 'environment' | 'management';

/** Under which intent something was said. */
interface Said {
  by: PersonRef;
  at: Millis;
  requestId: string;
  inputHash: string;
}

/** Why it came back, and what is to keep it away for good. */
export interface RepeatAnswer extends Said {
  cause: CauseKind;
  /** Why, and why that, one to five times; the last is the root. */
  whys: string[];
  measure: string;
  owner: PersonRef;
  dueAt: Millis;
}

/** One coming back, until it is known whether what was done against it holds. */
export interface RepeatRound {
  /** From 1. */
  no: number;
  /** The order by which it came back, and when that was reported. */
  orderId: string;
  number: string;
  reportedAt: Millis;
  /** When it was noticed. */
  openedAt: Millis;
  /** Whether a measure against it had been done less than 90 days before. */
  isFailure: boolean;
  /** Until when somebody is to say why. */
  dueAt: Millis;
  answer: RepeatAnswer | null;
  /** The measure is in place; from here on it is watched. */
  done: (Said & { text: string }) | null;
  /** It turned out to have been no hazard, or the same one. */
  withdrawnAt: Millis | null;
}

/** `repeats/{hash of spot and template}`. Point for things, area for what people do. */
export interface Repeat {
  _id: string;
  schema: 1;
  rev: number;
  templateId: string;
  title: string;
  kind: 'point' | 'area';
  /** The point or the area. */
  spotId: string;
  /** e.g. 「手工焊接区 C-07」 */
  place: string;
  areaId: string;
  departmentId: string;
  /** Oldest first; the last is the one that counts. */
  rounds: RepeatRound[];
  /** Whether somebody still has something to say or to do. Indexed with `movedAt`. */
  open: boolean;
  /** When it last changed. */
  movedAt: Millis;
  /** When the last round was opened; indexed. */
  openedAt: Millis;
  /** When somebody is told next; null: nobody. Indexed. */
  nextDueAt: Millis | null;
}

/** `asks`: why? `measured`: until it is done. `watching`: 90 days. `held`: it did not come back. */
export type RepeatStage = 'asks' | 'measured' | 'watching' | 'held' | 'withdrawn';

/** In a list. */
export interface RepeatCard {
  id: string;
  title: string;
  place: string;
  stage: RepeatStage;
  /** How often it came back so far. */
  times: number;
  isFailure: boolean;
  /** Until when the step is due, or it is watched; null: nothing is awaited. */
  dueAt: Millis | null;
  overdue: boolean;
  /** Who is to say why, or to see to the measure; null: nobody any more. */
  owner: PersonRef | null;
}

export interface RepeatRoundView extends Pick<
  RepeatRound,
  'no' | 'number' | 'orderId' | 'openedAt' | 'isFailure' | 'withdrawnAt'
> {
  stage: RepeatStage;
  answer:
    | (Pick<RepeatAnswer, 'cause' | 'whys' | 'measure' | 'dueAt' | 'at'> & { owner: string; by: string })
    | null;
  done: { text: string; by: string; at: Millis } | null;
  watchedUntil: Millis | null;
}

export interface RepeatView extends RepeatCard {
  /** Newest first. */
  rounds: RepeatRoundView[];
  /** At the spot within a year, newest first, as far as this person may see them. */
  orders: OrderCard[];
  /** What this person may do now. */
  may: 'answer' | 'done' | null;
}

export interface RepeatRoutes {
  /** Those of one's own areas, or of the plant: with something left to say or to do, or watched; what moved last first. */
  'repeats.list': {
    input: { open: boolean; cursor?: string | null };
    output: { repeats: RepeatCard[]; cursor: string | null };
  };
  'repeats.read': { input: { id: string }; output: RepeatView };
  /** Why it came back and what is to keep it away. @param no - the round */
  'repeats.answer': {
    input: {
      id: string;
      no: number;
      cause: CauseKind;
      whys: string[];
      measure: string;
      ownerId: string;
      dueAt: Millis;
    };
    output: RepeatView;
  };
  /** The measure is in place. */
  'repeats.done': { input: { id: string; no: number; text: string }; output: RepeatView };
}
