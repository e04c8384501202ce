/** The kind of configuration `rewards`: what is paid for, how much at most, and from which fund. Nobody has a number of reports to reach. */
import type { Level, Urgency } from './domain';
import type { TaskKind } from './inspection';

/**
 * What pays a rule: `order`, a flow that names it, to the reporter; `joined`, 「我也遇到」; `fixedInTime`, to who mended it
 * before its deadline; `verifiedInTime`, to who looked again before theirs; `round`, done in time; `training`, passed.
 */
export type RewardFor = 'order' | 'joined' | 'fixedInTime' | 'verifiedInTime' | 'round' | 'training';

/** When a rule pays; everything that is given has to fit. */
export interface RewardWhen {
  urgencies?: Urgency[];
  levels?: Level[];
  templateIds?: string[];
  /** 即查即改: the reporter mended it on the spot. */
  selfFixed?: boolean;
  /** The place belongs to the department of whoever earns. */
  ownArea?: boolean;
  /** Nobody reported the same template in this area in so many days before. */
  firstInDays?: number;
  taskKinds?: TaskKind[];
}

export interface RewardRule {
  id: string;
  points: number;
  /** What the person reads. */
  reason: string;
  /** `order` unless told; not with `on`. The id `joined` means itself. */
  for?: RewardFor;
  /** Paid on top of this rule, together with it. */
  on?: string;
  /** Otherwise it pays nothing. */
  when?: RewardWhen;
  /** The first that fits pays so much instead. */
  instead?: { when: RewardWhen; points: number; reason?: string }[];
  /** Paid already when the order is put off by more than so many days: it was found valid then. */
  deferredDays?: number;
}

/** The most that one person gets by rules and by hand, in a day and in a month. */
export interface Caps {
  day: number;
  month: number;
}

export interface Rewards {
  rules: RewardRule[];
  /** Missing: no caps. */
  caps?: Caps;
  /** Yuan a month, what a point is worth, and the share in percent of which the fund warns. Missing: no fund. */
  fund?: { yuan: number; fenPerPoint: number; warnAt: number };
  /** Points lapse at the end of so many years after that of earning, told on the first of these months (1–12) before. Missing: never. */
  lapse?: { years: number; tellMonths: number[] };
  /** Points given by hand: up to `limit` at once by one person, above with the manager's approval, never above `most`. Missing: not. */
  byHand?: { limit: number; most: number };
}
