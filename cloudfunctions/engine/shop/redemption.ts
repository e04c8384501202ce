/** What becomes of a redemption: reserved for some days, then handed out once, or given back. */
import type { LedgerEntry, Millis, PersonRef } from '../../../typings/domain';
import type { Redemption, Reward } from '../../../typings/goods';
import { DAY, isoDay, startOfDay } from '../../../miniprogram/shared/time';

/** Whether it may be redeemed on this day. */
export const isOffered = ({ from, until }: Pick<Reward, 'from' | 'until'>, now: Millis): boolean => {
  const today = isoDay(now);
  return (from === null || from <= today) && (until === null || today <= until);
};

/** The midnight after the last day on which it is kept. */
export const expiryOf = ({ days }: Pick<Reward, 'days'>, now: Millis): Millis =>
  startOfDay(now) + (days + 1) * DAY;

/** When its owner is reminded: nine in the morning of the last day; null where that day has begun. */
export const remindAt = ({ at, expiresAt }: Pick<Redemption, 'at' | 'expiresAt'>): Millis | null => {
  const morning = expiresAt - (15 * DAY) / 24;
  return morning > at ? morning : null;
};

/** Who redeems what, by which intent. */
export interface Reserving {
  id: string;
  person: PersonRef;
  departmentId: string | null;
  reward: Reward;
  code: Pick<Redemption, 'codeNo' | 'codeHash'>;
  /** What took its points off the account. */
  entry: LedgerEntry;
  inputHash: string;
  now: Millis;
}

export function reservation({
  id,
  person,
  departmentId,
  reward,
  code,
  entry,
  inputHash,
  now,
}: Reserving): Redemption {
  const { name, icon, unit, points, place } = reward;
  const expiresAt = expiryOf(reward, now);
  return {
    _id: id,
    schema: 1,
    rev: 1,
    ...{ person, departmentId, points, entry, place },
    reward: { id: reward.id, name, icon, unit },
    state: 'reserved',
    at: now,
    expiresAt,
    ...{ endedAt: null, endedBy: null, handOutId: null, reason: null },
    ...code,
    codeKey: code.codeHash,
    reminded: false,
    nextDueAt: remindAt({ at: now, expiresAt }) ?? expiresAt,
    inputHash,
  };
}

/** An end without the goods; the points go back. */
export interface Ending {
  state: 'cancelled' | 'expired' | 'withdrawn';
  by: PersonRef | null;
  reason: string | null;
}

const over = (redemption: Redemption, now: Millis) => ({
  rev: redemption.rev + 1,
  endedAt: now,
  codeKey: redemption._id,
  nextDueAt: null,
});

/** Given back. */
export const ended = (redemption: Redemption, { state, by, reason }: Ending, now: Millis): Redemption => ({
  ...redemption,
  ...over(redemption, now),
  ...{ state, endedBy: by, reason },
});

/** Handed out. @param handOutId - of the intent */
export const handedOut = (
  redemption: Redemption,
  by: PersonRef,
  handOutId: string,
  now: Millis,
): Redemption => ({
  ...redemption,
  ...over(redemption, now),
  ...{ state: 'handedOut', endedBy: by, handOutId },
});
