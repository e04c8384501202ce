/** 「我也遇到」: a draft becomes a sighting on an open order instead of an order of its own. */
import type { JoinInput, ReportReceipt } from '../../../typings/api';
import type { Effect, Evidence, Millis, Order, Sighting } from '../../../typings/domain';
import type { Transition } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { receiptSentence, WORDS } from '../../../miniprogram/shared/words';
import { raise } from '../../engine';
import { rulesFor } from '../../engine/points/tariff';
import { canonical, keyed } from '../../platform/canonical';
import { admitPhotos } from '../capture/intake';
import { folderOf } from '../capture/paths';
import { idsOf, type Actor } from '../people/identify';
import { bookOf, plant, worldAt, type Plant } from '../plant/current';
import { forgetWith } from './claims';
import { claimed, commit, lookFor, prefixed } from './commit';
import { aboutOrder, drain } from './outbox';
import { MAX_SCENE_PHOTOS } from './report';
import { isTicket } from './similar';
import { getOrder, operators as _, writeBeside } from './store';
import { shownRef } from './view';
import { isReporter } from './visibility';

/** An order is one document: further sightings become orders of their own, and are merged by whoever has them. */
export const MAX_SIGHTINGS = 30;

/** How often the write is tried anew while others change the order. */
const TRIES = 5;

/** A sighting that is about to be written. */
interface Joining {
  actor: Actor;
  input: JoinInput;
  sighting: Sighting;
  evidence: Record<string, Evidence>;
  inForce: Plant;
  now: Millis;
}

function receiptOf(order: Order, actor: Actor, now: Millis): ReportReceipt {
  const owner = shownRef(order, order.next?.owner ?? order.rectifier ?? order.reporter, actor);
  const dueAt = order.next?.dueAt ?? order.resolveDueAt;
  const sentence = receiptSentence(order.number, owner.name, dueAt, now);
  return { id: order._id, number: order.number, owner, dueAt, sentence };
}

/** The sighting this draft made before. @throws AppError when it is another person's or another text */
function replayed(order: Order, { id }: JoinInput, actor: Actor, inputHash: string): boolean {
  const earlier = order.sightings?.[id];
  if (earlier === undefined) return false;
  if (!idsOf(actor).includes(earlier.by.id)) throw new AppError('REPLAY_REFUSED');
  if (earlier.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return true;
}

/** @throws AppError JOIN_OVER: the draft goes on as a report of its own */
function requireRoom({ open, sightings = {} }: Order): void {
  if (!open || Object.keys(sightings).length >= MAX_SIGHTINGS) throw new AppError('JOIN_OVER');
}

/** Whoever has the order learns of it; whoever came upon it is paid where there is a rule for that. */
function effectsOf(order: Order, { actor, sighting, inForce }: Joining): Record<string, Effect> {
  const hasIt = order.next?.owner ?? order.rectifier;
  const effects: Record<string, Effect> = {};
  if (hasIt !== null && hasIt.id !== actor.id) {
    effects[`notice-sighted-${sighting.id}-${hasIt.id}`] = {
      kind: 'notice',
      notice: 'commented',
      to: { id: hasIt.id, name: hasIt.name },
      urgency: order.urgency,
      facts: { ...aboutOrder(order), from: WORDS.system, text: WORDS.seenAgain },
    };
  }
  if (actor.kind !== 'person' || isReporter(order, actor)) return effects;
  // Once for each order, however often that is opened again.
  for (const { id: rule } of rulesFor(inForce.rewards, 'joined'))
    effects[`award-${rule}-${actor.id}`] = { kind: 'award', rule, personId: actor.id, time: 0, each: true };
  return effects;
}

/** Writes the sighting beside the state. @returns null when the order ended, or knows the draft already */
async function writeSighting(order: Order, joining: Joining): Promise<Order | null> {
  const { sighting, evidence, now } = joining;
  const evidenceIds = Object.keys(evidence);
  const seal: Record<string, Effect> =
    evidenceIds.length === 0 ? {} : { [`seal-sighted-${sighting.id}`]: { kind: 'seal', evidenceIds } };
  const outbox = claimed({ ...effectsOf(order, joining), ...seal }, now);
  const look = lookFor(outbox, order, now);
  const forget = evidenceIds.length > 0 ? forgetWith(order, evidence) : {};
  const path = `sightings.${sighting.id}`;
  const isWritten = await writeBeside(
    order._id,
    { open: true, [path]: _.exists(false) },
    {
      ...{ [path]: sighting, ...prefixed('evidence', evidence), ...forget },
      ...{ ...prefixed('outbox', outbox), ...look, outboxSeq: _.inc(1) },
    },
  );
  if (!isWritten) return null;
  return {
    ...order,
    sightings: { ...order.sightings, [sighting.id]: sighting },
    evidence: { ...order.evidence, ...evidence },
    outbox: { ...order.outbox, ...outbox },
    ...look,
    outboxSeq: order.outboxSeq + 1,
  };
}

/** Writes the sighting together with the urgency that it raises. @returns null when somebody else was first */
async function writeRaised(order: Order, raised: Transition, joining: Joining): Promise<Order | null> {
  const { sighting, evidence, now } = joining;
  const actor = { kind: 'system', id: 'system', name: WORDS.system, role: 'system' } as const;
  const effects = { ...raised.effects, ...effectsOf({ ...order, ...raised.order }, joining) };
  const origin = { actor, requestId: null, inputHash: null, now };
  const beside = { [`sightings.${sighting.id}`]: sighting };
  const written = await commit(order, { ...raised, effects }, origin, evidence, beside);
  return written && { ...written, sightings: { ...order.sightings, [sighting.id]: sighting } };
}

/** The urgency that the sighting raises, if it does. */
async function raisedBy(order: Order, { actor, input, inForce, now }: Joining): Promise<Transition | null> {
  if (input.urgency === undefined) return null;
  const about = { urgency: input.urgency, reason: WORDS.moreUrgent, actorId: actor.id };
  return raise(await bookOf(order.flow.version), order, about, worldAt(inForce, now));
}

/**
 * Joins an open order, once for each draft: whoever sent it follows the order from then on, what they took becomes its
 * evidence, and its urgency rises where theirs is higher. Nobody but safety learns who it was.
 * @throws AppError NOT_FOUND for an order that was not offered to this person, JOIN_OVER when it has ended or is full,
 * PHOTO_…, REPLAY_…
 */
export async function join(actor: Actor, input: JoinInput, now: Millis): Promise<ReportReceipt> {
  const inputHash = keyed('input', canonical(input));
  let order = await getOrder(input.orderId);
  if (order === null || !isTicket(input.ticket, input.orderId, actor)) throw new AppError('NOT_FOUND');
  if (replayed(order, input, actor, inputHash)) return receiptOf(order, actor, now);
  requireRoom(order);

  const inForce = await plant(now);
  const files = new Map<string, Buffer>();
  const evidence = await admitPhotos(
    input.photos ?? [],
    {
      ...{ folder: folderOf(actor), purpose: 'scene', round: order.round, now, max: MAX_SCENE_PHOTOS },
      ...{ actorId: actor.id, taken: new Set(Object.keys(order.evidence)) },
    },
    files,
  );
  const by = isReporter(order, actor) ? order.reporter : actor;
  const sighting: Sighting = {
    ...{ id: input.id, by: { id: by.id, name: by.name }, at: now },
    ...{ photos: Object.keys(evidence), inputHash },
  };
  const joining: Joining = { actor, input, sighting, evidence, inForce, now };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const raised = await raisedBy(order, joining);
    const before = order.outbox;
    const written =
      raised === null ? await writeSighting(order, joining) : await writeRaised(order, raised, joining);
    if (written !== null) {
      const mine = Object.keys(written.outbox).filter((key) => !(key in before));
      return receiptOf(await drain(written, mine, { now, openid: actor.openid, files }), actor, now);
    }
    order = await getOrder(input.orderId);
    if (order === null) throw new AppError('NOT_FOUND');
    if (replayed(order, input, actor, inputHash)) return receiptOf(order, actor, now);
    requireRoom(order);
  }
  throw new AppError('BUSY');
}
