/** The tamper-evident chain: every entry is signed together with the one before it. */
import type { TrailEntry } from '../../../typings/domain';
import { canonical, keyed, sameHash } from '../../platform/canonical';

/** An entry before it is signed. */
export type Unsigned = Omit<TrailEntry, 'seq' | 'prev' | 'mac'>;

/** What the first entry of an order is chained to. */
export const genesis = (orderId: string): string => keyed('trail', `genesis:${orderId}`);

function sign(orderId: string, entry: Omit<TrailEntry, 'mac'>): string {
  return keyed('trail', canonical({ orderId, ...entry }));
}

/**
 * Signs entries onto the end of a chain.
 * @param orderId - the order they belong to
 * @param last - the newest entry so far, null for a new order
 * @param entries - oldest first
 */
export function append(orderId: string, last: TrailEntry | null, entries: Unsigned[]): TrailEntry[] {
  const signed: TrailEntry[] = [];
  let previous = last;
  for (const entry of entries) {
    const seq = (previous?.seq ?? 0) + 1;
    const linked = { ...entry, seq, prev: previous?.mac ?? genesis(orderId) };
    previous = { ...linked, mac: sign(orderId, linked) };
    signed.push(previous);
  }
  return signed;
}

/**
 * Checks a whole chain.
 * @param trail - all entries of an order, oldest first
 * @returns what is wrong, in Chinese, one line a finding; empty when sound
 */
export function verifyChain(orderId: string, trail: TrailEntry[]): string[] {
  const findings: string[] = [];
  let prev = genesis(orderId);
  let seq = 0;
  for (const { mac, ...entry } of trail) {
    seq += 1;
    if (entry.seq !== seq) {
      findings.push(`第 ${seq} 条应在此处，却是第 ${entry.seq} 条：有记录被删去或插入`);
      seq = entry.seq;
    }
    if (!sameHash(entry.prev, prev))
      findings.push(`第 ${entry.seq} 条与前一条接不上：前面有记录被改动或删去`);
    if (!sameHash(sign(orderId, entry), mac)) findings.push(`第 ${entry.seq} 条被改动过`);
    prev = mac;
  }
  if (trail.length === 0) findings.push('没有任何记录');
  return findings;
}
