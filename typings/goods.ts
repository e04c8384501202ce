/** The nouns of the shop: the goods that points buy, as configured, and what is stored of shelf and redemptions. */
import type { LedgerEntry, Millis, PersonRef } from './domain';
import type { RedemptionState, ShelfEntry } from './shop';

/** Something that points buy. */
export interface Reward {
  id: string;
  name: string;
  /** The pictogram on its card where there is no photo. */
  icon: string;
  /** A file in the folder `goods` of the cloud storage; null when it has none. */
  photo: string | null;
  /** 份, 双, 瓶 … */
  unit: string;
  points: number;
  /** At most so many for one person in a month; null: no limit. */
  limit: number | null;
  /** Where it is handed out, and when. */
  place: string;
  /** The first and the last day (`yyyy-mm-dd`) on which it may be redeemed; null: no such bound. */
  from: string | null;
  until: string | null;
  /** A reservation holds until the end of so many days after the one on which it was made. */
  days: number;
  /** With so many left, or fewer, the storekeeper is told to buy more. */
  low: number;
}

/** `goods`: what is in the shop. Points buy goods only: no cash, no vouchers, no lottery, and nobody buys points. */
export interface Goods {
  rewards: Reward[];
}

/** What is copied from the configuration, so that shelf and redemptions read the same after it changed. */
export type RewardCopy = Pick<Reward, 'id' | 'name' | 'icon' | 'unit'>;

/** `shelf/{rewardId}`: how much of a thing lies there. Always 0 ≤ reserved ≤ stock. */
export interface Shelf {
  _id: string;
  schema: 1;
  /** Counts what the storekeeper changed or handed out; reserving leaves it. */
  rev: number;
  reward: RewardCopy;
  stock: number;
  reserved: number;
  withdrawn: boolean;
  /** Who had how many in the month, by person; those given back are taken off. */
  month: string;
  had: Record<string, number>;
  /** How often it ran low, for the name of the message; `isLow` until goods are received. */
  lowNo: number;
  isLow: boolean;
  /** Whoever changed it last. */
  changedBy: PersonRef | null;
  /** Fen that were paid for what lies there, for the average price of a piece. */
  paid: number;
  /** When the timer looks at it: something is to be told or given back. */
  nextDueAt: Millis | null;
}

/** `redemptions/{requestId}`: one thing redeemed by one person. */
export interface Redemption {
  _id: string;
  schema: 1;
  rev: number;
  person: PersonRef;
  departmentId: string | null;
  reward: RewardCopy;
  points: number;
  /** What it took off the account: an entry of the ledger that stands here and is never changed. */
  entry: LedgerEntry;
  place: string;
  state: RedemptionState;
  at: Millis;
  expiresAt: Millis;
  endedAt: Millis | null;
  /** Who ended it; null: the clock, or nobody yet. */
  endedBy: PersonRef | null;
  /** The intent that handed it out, so that sending it again is answered alike. */
  handOutId: string | null;
  /** A sentence when it ended otherwise than by being handed out. */
  reason: string | null;
  /** Which code of this redemption is its own: the first that no other reserved one has. */
  codeNo: number;
  /** Keyed hash of the six digits. The digits are stored nowhere. */
  codeHash: string;
  /** Unique: the hash while it is reserved, its id afterwards, so that the digits are free again. */
  codeKey: string;
  /** Whether its owner was reminded that it ends soon. */
  reminded: boolean;
  nextDueAt: Millis | null;
  /** HMAC of the canonical input, to tell a replay from a forgery. */
  inputHash: string;
}

/** `shelfEntries/{kind}:{…}`: append-only, written with the change that it tells of; the id names the intent. */
export interface ShelfRecord extends Omit<ShelfEntry, 'id'> {
  _id: string;
  schema: 1;
  rewardId: string;
  /** Fen that were paid for what was received, or that what left is worth. */
  fen: number;
  requestId: string;
  inputHash: string;
}

/** `counterTries/{personId}`: wrong codes of a storekeeper in an hour. */
export interface CounterTries {
  _id: string;
  tries: number;
  windowStart: Millis;
}
