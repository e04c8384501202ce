/** One act on an order: checked by the engine, written once, answered with the order as it is now. */
import type { ActInput, OrderView, PhotoInput } from '../../../typings/api';
import type { Effect, Evidence, EvidencePurpose, Order } from '../../../typings/domain';
import type { Command } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { WORDS } from '../../../miniprogram/shared/words';
import { transition } from '../../engine';
import { canonical, keyed } from '../../platform/canonical';
import { WithOrder } from '../../platform/router';
import { admitPhotos } from '../capture/intake';
import { folderOf } from '../capture/paths';
import type { Actor } from '../people/identify';
import { bookOf, plant, worldAt, type Plant } from '../plant/current';
import { commit } from './commit';
import { withEarnings } from './earning';
import { drain } from './outbox';
import { withFollowers } from './relations';
import { getOrder } from './store';
import { engineActor, orderView } from './view';
import { maySee, mayKnowReporter } from './visibility';

export const MAX_ACT_PHOTOS = 9;

/** What the pictures of an action are for. */
const PURPOSE: Record<string, EvidencePurpose> = {
  fix: 'after',
  verify: 'verify',
  sendBack: 'verify',
  accept: 'verify',
  reopen: 'scene',
  partFix: 'after',
  interim: 'interim',
  defer: 'interim',
  isMajor: 'interim',
  notMajor: 'interim',
  suspectMajor: 'scene',
  proposeStop: 'scene',
  stop: 'lock',
  unlock: 'lock',
};

/** A trail entry under this intent: the result stands. @throws AppError when another person or another text used the id */
function replayed(order: Order, actor: Actor, requestId: string, inputHash: string): boolean {
  const entry = order.trail.find((candidate) => candidate.requestId === requestId);
  if (entry === undefined) return false;
  if (entry.actor.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (entry.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return true;
}

/** Who was first, as this person may know it. */
function lastName(order: Order, actor: Actor): string {
  const last = order.trail.findLast(({ actor: by }) => by.kind !== 'system')?.actor;
  if (last === undefined) return WORDS.system;
  return last.id === order.reporter.id && !mayKnowReporter(order, actor) ? WORDS.hiddenReporter : last.name;
}

/** The failure for somebody who looked at an older order, with the fresh one. */
async function changed(order: Order, actor: Actor, inForce: Plant, now: number): Promise<WithOrder> {
  const error = new AppError('CHANGED', { name: lastName(order, actor) });
  return new WithOrder(error, await orderView(order, actor, inForce, now));
}

/** Photos and files of an act, admitted under the round they belong to. */
async function admitted(
  input: ActInput,
  order: Order,
  actor: Actor,
  now: number,
  files: Map<string, Buffer>,
): Promise<{ evidence: Record<string, Evidence>; photos: string[]; plans: string[] }> {
  const taken = new Set(Object.keys(order.evidence));
  const admit = async (
    field: 'photos' | 'files',
    purpose: EvidencePurpose,
  ): Promise<Record<string, Evidence>> => {
    const folder = folderOf(actor);
    const about = { folder, purpose, round: order.round, now, actorId: actor.id, field, taken };
    const evidence = await admitPhotos(input.input[field] ?? [], { ...about, max: MAX_ACT_PHOTOS }, files);
    for (const id of Object.keys(evidence)) taken.add(id);
    return evidence;
  };
  const photos = await admit('photos', PURPOSE[input.action] ?? 'plan');
  const plans = await admit('files', 'plan');
  return { evidence: { ...photos, ...plans }, photos: Object.keys(photos), plans: Object.keys(plans) };
}

/** What a command of the house gives an act besides what the phone sent. */
export interface Company {
  /** The order this one is merged into. */
  into: { id: string; number: string };
  /** What must follow besides what the engine decides. */
  effects: Record<string, Effect>;
}

function commandOf(
  input: ActInput,
  photos: string[],
  plans: string[],
  company: Company | undefined,
): Command {
  const into = company === undefined ? {} : { into: company.into };
  return { action: input.action, input: { ...input.input, photos, files: plans, ...into } };
}

/**
 * Performs an action.
 * @param company - only from the house itself, e.g. where a merge leads
 * @throws AppError NOT_FOUND, CHANGED and WRONG_STATE (both with the fresh order), NOT_YOUR_TURN, what the action's
 * form and guards ask for, PHOTO_…, REPLAY_…
 */
export async function act(
  actor: Actor,
  input: ActInput,
  requestId: string,
  now: number,
  company?: Company,
): Promise<OrderView> {
  const inputHash = keyed('input', canonical(input));
  const order = await getOrder(input.orderId);
  const inForce = await plant(now);
  if (order === null) throw new AppError('NOT_FOUND');
  const own = order.trail.some((entry) => entry.requestId === requestId && entry.actor.id === actor.id);
  if (!own && !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  if (replayed(order, actor, requestId, inputHash)) return orderView(order, actor, inForce, now);
  if (order.rev !== input.rev) throw await changed(order, actor, inForce, now);

  const world = worldAt(inForce, now);
  const book = await bookOf(order.flow.version);
  const files = new Map<string, Buffer>();
  try {
    // Asked before any file is fetched, so that a stranger's call costs nothing and a wrong state is told first.
    const ids = (photos: PhotoInput[] | undefined): string[] =>
      (photos ?? []).map((_, index) => `dry-${index}`);
    transition(
      book,
      order,
      commandOf(input, ids(input.input.photos), ids(input.input.files), company),
      engineActor(actor),
      world,
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'WRONG_STATE') {
      throw new WithOrder(error, await orderView(order, actor, inForce, now));
    }
    throw error;
  }
  const { evidence, photos, plans } = await admitted(input, order, actor, now, files);
  const command = commandOf(input, photos, plans, company);
  const decided = transition(book, order, command, engineActor(actor), world);
  const earned = withEarnings(order, decided, inForce, now);
  const effects = withFollowers(order, decided.order.next, { ...earned, ...company?.effects });
  const written = await commit(
    order,
    withHashes({ ...decided, effects }, evidence),
    {
      actor: { kind: actor.kind, id: actor.id, name: actor.name, role: actor.roles[0] ?? 'guest' },
      requestId,
      inputHash,
      now,
    },
    evidence,
  );
  if (written === null) {
    const fresh = await getOrder(input.orderId);
    if (fresh === null) throw new AppError('NOT_FOUND');
    if (replayed(fresh, actor, requestId, inputHash)) return orderView(fresh, actor, inForce, now);
    throw await changed(fresh, actor, inForce, now);
  }
  const mine = Object.keys(written.outbox).filter((key) => !(key in order.outbox));
  const drained = await drain(written, mine, { now, openid: actor.openid, files });
  return orderView(drained, actor, inForce, now);
}

/** The hashes of the pictures go on the trail, so that a swapped picture shows. */
function withHashes(
  decided: ReturnType<typeof transition>,
  evidence: Record<string, Evidence>,
): ReturnType<typeof transition> {
  const photos = Object.values(evidence).map(({ id, originalSha256 }) => ({ id, sha256: originalSha256 }));
  const [first, ...rest] = decided.happenings;
  if (first === undefined || photos.length === 0) return decided;
  return { ...decided, happenings: [{ ...first, detail: { ...first.detail, photos } }, ...rest] };
}
