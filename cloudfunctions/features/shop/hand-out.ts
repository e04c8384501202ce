/** Handing out: once for a code, by somebody else than whom it is for; who and when are kept. */
import type { CounterView, ShopRoutes } from '../../../typings/shop';
import type { Millis } from '../../../typings/domain';
import type { Redemption, Shelf, ShelfRecord } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { readGoods } from '../../../miniprogram/shared/goods-code';
import { handedOut, handedOutFrom, worthOf } from '../../engine/shop';
import { canonical, keyed, sameHash } from '../../platform/canonical';
import { attempt } from '../../platform/look';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { noteBought } from '../points/till';
import { atomically, type Atomically } from './atomically';
import { codeHashOf } from './code';
import { counted } from './look';
import { tellOwner } from './notices';
import { overError } from './over';
import { photoOf } from './photos';
import { addEntry, giveBackTry, keepRedemption, keepShelf, redemptionIn, shelfIn } from './store';
import { counterView } from './view';

type Input = ShopRoutes['counter.handOut']['input'];

interface Occasion {
  actor: Pick<Actor, 'id' | 'name'>;
  input: Input;
  requestId: string;
  now: Millis;
}

/**
 * Whether it is to be handed out now.
 * @returns false when this very intent handed it out
 * @throws AppError CODE_USED, REDEMPTION_OVER, COUNTER_SELF, SHELF_CHANGED
 */
function isToHandOut(redemption: Redemption, { actor, input, requestId, now }: Occasion): boolean {
  const { state, endedBy, handOutId, person, expiresAt, rev } = redemption;
  if (state === 'handedOut' && handOutId === requestId && endedBy?.id === actor.id) return false;
  if (state !== 'reserved' || now >= expiresAt) throw overError(redemption, now);
  if (person.id === actor.id) throw new AppError('COUNTER_SELF');
  if (rev !== input.rev) throw new AppError('SHELF_CHANGED', { name: '有人' });
  return true;
}

/** Whether this is the code of that redemption. */
function isCodeOf({ _id, codeHash }: Redemption, text: string): boolean {
  const code = readGoods(text);
  if (code === null || (code.id !== null && code.id !== _id)) return false;
  return sameHash(codeHash, codeHashOf(code.digits));
}

/** What the shelf tells of it; what it cost leaves with it. */
const entryOf = (
  { _id, person, reward }: Redemption,
  shelf: Shelf,
  { actor, input, requestId, now }: Occasion,
): ShelfRecord => ({
  _id: `handedOut:${_id}`,
  schema: 1,
  kind: 'handedOut',
  rewardId: reward.id,
  rewardName: reward.name,
  unit: reward.unit,
  count: -1,
  by: { id: actor.id, name: actor.name },
  to: person,
  reason: '',
  at: now,
  fen: worthOf(shelf),
  requestId,
  inputHash: keyed('input', canonical(input)),
});

/** The transaction. @returns the redemption as it is then, and whether this call handed it out */
export const give = (
  occasion: Occasion,
  run: Atomically = atomically,
): Promise<{ redemption: Redemption; isNew: boolean }> =>
  run(async (transaction) => {
    const { actor, input, requestId, now } = occasion;
    const read = await redemptionIn(transaction, input.redemptionId);
    if (read === null || !isCodeOf(read, input.code)) throw new AppError('CODE_WRONG');
    if (!isToHandOut(read, occasion)) return { redemption: read, isNew: false };
    const { reward, points } = read;
    const shelf = await shelfIn(transaction, reward.id);
    if (shelf === null) throw new Error(`the shelf of ${reward.id} is gone`);
    const by = { id: actor.id, name: actor.name };
    const redemption = handedOut(read, by, requestId, now);
    await addEntry(transaction, entryOf(read, shelf, occasion));
    await keepRedemption(transaction, redemption);
    await keepShelf(transaction, handedOutFrom(shelf, by));
    const bought = { rewardId: reward.id, name: reward.name, count: 1, points, yuan: worthOf(shelf) / 100 };
    await noteBought(transaction, bought, now);
    return { redemption, isNew: true };
  });

/**
 * Hands out what a code is for. The same intent again is answered alike.
 * @throws AppError CODE_WRONG, alike for every code that is not this redemption's; CODE_LOCKED; CODE_USED with who handed it
 * out when; REDEMPTION_OVER; COUNTER_SELF
 */
export async function handOut(
  actor: Actor,
  input: Input,
  requestId: string,
  now: Millis,
): Promise<CounterView> {
  const inForce = await plant(now);
  await counted(actor, now);
  const wrong = (error: unknown): boolean => error instanceof AppError && error.code === 'CODE_WRONG';
  const { redemption, isNew } = await give({ actor, input, requestId, now }).catch(async (error: unknown) => {
    if (!wrong(error)) await giveBackTry(actor.id);
    throw error;
  });
  await giveBackTry(actor.id);
  if (isNew) {
    await attempt('shop.told', { redemption: redemption._id }, async () => {
      await tellOwner(redemption, 'goodsHandedOut', inForce, now);
      return true;
    });
  }
  return counterView(redemption, inForce, await photoOf(redemption.reward.id, inForce.goods.rewards));
}
