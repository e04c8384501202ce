/** What the clock still has to do for an order: rungs of the ladder, the end of a turn on duty, duties by law. */
import type { FlowBook, FlowState, Rung, World } from '../../typings/flow';
import type { Duty, Millis, NextStep, OrderCore } from '../../typings/domain';
import { elapsed, later } from './deadlines';
import { placeOf } from './flow';

/** A rung with the moment it is due. */
export interface Pending {
  rung: Rung;
  at: Millis;
}

/**
 * When a rung is due; null when it comes before the deadline of a step that began after it:
 * there is no half time to remind of.
 */
function rungDueAt(rung: Rung, step: NextStep, order: OrderCore, world: World): Millis | null {
  const span = elapsed(step.since, step.dueAt, order, world);
  if (rung.at < 1 && span === 0) return null;
  const base = rung.at < 1 ? later(step.since, Math.round(span * rung.at), order, world) : step.dueAt;
  return later(base, rung.plus, order, world);
}

/** The general manager is pushed for 疑似重大 only; the other rungs are for the urgencies they name. */
function applies(rung: Rung, order: OrderCore): boolean {
  return rung.urgencies.includes(order.urgency) && (rung.to !== 'manager' || order.suspectedMajor);
}

/** The rungs of the current step that are not climbed yet, soonest first. */
export function pendingRungs(state: FlowState, order: OrderCore, world: World): Pending[] {
  const { next } = order;
  if (next === null) return [];
  return state.ladder
    .filter((rung) => applies(rung, order) && !next.climbed.includes(rung.id))
    .flatMap((rung) => {
      const at = rungDueAt(rung, next, order, world);
      return at === null ? [] : [{ rung, at }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Duties by law of which nobody was told that they are due, soonest first. */
export function pendingDuties({ duties }: OrderCore): Duty[] {
  return duties
    .filter(({ done, remindedAt }) => done === null && remindedAt === null)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** When the clock must look at the order again, whatever the order's own `nextDueAt` says; null: never. */
export function nextLookAt(book: FlowBook, order: OrderCore, world: World): Millis | null {
  const times = [
    pendingRungs(placeOf(book, order).state, order, world)[0]?.at,
    order.next?.movesAt,
    pendingDuties(order)[0]?.dueAt,
  ].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.min(...times);
}

/** The order with `nextDueAt` as its step says. */
export function scheduled(book: FlowBook, order: OrderCore, world: World): OrderCore {
  return { ...order, nextDueAt: nextLookAt(book, order, world) };
}
