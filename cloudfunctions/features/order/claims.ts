/** What a phone claims of itself and of its place beside a report: kept for a while, then blanked; pure. */
import type { Evidence, Millis, Order } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { keptDays } from '../../config/retention';

/** What is looked at to know what an order still keeps. */
export type Claims = Pick<Order, 'position' | 'observedAt' | 'reportedAt' | 'evidence'>;

/** A path of the order and until when it is kept. */
type Claim = [path: string, until: Millis];

function claimsOf({ position, observedAt, reportedAt, evidence }: Claims): Claim[] {
  const [device, place] = [keptDays('device') * DAY, keptDays('positions') * DAY];
  const claims: Claim[] = Object.values(evidence)
    .filter(({ takenAt }) => takenAt !== null)
    .map(({ id, receivedAt }) => [`evidence.${id}.takenAt`, receivedAt + device]);
  if (position !== null) claims.push(['position', reportedAt + place]);
  if (observedAt !== null) claims.push(['observedAt', reportedAt + device]);
  return claims;
}

const soonest = (claims: readonly Claim[]): Millis | null =>
  claims.length === 0 ? null : Math.min(...claims.map(([, until]) => until));

/** When something of an order is to be blanked next; null when nothing is left. */
export const forgetAtOf = (order: Claims): Millis | null => soonest(claimsOf(order));

/** When an order is to be looked at next once evidence was added to it. */
export function forgetWith(
  { forgetAt = null }: Pick<Order, 'forgetAt'>,
  evidence: Record<string, Evidence>,
): Pick<Order, 'forgetAt'> {
  const added = forgetAtOf({ position: null, observedAt: null, reportedAt: 0, evidence });
  return { forgetAt: forgetAt === null || added === null ? (forgetAt ?? added) : Math.min(forgetAt, added) };
}

/** What blanks all that is over, with the next look. */
export function blanking(order: Claims, now: Millis): Record<string, Millis | null> {
  const claims = claimsOf(order);
  const over = claims.filter(([, until]) => until <= now);
  const left = claims.filter(([, until]) => until > now);
  return { ...Object.fromEntries(over.map(([path]) => [path, null])), forgetAt: soonest(left) };
}
