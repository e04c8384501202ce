/** The rounds of an order: one pass each through fix and verification. */
import type { OrderCore, PersonRef, Round } from '../../typings/domain';

/** A round in which nothing happened yet. */
export function freshRound(no: number, fixer: PersonRef | null): Round {
  return { no, plan: null, fixer, fixed: null, verdict: null };
}

/** The order with its current round patched. */
export function withRound(order: OrderCore, patch: Partial<Round>): OrderCore {
  const rounds = order.rounds.map((round) => (round.no === order.round ? { ...round, ...patch } : round));
  return { ...order, rounds };
}
