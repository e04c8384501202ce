/** Decides whether a message rings now, is held for a while, or lives in the inbox alone. */
import type { Notices } from '../../../typings/config';
import type { Millis, Urgency } from '../../../typings/domain';
import type { Hours } from './hours';

/** How often a person may be rung in one turn before the rest waits for the digest, unless the notices say otherwise. */
const PUSHES_PER_TURN = 4;

/** Digests of a turn. */
const DIGESTS = 2;

/** A turn has two digests at most: with them this is how often it may ring at all, but for 疑似重大. */
export const mostRings = ({ pushesPerTurn = PUSHES_PER_TURN }: Pick<Notices, 'pushesPerTurn'>): number =>
  pushesPerTurn + DIGESTS;

export interface Occasion {
  /** Of the notice. */
  rings: NonNullable<Notices['notices'][number]['rings']>;
  urgency: Urgency;
  /** The order is 疑似重大 or 重大. */
  isGrave: boolean;
  isOnDuty: boolean;
  /** The general manager, who is rung for 疑似重大 and by one digest a day. */
  isManager: boolean;
  now: Millis;
}

/**
 * `ring`: at once, and with `mayWait` only while the person was rung less often than the turn allows for such messages;
 * `hold`: with the digest of that instant. `isMissed`: it should not have waited, so somebody has to call.
 */
export type Verdict = { kind: 'ring'; mayWait: boolean } | { kind: 'hold'; until: Millis; isMissed?: true };

/** Source: product.md, "What must always hold". */
export function decide(occasion: Occasion, hours: Hours): Verdict {
  const { rings, urgency, isGrave, isOnDuty, isManager, now } = occasion;
  const isPressing = isGrave || urgency === 'high';
  if (isManager && (!isGrave || rings === 'digest')) return { kind: 'hold', until: hours.nextDaily(now) };
  if (rings === 'digest' || (urgency === 'low' && !isGrave)) return atDigest(occasion, hours);
  if (isPressing) return { kind: 'ring', mayWait: false };
  if (rings === 'duty' && !isOnDuty && hours.isQuiet(now))
    return { kind: 'hold', until: hours.quietEnd(now) };
  return { kind: 'ring', mayWait: true };
}

/**
 * What becomes of a message once `rung` messages, this one included, rang in the turn. 高 takes what the digests leave;
 * after that a further ring would be one of many, and a call is worth more. 疑似重大 rings in any case.
 */
export function afterReserving(
  rung: number,
  occasion: Occasion,
  hours: Hours,
  notices: Pick<Notices, 'pushesPerTurn'>,
): Verdict {
  const { urgency, isGrave } = occasion;
  const isPressing = urgency === 'high';
  const most = isPressing ? mostRings(notices) : mostRings(notices) - DIGESTS;
  if (isGrave || rung <= most) return { kind: 'ring', mayWait: false };
  return isPressing ? { ...atDigest(occasion, hours), isMissed: true } : atDigest(occasion, hours);
}

const atDigest = ({ now, isOnDuty }: Occasion, hours: Hours) => ({
  kind: 'hold' as const,
  until: hours.nextDigest(now, isOnDuty),
});
