/** What the storekeeper does to a shelf: goods come in, it is counted, a thing is taken off or put back on. */
import type { ShelfEntry, ShelfRow, ShopRoutes } from '../../../typings/shop';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Reward, Shelf, ShelfRecord } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { corrected, emptyShelf, offered, received, withdrawn } from '../../engine/shop';
import { canonical, keyed } from '../../platform/canonical';
import { Taken } from '../../platform/sdk';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { atomically } from './atomically';
import { addEntry, getEntry, getShelf, keepShelf, shelfIn } from './store';
import { shelfRow } from './view';
import { giveAllBack } from './withdraw';

/** What a change comes to, and how the history tells of it. */
interface Change {
  kind: ShelfEntry['kind'];
  reason: string;
  fen?: number;
  /** @throws AppError when it may not be */
  apply: (shelf: Shelf, by: PersonRef) => Shelf;
}

interface Intent {
  actor: Actor;
  /** What was asked, with the route, to tell a replay from a forgery. */
  asked: unknown;
  rewardId: string;
  requestId: string;
  now: Millis;
}

const rewardOf = ({ goods }: Plant, rewardId: string): Reward | undefined =>
  goods.rewards.find(({ id }) => id === rewardId);

/** The same intent again is the shelf as it is. @throws AppError REPLAY_… */
async function replayOf(id: string, actor: Actor, inputHash: string): Promise<Shelf> {
  const known = await getEntry(id);
  if (known === null) throw new AppError('BUSY');
  if (known.by.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  const shelf = await getShelf(known.rewardId);
  if (shelf === null) throw new Error(`the shelf of ${known.rewardId} is gone`);
  return shelf;
}

/** Changes a shelf and tells so in its history, in one transaction, once for an intent. @throws AppError GOODS_UNKNOWN, … */
async function change(
  intent: Intent,
  inForce: Plant,
  { kind, reason, fen = 0, apply }: Change,
): Promise<Shelf> {
  const { actor, asked, rewardId, requestId, now } = intent;
  const by = { id: actor.id, name: actor.name };
  const reward = rewardOf(inForce, rewardId);
  const inputHash = keyed('input', canonical(asked));
  const id = `shelf:${requestId}`;
  try {
    return await atomically(async (transaction) => {
      const about = { kind, rewardId, by, to: null, reason, at: now, fen, requestId, inputHash };
      const read = await shelfIn(transaction, rewardId);
      const shelf = read ?? (reward === undefined ? null : emptyShelf(reward));
      if (shelf === null) throw new AppError('GOODS_UNKNOWN');
      const { name: rewardName, unit } = reward ?? shelf.reward;
      // Before it is judged: what this intent changed itself must not refuse it.
      const entry: ShelfRecord = { _id: id, schema: 1, ...about, rewardName, unit, count: 0 };
      const next = await judged(() => apply(shelf, by), id);
      await addEntry(transaction, { ...entry, count: next.stock - shelf.stock });
      await keepShelf(transaction, next);
      return next;
    });
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    return replayOf(id, actor, inputHash);
  }
}

/** A refusal of an intent that stands already is none. @throws Taken then */
async function judged(apply: () => Shelf, id: string): Promise<Shelf> {
  try {
    return apply();
  } catch (error) {
    if (error instanceof AppError && (await getEntry(id)) !== null) throw new Taken(id);
    throw error;
  }
}

const rowOf = (shelf: Shelf, inForce: Plant): ShelfRow => shelfRow(shelf, rewardOf(inForce, shelf._id));

/** @throws AppError SHELF_CHANGED when it is not as the storekeeper saw it */
function checkRev(shelf: Shelf, rev: number): void {
  if (shelf.rev !== rev) throw new AppError('SHELF_CHANGED', { name: shelf.changedBy?.name ?? '有人' });
}

/**
 * Goods come in. @throws AppError GOODS_UNKNOWN for what is not in the shop, BAD_REQUEST, REPLAY_…, BUSY
 */
export async function receive(
  actor: Actor,
  input: ShopRoutes['counter.receive']['input'],
  requestId: string,
  now: Millis,
): Promise<ShelfRow> {
  const inForce = await plant(now);
  const { rewardId, count, note } = input;
  const fen = Math.round(input.yuan * 100);
  const intent = { actor, asked: { receive: input }, rewardId, requestId, now };
  const shelf = await change(intent, inForce, {
    kind: 'received',
    reason: note.trim(),
    fen,
    apply: (read, by) => {
      const reward = rewardOf(inForce, rewardId);
      if (reward === undefined) throw new AppError('GOODS_UNKNOWN');
      return received(read, reward, { count, fen, by });
    },
  });
  return rowOf(shelf, inForce);
}

/** The shelf was counted. @throws AppError GOODS_UNKNOWN, SHELF_CHANGED, SHELF_SHORT, REPLAY_…, BUSY */
export async function correct(
  actor: Actor,
  input: ShopRoutes['counter.correct']['input'],
  requestId: string,
  now: Millis,
): Promise<ShelfRow> {
  const inForce = await plant(now);
  const { rewardId, rev, stock, reason } = input;
  const intent = { actor, asked: { correct: input }, rewardId, requestId, now };
  const shelf = await change(intent, inForce, {
    kind: 'corrected',
    reason: reason.trim(),
    apply: (read, by) => {
      checkRev(read, rev);
      return corrected(read, rewardOf(inForce, rewardId)?.low ?? 0, stock, by);
    },
  });
  return rowOf(shelf, inForce);
}

/**
 * Takes a thing off the shelf, which gives back all that is reserved and tells the people, or puts it back on. What this
 * invocation does not get to, the timer does.
 * @throws AppError GOODS_UNKNOWN, SHELF_CHANGED also when it is so already, REPLAY_…, BUSY
 */
export async function withdraw(
  actor: Actor,
  input: ShopRoutes['counter.withdraw']['input'],
  requestId: string,
  now: Millis,
): Promise<ShelfRow> {
  const inForce = await plant(now);
  const { rewardId, rev, offer } = input;
  const intent = { actor, asked: { withdraw: input }, rewardId, requestId, now };
  const shelf = await change(intent, inForce, {
    kind: offer ? 'offered' : 'withdrawn',
    reason: input.reason.trim(),
    apply: (read, by) => {
      checkRev(read, rev);
      if (read.withdrawn !== offer)
        throw new AppError('SHELF_CHANGED', { name: read.changedBy?.name ?? '有人' });
      return offer ? offered(read, by) : withdrawn(read, by, now);
    },
  });
  if (!shelf.withdrawn || shelf.reserved === 0) return rowOf(shelf, inForce);
  await giveAllBack(shelf, inForce, now);
  return rowOf((await getShelf(rewardId)) ?? shelf, inForce);
}
