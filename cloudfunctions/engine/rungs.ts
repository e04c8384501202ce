/** The rungs of a ladder that still lie ahead of a step, and when each is due. */
import type { Flow, FlowState, Rung } from '../../typings/flow';
import type { Millis, NextStep, OrderCore } from '../../typings/domain';
import { stateOf } from './flow';

/** A rung with the moment it is due. */
export interface Pending {
  rung: Rung;
  at: Millis;
}

/**
 * When a rung is due; null when it comes before the deadline of a step that began after it:
 * there is no half time to remind of.
 */
export function rungDueAt(rung: Rung, step: Pick<NextStep, 'since' | 'dueAt'>): Millis | null {
  const span = Math.max(0, step.dueAt - step.since);
  if (rung.at < 1 && span === 0) return null;
  return Math.round(step.dueAt - (1 - rung.at) * span) + rung.plus;
}

/** The general manager is pushed for 疑似重大 only; the other rungs are for the urgencies they name. */
function applies(rung: Rung, order: OrderCore): boolean {
  return rung.urgencies.includes(order.urgency) && (rung.to !== 'manager' || order.suspectedMajor);
}

/** The rungs of the current step that are not climbed yet, soonest first. */
export function pendingRungs(state: FlowState, order: OrderCore): Pending[] {
  const { next } = order;
  if (next === null) return [];
  return state.ladder
    .filter((rung) => applies(rung, order) && !next.climbed.includes(rung.id))
    .flatMap((rung) => {
      const at = rungDueAt(rung, next);
      return at === null ? [] : [{ rung, at }];
    })
    .sort((a, b) => a.at - b.at);
}

/** When the clock must look at the order again: its next rung, whatever the order's own `nextDueAt` says. */
export function nextLookAt(flow: Flow, order: OrderCore): Millis | null {
  return pendingRungs(stateOf(flow, order.state), order)[0]?.at ?? null;
}

/** The order with `nextDueAt` as its step says. */
export function scheduled(flow: Flow, order: OrderCore): OrderCore {
  return { ...order, nextDueAt: nextLookAt(flow, order) };
}
