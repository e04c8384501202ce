/** Redeeming: points, stock and the redemption change together or not at all, once for an intent. */
import type { RedemptionView } from '../../../typings/shop';
import type { Millis } from '../../../typings/domain';
import type { Redemption, Reward, Shelf } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { isOffered, reservation, reservedOn } from '../../engine/shop';
import { canonical, keyed } from '../../platform/canonical';
import { attempt } from '../../platform/look';
import { Taken } from '../../platform/sdk';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { spend } from '../points/till';
import { atomically } from './atomically';
import { codeHashOf, digitsOf, MOST_CODES } from './code';
import { spendId } from './give-back';
import { tellLow } from './notices';
import { addRedemption, getRedemption, keepShelf, settleShelf, shelfIn } from './store';
import { redemptionView } from './view';

/** The same intent again is the redemption as it is. @throws AppError REPLAY_… */
function replayOf(known: Redemption, actor: Actor, inputHash: string): RedemptionView {
  if (known.person.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return redemptionView(known);
}

/**
 * The transaction: eight operations between its start and its end. The redemption comes first: where the intent stands
 * already, nothing else is asked, so that a retry is not refused for the points that it spent itself.
 * @returns the shelf as it is then
 * @throws Taken when this intent stands, or another reserved redemption has this code; AppError GOODS_…, POINTS_SHORT
 */
const reserve = (redemption: Redemption, reward: Reward): Promise<Shelf> =>
  atomically(async (transaction) => {
    const { _id, person, points, at } = redemption;
    await addRedemption(transaction, redemption);
    const shelf = await shelfIn(transaction, reward.id);
    if (shelf === null) throw new AppError('GOODS_NONE_LEFT', { name: reward.name });
    const next = reservedOn(shelf, reward, person.id, at);
    const reason = `换了${reward.name}`;
    const paid = await spend(transaction, { id: spendId(_id), personId: person.id, points, reason, at });
    if (paid === 'short') throw new AppError('POINTS_SHORT', { points });
    if (paid === 'already') throw new Error(`redemption ${_id} was paid for and is not there`);
    await keepShelf(transaction, next);
    return next;
  });

/**
 * Reserves one thing for whoever asks. Eleven database calls with those of the caller: the transaction's start, its
 * operations on four documents, and its end.
 * @param requestId - becomes the redemption's id
 * @throws AppError GOODS_UNKNOWN, GOODS_NONE_LEFT, GOODS_LIMIT, POINTS_SHORT, REPLAY_…, BUSY
 */
export async function redeem(
  actor: Actor,
  input: { rewardId: string },
  requestId: string,
  now: Millis,
): Promise<RedemptionView> {
  const inForce = await plant(now);
  const inputHash = keyed('input', canonical(input));
  const reward = inForce.goods.rewards.find(({ id }) => id === input.rewardId);
  if (reward === undefined || !isOffered(reward, now)) {
    const known = await getRedemption(requestId);
    if (known === null) throw new AppError('GOODS_UNKNOWN');
    return replayOf(known, actor, inputHash);
  }
  const { id, name, departmentId } = actor;
  for (let codeNo = 0; codeNo < MOST_CODES; codeNo += 1) {
    const code = { codeNo, codeHash: codeHashOf(digitsOf({ _id: requestId, codeNo })) };
    const person = { id, name };
    const redemption = reservation({ id: requestId, person, departmentId, reward, code, inputHash, now });
    try {
      const shelf = await reserve(redemption, reward);
      if (shelf.nextDueAt === now) {
        await attempt('shop.low', { reward: reward.id }, async () => {
          await tellLow(shelf, inForce, now);
          return settleShelf(shelf);
        });
      }
      return redemptionView(redemption);
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      const known = await getRedemption(requestId);
      if (known !== null) return replayOf(known, actor, inputHash);
    }
  }
  throw new AppError('BUSY');
}
