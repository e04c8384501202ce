/** Redeeming: points, stock and the redemption change together or not at all, once for an intent. */
import type { RedemptionView } from '../../../typings/shop';
import type { LedgerEntry, Millis } from '../../../typings/domain';
import type { Redemption, Reward, Shelf } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { checkReserved, isOffered, monthOf, ranLow, reservation } from '../../engine/shop';
import { canonical, keyed } from '../../platform/canonical';
import { attempt } from '../../platform/look';
import { Taken } from '../../platform/sdk';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { lapsedYear } from '../points/lapse';
import { spend } from '../points/till';
import { atomically, type Atomically } from './atomically';
import { codeHashOf, digitsOf, MOST_CODES } from './code';
import { tellLow } from './notices';
import { spendId } from './spends';
import { addRedemption, getRedemption, keepShelf, reserveOne, settleShelf } from './store';
import { redemptionView } from './view';

/** The same intent again is the redemption as it is. @throws AppError REPLAY_… */
function replayOf(known: Redemption, actor: Actor, inputHash: string): RedemptionView {
  if (known.person.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return redemptionView(known);
}

/** Who wants what, by which intent. */
interface Asked {
  personId: string;
  reward: Reward;
  id: string;
  /** The year whose points are over; null: none are. */
  lapsed: string | null;
  now: Millis;
}

/**
 * The transaction: three operations between its start and its end, each of which changes a document that it has not read and
 * is handed it back to judge; what is refused is rolled back. The shelf comes first, for it is where others wait.
 * @param made - the redemption with what took its points
 * @returns the redemption, and the shelf where it has just run low
 * @throws Taken when this intent stands, or another reserved redemption has this code; AppError GOODS_…, POINTS_SHORT
 */
export const reserve = (
  { personId, reward, id, lapsed, now }: Asked,
  made: (entry: LedgerEntry) => Redemption,
  run: Atomically = atomically,
): Promise<{ redemption: Redemption; low: Shelf | null }> =>
  run(async (transaction) => {
    const { points, name } = reward;
    const shelf = await reserveOne(transaction, reward, personId, monthOf(now));
    if (shelf === null) throw new AppError('GOODS_NONE_LEFT', { name });
    checkReserved(shelf, reward, personId);
    const spending = { id: spendId(id), personId, points, reason: `换了${name}`, at: now };
    const entry = await spend(transaction, spending, lapsed);
    if (entry === null) throw new AppError('POINTS_SHORT', { points });
    const redemption = made(entry);
    await addRedemption(transaction, redemption);
    const low = ranLow(shelf, reward, now);
    if (low !== null) await keepShelf(transaction, low);
    return { redemption, low };
  });

/**
 * Reserves one thing for whoever asks. Six database calls with those of the caller: who asks, the transaction's two ends, and
 * one each for shelf, account and redemption. One more for the first of a thing in a month and for the last before it runs
 * low; for an account of which a year has to be closed first, those of that booking.
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
  const replay = async (): Promise<RedemptionView | null> => {
    const known = await getRedemption(requestId);
    return known === null ? null : replayOf(known, actor, inputHash);
  };
  const reward = inForce.goods.rewards.find(({ id }) => id === input.rewardId);
  if (reward === undefined || !isOffered(reward, now)) {
    const known = await replay();
    if (known === null) throw new AppError('GOODS_UNKNOWN');
    return known;
  }
  const { id: personId, name, departmentId } = actor;
  const asked: Asked = { personId, reward, id: requestId, lapsed: lapsedYear(inForce.rewards, now), now };
  for (let codeNo = 0; codeNo < MOST_CODES; codeNo += 1) {
    const code = { codeNo, codeHash: codeHashOf(digitsOf({ _id: requestId, codeNo })) };
    const about = {
      id: requestId,
      person: { id: personId, name },
      departmentId,
      reward,
      code,
      inputHash,
      now,
    };
    try {
      const { redemption, low } = await reserve(asked, (entry) => reservation({ ...about, entry }));
      if (low !== null) {
        await attempt('shop.low', { reward: reward.id }, async () => {
          await tellLow(low, inForce, now);
          return settleShelf(low);
        });
      }
      return redemptionView(redemption);
    } catch (error) {
      // Of an intent that stands already also a refusal is none: it took the last one, or the points, itself.
      if (!(error instanceof Taken) && !(error instanceof AppError)) throw error;
      const known = await replay();
      if (known !== null) return known;
      if (error instanceof AppError) throw error;
    }
  }
  throw new AppError('BUSY');
}
