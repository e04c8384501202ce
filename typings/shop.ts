/** The part of the contract between phone and cloud that is about the shop: goods for points, codes, the storekeeper's counter. */
import type { Millis, PersonRef } from './domain';

/** Something that points buy. */
export interface RewardView {
  id: string;
  name: string;
  /** The sign on its card where there is no photo. */
  icon: string;
  /** A link to its photo that is good for two hours; null when it has none. */
  photo: string | null;
  /** 份, 双, 瓶 … */
  unit: string;
  points: number;
  /** What nobody has reserved. */
  left: number;
  /** Where it is handed out, and when. */
  place: string;
  /** At most so many for one person in a month; null: no limit. */
  limit: number | null;
  /** Of those, what this person had this month. */
  had: number;
  /** The last day (`yyyy-mm-dd`) on which it may be redeemed; null: no end. */
  until: string | null;
}

/**
 * `reserved` until it is handed out, given back by its owner (`cancelled`), out of time (`expired`), or taken off the shelf
 * (`withdrawn`); the last three give the points back.
 */
export type RedemptionState = 'reserved' | 'handedOut' | 'cancelled' | 'expired' | 'withdrawn';

/** One thing redeemed, as its owner sees it. */
export interface RedemptionView {
  id: string;
  reward: Pick<RewardView, 'id' | 'name' | 'icon' | 'unit'>;
  points: number;
  place: string;
  state: RedemptionState;
  /** Six digits; null once it is not reserved any more. */
  code: string | null;
  /** What the QR code says; null once it is not reserved any more. */
  payload: string | null;
  /** Its modules, a row each without a quiet zone, 1 is black: phones draw codes and do not reckon them; null with `payload`. */
  rows: string[] | null;
  at: Millis;
  expiresAt: Millis;
  endedAt: Millis | null;
  /** A sentence when it ended otherwise than by being handed out. */
  reason: string | null;
}

/** What the storekeeper sees of a code before handing out. */
export interface CounterView {
  redemptionId: string;
  rev: number;
  state: RedemptionState;
  person: PersonRef & { department: string };
  reward: Pick<RewardView, 'id' | 'name' | 'icon' | 'photo' | 'unit'>;
  points: number;
  place: string;
  expiresAt: Millis;
  /** Who handed it out and when; null before. */
  handedOut: { by: PersonRef; at: Millis } | null;
}

/** A line of the storekeeper's shelf. */
export interface ShelfRow {
  reward: Pick<RewardView, 'id' | 'name' | 'icon' | 'unit'> & { points: number };
  rev: number;
  /** What lies there, reserved or not. */
  stock: number;
  reserved: number;
  /** At or below the mark at which more should be bought. */
  low: boolean;
  withdrawn: boolean;
}

/** What happened at the counter or on the shelf. */
export interface ShelfEntry {
  id: string;
  kind: 'received' | 'corrected' | 'handedOut' | 'withdrawn' | 'offered';
  rewardName: string;
  unit: string;
  /** Change of what lies there. */
  count: number;
  by: PersonRef;
  to: PersonRef | null;
  reason: string;
  at: Millis;
}

/** route → input, output. */
export interface ShopRoutes {
  'shop.list': { input: Record<string, never>; output: { balance: number; rewards: RewardView[] } };
  /** Balance, stock and redemption change in one transaction; the same intent again is answered with the same redemption. */
  'shop.redeem': { input: { rewardId: string }; output: RedemptionView };
  'shop.mine': {
    input: { cursor?: string | null };
    output: { redemptions: RedemptionView[]; cursor: string | null };
  };
  'shop.get': { input: { redemptionId: string }; output: RedemptionView };
  'shop.cancel': { input: { redemptionId: string }; output: RedemptionView };
  /** By the QR code's text or the six digits. */
  'counter.look': { input: { code: string }; output: CounterView };
  'counter.handOut': { input: { redemptionId: string; rev: number; code: string }; output: CounterView };
  'counter.shelf': { input: Record<string, never>; output: { rows: ShelfRow[] } };
  'counter.receive': {
    input: { rewardId: string; count: number; yuan: number; note: string };
    output: ShelfRow;
  };
  /** The shelf was counted: what lies there, reserved or not. Below what is reserved it is refused. */
  'counter.correct': {
    input: { rewardId: string; rev: number; stock: number; reason: string };
    output: ShelfRow;
  };
  /** Taken off the shelf: what is reserved is given back. With `offer` it is put back on. */
  'counter.withdraw': {
    input: { rewardId: string; rev: number; offer: boolean; reason: string };
    output: ShelfRow;
  };
  'counter.history': {
    input: { cursor?: string | null };
    output: { entries: ShelfEntry[]; cursor: string | null };
  };
}
