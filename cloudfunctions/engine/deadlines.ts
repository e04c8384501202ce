/** Until when a step must be done: 高 by the wall clock, 中 and 低 in the hours that the plant's shifts count. */
import type { DeadlineRule, Limits, World } from '../../typings/flow';
import type { Millis, OrderCore, Urgency } from '../../typings/domain';

const RANK: Readonly<Record<Urgency, number>> = { low: 0, medium: 1, high: 2 };

/** Whatever the urgency, these count the wall clock: somebody may be in danger, or nobody is in charge. */
const ALWAYS_WALL: readonly (keyof Limits)[] = ['determine', 'rule'];

type Timed = Pick<OrderCore, 'urgency' | 'suspectedMajor'>;

function countsShifts({ urgency, suspectedMajor }: Timed, { deadlines }: World): boolean {
  return deadlines[urgency].clock === 'shift' && !suspectedMajor;
}

/** The instant by which `span` (ms) has passed on the clock of this order; 疑似重大 never waits for a shift. */
export function later(from: Millis, span: Millis, order: Timed, world: World): Millis {
  return countsShifts(order, world) ? world.calendar.add(from, span) : from + Math.max(0, span);
}

/** Time (ms) on the clock of this order between two instants; 0 when `to` is not later. */
export function elapsed(from: Millis, to: Millis, order: Timed, world: World): Millis {
  return countsShifts(order, world) ? world.calendar.between(from, to) : Math.max(0, to - from);
}

/** The deadline of a step that begins now. The resolve clock never restarts; a later round gets at least `redo`. */
export function freshDueAt(rule: DeadlineRule, order: OrderCore, world: World): Millis {
  const limits = world.deadlines[order.urgency];
  switch (rule) {
    case 'resolve':
      return order.round > 1
        ? Math.max(order.resolveDueAt, later(world.now, limits.redo, order, world))
        : order.resolveDueAt;
    case 'until':
      return order.deferral?.until ?? order.resolveDueAt;
    default:
      return counted(rule, world.now, order, world);
  }
}

/** When the time that the urgency of an order leaves for a step is over, begun at `from`. */
function counted(rule: keyof Omit<Limits, 'clock'>, from: Millis, order: Timed, world: World): Millis {
  const span = world.deadlines[order.urgency][rule];
  return ALWAYS_WALL.includes(rule) ? from + span : later(from, span, order, world);
}

/** A new owner of a running step gets at least `handOver`; nobody gets less than was left. */
export function handOverDueAt(dueAt: Millis, order: OrderCore, world: World): Millis {
  return Math.max(dueAt, later(world.now, world.deadlines[order.urgency].handOver, order, world));
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
  rule: keyof Omit<Limits, 'clock'>,
  from: Millis,
  order: OrderCore,
  urgency: Urgency,
  world: World,
): Millis {
  const limits = world.deadlines[urgency];
  const corrected = { ...order, urgency };
  const recounted = counted(rule, from, corrected, world);
  if (RANK[urgency] < RANK[order.urgency]) return Math.max(dueAt, recounted);
  return Math.min(dueAt, Math.max(recounted, later(world.now, limits.handOver, corrected, world)));
}

/**
 * Stops the resolve clock, or lets it run on with what was left when it stopped. After a deferral that was granted at
 * least `handOver` is left: nobody comes back to a date that passed meanwhile.
 */
export function paced(order: OrderCore, stands: boolean, world: World): OrderCore {
  if (stands) return order.pausedAt === null ? { ...order, pausedAt: world.now } : order;
  if (order.pausedAt === null) return order;
  const least = order.deferral === null ? 0 : world.deadlines[order.urgency].handOver;
  const left = Math.max(least, elapsed(order.pausedAt, order.resolveDueAt, order, world));
  const resolveDueAt = left > 0 ? later(world.now, left, order, world) : order.resolveDueAt;
  return { ...order, pausedAt: null, resolveDueAt };
}
