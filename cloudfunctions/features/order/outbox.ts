/** Delivers the side effects that wait on an order; what fails stays there and is tried again. */
import type {
  Effect,
  Evidence,
  MediaCheck,
  Millis,
  Order,
  OutboxEntry,
  Reached,
} from '../../../typings/domain';
import { messageOf, type ErrorCode } from '../../../miniprogram/shared/errors';
import { compared } from '../capture/alike';
import { seal } from '../capture/seal';
import { checkWords } from '../content/words';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import { isFollowId } from '../people/nameless';
import { plant } from '../plant/current';
import { CEILING, withinCeiling } from '../../platform/ceiling';
import { keyPart } from '../../engine/effects';
import * as log from '../../platform/log';
import { factsFor } from './earning';
import { earliest, LEASE, prefixed } from './commit';
import { checkSealed, noteRequests, performMediaCheck, withChecks } from './media-check';
import { performRelate } from './relations';
import { isThere, operators as _, writeBeside } from './store';

/** Waits between tries, the last one repeated. */
const BACK_OFF: Millis[] = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];

/** What is at hand in this invocation only. */
export interface Hand {
  now: Millis;
  /** The author's openid, for the content check; never stored. */
  openid: string | null;
  /** Bytes already downloaded, by file id. */
  files: Map<string, Buffer>;
}

/** What one effect changed; `retryAt` keeps it waiting. */
interface Outcome {
  retryAt: Millis | null;
  evidence?: Record<string, Evidence>;
  reached?: Reached;
  contentCheck?: Order['contentCheck'];
  /** How the content checks of files stand, by evidence id. */
  checks?: Record<string, MediaCheck>;
  /** What the reporter earned or lost by it, as the order keeps it. */
  earned?: Record<string, number>;
  /** What follows from it, by key; waits on the order like any other effect. */
  follow?: Record<string, Effect>;
}

const waitAfter = (attempts: number, now: Millis): Millis =>
  now + (BACK_OFF[Math.min(attempts, BACK_OFF.length - 1)] ?? 0);

/** What every message about an order says of it. */
export const aboutOrder = ({ number, title, place }: Order) => ({
  number,
  title,
  place: place.pointNo === null ? place.areaName : `${place.areaName} ${place.pointNo}`,
});

/** Points came or went: an inbox row for whom they are, unless they were told before. */
async function tellPoints(
  order: Order,
  key: string,
  notice: 'pointsAwarded' | 'clawback',
  personId: string,
  points: number,
  now: Millis,
): Promise<Record<string, Effect>> {
  if (key in order.reached || points === 0) return {};
  const { personById } = await plant(now);
  const to = { id: personId, name: personById.get(personId)?.name ?? '' };
  const { urgency } = order;
  return { [key]: { kind: 'notice', notice, to, urgency, facts: { ...aboutOrder(order), points } } };
}

/** What an order keeps of points: those of its reporter, not of others who came upon the same. */
const earnedBy = (
  { reporter }: Order,
  personId: string,
  points: Record<string, number>,
): Record<string, number> => (personId === reporter.id ? points : {});

/** Keys of what is the reporter's name nobody. */
const whose = ({ reporter }: Order, personId: string): string =>
  personId === reporter.id ? '' : `-${keyPart(personId)}`;

/** Pays what the order earned. */
async function performAward(
  order: Order,
  { rule, personId, time, each }: Extract<Effect, { kind: 'award' }>,
  now: Millis,
): Promise<Outcome> {
  const inForce = await plant(now);
  // Nobody who left meanwhile has a use for points.
  if (inForce.personById.get(personId)?.status !== 'active') return { retryAt: null };
  const { award } = await import('../points/award');
  const { points } = await award({
    ...{ order, rule, personId, time, rewards: inForce.rewards, now },
    ...(each === true ? { each } : {}),
    facts: await factsFor(order, rule, personId, inForce),
    isThere: (transaction) => isThere(transaction, order._id),
  });
  const by = `${rule}${time === 0 ? '' : `-${time}`}${whose(order, personId)}`;
  // Said even when the points stood already: a run before this one may have ended between the points and the word.
  const follow = await tellPoints(order, `notice-awarded-${by}`, 'pointsAwarded', personId, points, now);
  return { retryAt: null, earned: earnedBy(order, personId, { [by]: points }), follow };
}

/** Takes back what the order earned before it was opened again, once all of that was paid. */
async function performClawback(
  order: Order,
  { personId, time, spare = [] }: Extract<Effect, { kind: 'clawback' }>,
  entry: OutboxEntry,
  now: Millis,
): Promise<Outcome> {
  const isUnpaid = Object.values(order.outbox).some(
    ({ effect }) =>
      effect.kind === 'award' &&
      effect.personId === personId &&
      effect.time <= time &&
      !spare.includes(effect.rule),
  );
  if (isUnpaid) return { retryAt: waitAfter(entry.attempts, now) };
  const { clawBack } = await import('../points/award');
  const points = await clawBack({ order, personId, time, spare, now });
  const key = `clawback-${time}${whose(order, personId)}`;
  const follow = await tellPoints(order, `notice-${key}`, 'clawback', personId, points, now);
  return { retryAt: null, earned: earnedBy(order, personId, { [key]: -points }), follow };
}

/** A file that turned out not to be a picture: whoever took it may take another. */
async function tellRefused(
  order: Order,
  evidence: Record<string, Evidence>,
  now: Millis,
): Promise<Record<string, Effect>> {
  const { personById } = await plant(now);
  const refused = Object.values(evidence).filter(({ state }) => state === 'refused');
  return Object.fromEntries(
    refused.map(({ id, uploadedBy, refusedBecause }): [string, Effect] => {
      const to = { id: uploadedBy, name: personById.get(uploadedBy)?.name ?? '' };
      const reason = messageOf((refusedBecause ?? 'PHOTO_NOT_IMAGE') as ErrorCode);
      return [
        `notice-refused-${id}`,
        {
          kind: 'notice',
          notice: 'photoRefused',
          to,
          urgency: order.urgency,
          facts: { ...aboutOrder(order), reason },
        },
      ];
    }),
  );
}

async function performNotice(
  order: Order,
  key: string,
  effect: Extract<Effect, { kind: 'notice' }>,
  entry: OutboxEntry,
  now: Millis,
): Promise<Outcome> {
  const inForce = await plant(now);
  const { notices } = inForce;
  const { to, notice } = effect;
  // Without a name there is nobody to ring; the holder of the key reads what became of it.
  if (isFollowId(to.id)) return { retryAt: null };
  if (!notices.notices.some(({ id }) => id === notice)) {
    // A later configuration dropped it while an order on an older flow still sends it.
    log.warn({ event: 'outbox.unknownNotice', order: order._id, notice });
    return { reached: { to, notice, at: now, result: 'notConfigured' }, retryAt: null };
  }
  return deliver({
    order,
    key,
    effect,
    addressee: addresseeOf(inForce, to.id),
    isGrave: order.suspectedMajor || order.level === 'major',
    hours: hoursOf(inForce),
    notices,
    now,
    again: entry.attempts > 0,
  });
}

async function perform(order: Order, key: string, entry: OutboxEntry, hand: Hand): Promise<Outcome> {
  const { effect } = entry;
  const { now } = hand;
  switch (effect.kind) {
    case 'notice':
      return performNotice(order, key, effect, entry, now);
    case 'seal': {
      const { evidence: sealed, again } = await seal(order, effect.evidenceIds, now, hand.files);
      const { evidence, follow } = checkSealed(await compared(order, sealed), hand.openid);
      Object.assign(follow, await tellRefused(order, evidence, now));
      return { evidence, follow, retryAt: again.length > 0 ? waitAfter(entry.attempts, now) : null };
    }
    case 'award':
      return performAward(order, effect, now);
    case 'clawback':
      return performClawback(order, effect, entry, now);
    case 'relate':
      await performRelate(order, effect);
      return { retryAt: null };
    case 'textCheck':
      return { contentCheck: await checkWords(order.description, hand.openid), retryAt: null };
    case 'mediaCheck':
      return { checks: await performMediaCheck(order, effect, hand.openid), retryAt: null };
  }
}

/** When the timer must look again: the earliest entry that is still waiting, after its lease. */
const nextLook = (outbox: Record<string, OutboxEntry>): Millis | null =>
  Object.values(outbox).reduce<Millis | null>(
    (soonest, { dueAt, leaseUntil }) => earliest(soonest, Math.max(dueAt, leaseUntil)),
    null,
  );

/**
 * Whether a message that had to reach the one whose turn it is did not: then the ladder is climbed by the timer. One
 * that is held until its digest has not failed.
 */
function ownerUnreached(order: Order, reached: Reached | undefined, mustReach: Set<string>): boolean {
  return (
    reached !== undefined &&
    reached.result !== 'delivered' &&
    reached.result !== 'held' &&
    mustReach.has(reached.notice) &&
    order.next?.owner.id === reached.to.id
  );
}

/**
 * Delivers entries that this invocation has claimed, and records all results in one write beside the state.
 * Never throws: an order that was accepted stays accepted.
 * @param order - as just written
 * @param keys - the claimed entries
 * @returns the order with the results folded in
 */
export async function drain(order: Order, keys: string[], hand: Hand): Promise<Order> {
  const until = performance.now() + CEILING;
  const delivered = await deliverAll(order, keys, hand, CEILING);
  // What was just sealed is asked about while its author is at hand, in what is left of the time.
  const asking = Object.keys(delivered.outbox).filter(
    (key) => !(key in order.outbox) && delivered.outbox[key]?.effect.kind === 'mediaCheck',
  );
  const left = until - performance.now();
  return left > 0 ? deliverAll(delivered, asking, hand, left) : delivered;
}

async function deliverAll(order: Order, keys: string[], hand: Hand, ceiling: number): Promise<Order> {
  const entries = keys.flatMap((key) => {
    const entry = order.outbox[key];
    return entry === undefined ? [] : [{ key, entry }];
  });
  if (entries.length === 0) return order;
  try {
    const settled = await withinCeiling(
      entries.map(({ key, entry }) => perform(order, key, entry, hand)),
      ceiling,
    );
    const { notices } = await plant(hand.now);
    const mustReach = new Set(notices.notices.filter((n) => n.mustReach).map((n) => n.id));
    return await record(order, entries, settled, mustReach, hand.now);
  } catch (error) {
    log.defect({ event: 'outbox.drain', order: order._id }, error);
    return order;
  }
}

async function record(
  order: Order,
  entries: { key: string; entry: OutboxEntry }[],
  settled: PromiseSettledResult<Outcome | 'late'>[],
  mustReach: Set<string>,
  now: Millis,
): Promise<Order> {
  const outbox = { ...order.outbox };
  const evidence: Record<string, Evidence> = {};
  const reached: Record<string, Reached> = {};
  const checks: Record<string, MediaCheck> = {};
  const change: Record<string, unknown> = {};
  let { contentCheck, nextDueAt } = order;
  entries.forEach(({ key, entry }, index) => {
    const result = settled[index];
    if (result === undefined || (result.status === 'fulfilled' && result.value === 'late')) return;
    if (result.status === 'rejected') {
      log.defect({ event: 'outbox.effect', order: order._id, kind: entry.effect.kind }, result.reason);
      outbox[key] = postponed(entry, waitAfter(entry.attempts, now));
    } else if (result.value !== 'late') {
      const outcome = result.value;
      Object.assign(evidence, outcome.evidence);
      Object.assign(change, prefixed('earned', outcome.earned ?? {}));
      Object.assign(checks, outcome.checks);
      for (const [next, effect] of Object.entries(outcome.follow ?? {})) {
        // A check follows in this invocation, or never.
        const leaseUntil = effect.kind === 'mediaCheck' ? now + LEASE : 0;
        outbox[next] = { effect, dueAt: now, attempts: 0, leaseUntil };
        change[`outbox.${next}`] = outbox[next];
        change['outboxSeq'] = _.inc(1);
      }
      if (outcome.reached) reached[key] = outcome.reached;
      if (ownerUnreached(order, outcome.reached, mustReach) && nextDueAt !== null)
        nextDueAt = Math.min(nextDueAt, now);
      contentCheck = outcome.contentCheck ?? contentCheck;
      if (outcome.retryAt !== null) outbox[key] = postponed(entry, outcome.retryAt);
      else Reflect.deleteProperty(outbox, key);
    }
    change[`outbox.${key}`] = outbox[key] ?? _.remove();
  });
  if (nextDueAt !== order.nextDueAt) change['nextDueAt'] = nextDueAt;
  if (contentCheck !== order.contentCheck) change['contentCheck'] = contentCheck;
  Object.assign(change, prefixed('evidence', evidence), prefixed('reached', reached));
  for (const [id, check] of Object.entries(checks)) change[`evidence.${id}.check`] = check;
  if (Object.keys(change).length === 0) return order;
  const { outboxSeq } = order;
  const outboxDueAt = nextLook(outbox);
  const sawAll = await writeBeside(order._id, { outboxSeq }, { ...change, outboxDueAt });
  // Others added effects meanwhile: the timer, which reads afresh, decides when to look again.
  if (!sawAll) await writeBeside(order._id, {}, { ...change, outboxDueAt: now });
  const recorded = {
    ...order,
    outbox,
    outboxDueAt,
    outboxSeq: outboxSeq + Number('outboxSeq' in change),
    contentCheck,
    nextDueAt,
    evidence: withChecks({ ...order.evidence, ...evidence }, checks),
    reached: { ...order.reached, ...reached },
  };
  return noteRequests(recorded, checks, now);
}

/** Tried and still waiting; the next claim counts the next try. */
const postponed = (entry: OutboxEntry, dueAt: Millis): OutboxEntry => ({ ...entry, dueAt, leaseUntil: 0 });

/**
 * Claims what is due on an order, for one worker at a time.
 * @returns the order with its leases and the claimed keys; null when another worker was first
 */
export async function claim(order: Order, now: Millis): Promise<{ order: Order; keys: string[] } | null> {
  const keys = Object.entries(order.outbox)
    .filter(([, entry]) => entry.dueAt <= now && entry.leaseUntil <= now)
    .map(([key]) => key);
  const outbox = { ...order.outbox };
  for (const key of keys) {
    const entry = outbox[key];
    // A lease that ran out may hide a message that was sent: count it as a try.
    if (entry !== undefined)
      outbox[key] = { ...entry, attempts: entry.attempts + 1, leaseUntil: now + LEASE };
  }
  const outboxDueAt = nextLook(outbox);
  const claimed = Object.fromEntries(keys.map((key) => [key, outbox[key]]));
  const won = await writeBeside(
    order._id,
    { outboxDueAt: order.outboxDueAt, outboxSeq: order.outboxSeq },
    { ...prefixed('outbox', claimed), outboxDueAt },
  );
  return won ? { order: { ...order, outbox, outboxDueAt }, keys } : null;
}
