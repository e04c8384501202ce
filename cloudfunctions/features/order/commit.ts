/** Turns what the engine decided into the one conditional write of a state change. */
import type {
  Effect,
  Evidence,
  Millis,
  Order,
  OrderCore,
  OutboxEntry,
  TrailEntry,
} from '../../../typings/domain';
import type { Happening, Transition } from '../../../typings/flow';
import { append, type Unsigned } from '../trail/chain';
import { forgetWith } from './claims';
import { operators as _, putTrailPart, writeAct } from './store';

/** How long the invocation that made an effect may take before another may deliver it. */
export const LEASE = 10_000;

/** From here on the trail moves to parts, and how many entries a part holds. */
const TRAIL_LIMIT = 200;
const PART_SIZE = 150;

/** Who did it and under which intent. */
export interface Origin {
  actor: TrailEntry['actor'];
  requestId: string | null;
  inputHash: string | null;
  now: Millis;
}

/** The core fields of an order, for a write that replaces them. */
export function coreOf(order: OrderCore): Omit<OrderCore, '_id'> {
  return {
    number: order.number,
    rev: order.rev,
    flow: order.flow,
    state: order.state,
    open: order.open,
    round: order.round,
    rounds: order.rounds,
    title: order.title,
    categoryId: order.categoryId,
    templateId: order.templateId,
    kind: order.kind,
    urgency: order.urgency,
    level: order.level,
    suspectedMajor: order.suspectedMajor,
    place: order.place,
    reporter: order.reporter,
    reportedAt: order.reportedAt,
    rectifier: order.rectifier,
    fixer: order.fixer,
    next: order.next,
    resolveDueAt: order.resolveDueAt,
    transfers: order.transfers,
    passedOver: order.passedOver,
    pausedAt: order.pausedAt,
    approval: order.approval,
    deferral: order.deferral,
    interim: order.interim,
    levelBasis: order.levelBasis,
    majorPlan: order.majorPlan,
    duties: order.duties,
    ruling: order.ruling,
    stoppage: order.stoppage,
    reopened: order.reopened,
    nextDueAt: order.nextDueAt,
    closedAt: order.closedAt,
    ...(order.ending === undefined ? {} : { ending: order.ending }),
  };
}

/** Trail entries before signing; the intent is recorded on the first. */
export function entriesOf(happenings: Happening[], origin: Origin): Unsigned[] {
  return happenings.map((happening, index) => ({
    at: origin.now,
    actor: origin.actor,
    action: happening.action,
    from: happening.from,
    to: happening.to,
    detail: happening.detail,
    requestId: index === 0 ? origin.requestId : null,
    inputHash: index === 0 ? origin.inputHash : null,
  }));
}

/** Effects as outbox entries already claimed by this invocation. */
export function claimed(effects: Record<string, Effect>, now: Millis): Record<string, OutboxEntry> {
  return Object.fromEntries(
    Object.entries(effects).map(([key, effect]) => [
      key,
      { effect, dueAt: now, attempts: 0, leaseUntil: now + LEASE },
    ]),
  );
}

/** The earlier of two times, either of which may be open. */
export const earliest = (a: Millis | null, b: Millis | null): Millis | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/**
 * When the timer must look for effects that are being added. With none, its look is left alone: others may have added
 * theirs since the order was read.
 */
export const lookFor = (
  added: Record<string, OutboxEntry>,
  { outboxDueAt }: Pick<Order, 'outboxDueAt'>,
  now: Millis,
): Partial<Pick<Order, 'outboxDueAt'>> =>
  Object.keys(added).length > 0 ? { outboxDueAt: earliest(outboxDueAt, now + LEASE) } : {};

/** Moves the oldest entries of a long trail away. A part always has the same entries, whoever of several writes it last. */
async function shelve(
  order: Order,
  trail: TrailEntry[],
): Promise<{ trail: TrailEntry[]; trailParts: number }> {
  if (trail.length <= TRAIL_LIMIT) return { trail, trailParts: order.trailParts };
  const no = order.trailParts + 1;
  const entries = order.trail.slice(0, PART_SIZE);
  await putTrailPart({ _id: `${order._id}#${no}`, orderId: order._id, no, entries });
  return { trail: trail.slice(entries.length), trailParts: no };
}

/**
 * Writes a transition: state, trail, evidence and effects in one conditional update on the revision that was read.
 * @param order - as read
 * @param transition - what the engine decided
 * @param evidence - files that came with the act
 * @param beside - what else the write sets, by path
 * @returns the order as written, without `beside`, or null when somebody else was first
 */
export async function commit(
  order: Order,
  transition: Transition,
  origin: Origin,
  evidence: Record<string, Evidence> = {},
  beside: Record<string, unknown> = {},
): Promise<Order | null> {
  const added = append(order._id, order.trail.at(-1) ?? null, entriesOf(transition.happenings, origin));
  const shelved = await shelve(order, [...order.trail, ...added]);
  const effects: Record<string, Effect> = { ...transition.effects };
  const evidenceIds = Object.keys(evidence);
  if (evidenceIds.length > 0) effects[`seal-${transition.order.rev}`] = { kind: 'seal', evidenceIds };
  const outbox = claimed(effects, origin.now);
  const look = lookFor(outbox, order, origin.now);
  const next: Order = {
    ...order,
    ...coreOf(transition.order),
    ...shelved,
    evidence: { ...order.evidence, ...evidence },
    ...forgetWith(order, evidence),
    outbox: { ...order.outbox, ...outbox },
    ...look,
    outboxSeq: order.outboxSeq + 1,
    lastActAt: origin.now,
  };
  const written = await writeAct(order._id, order.rev, {
    ...beside,
    ...coreOf(transition.order),
    ...(shelved.trailParts === order.trailParts ? { trail: _.push(added) } : shelved),
    ...prefixed('evidence', evidence),
    ...(evidenceIds.length > 0 ? forgetWith(order, evidence) : {}),
    ...prefixed('outbox', outbox),
    ...look,
    outboxSeq: _.inc(1),
    lastActAt: origin.now,
  });
  return written ? next : null;
}

/** Single entries of a map as paths, so that entries written meanwhile by others stay. */
export function prefixed(path: string, map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [`${path}.${key}`, value]));
}
