/** Until when a step must be done. All times are wall clock: nights and holidays count (product.md, "The loop"). */
import type { DeadlineRule, World } from '../../typings/flow';
import type { Millis, OrderCore, Urgency } from '../../typings/domain';

const RANK: Readonly<Record<Urgency, number>> = { low: 0, medium: 1, high: 2 };

/** The deadline of a step that begins now. The resolve clock never restarts; a later round gets at least `redo`. */
export function freshDueAt(rule: DeadlineRule, order: OrderCore, world: World): Millis {
  const limits = world.deadlines[order.urgency];
  switch (rule) {
    case 'respond':
      return world.now + limits.respond;
    case 'resolve':
      return order.round > 1 ? Math.max(order.resolveDueAt, world.now + limits.redo) : order.resolveDueAt;
    case 'verify':
      return world.now + limits.verify;
  }
}

/** A new owner of a running step gets at least `handOver`; nobody gets less than was left. */
export function handOverDueAt(dueAt: Millis, order: OrderCore, world: World): Millis {
  return Math.max(dueAt, world.now + world.deadlines[order.urgency].handOver);
}

/**
 * A running deadline after the urgency was corrected, counted again from where it began.
 * Raised: never later than before, but leaves `handOver` from now as far as that allows.
 * Lowered: never earlier than before. So correcting back and forth gains no time.
 * @param order - still with its old urgency
 * @param from - when the clock of this deadline began
 */
export function correctedDueAt(
  dueAt: Millis,
  rule: DeadlineRule,
  from: Millis,
  order: OrderCore,
  urgency: Urgency,
  world: World,
): Millis {
  const limits = world.deadlines[urgency];
  const recounted = from + limits[rule];
  if (RANK[urgency] < RANK[order.urgency]) return Math.max(dueAt, recounted);
  return Math.min(dueAt, Math.max(recounted, world.now + limits.handOver));
}
