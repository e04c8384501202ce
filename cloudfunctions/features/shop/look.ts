/** The storekeeper reads a code: whose it is and what for; wrong codes are counted by the hour. */
import type { CounterView } from '../../../typings/shop';
import type { Millis } from '../../../typings/domain';
import type { Redemption } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { readGoods } from '../../../miniprogram/shared/goods-code';
import { DAY } from '../../../miniprogram/shared/time';
import { sameHash } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { codeHashOf } from './code';
import { photoOf } from './photos';
import { getRedemption, giveBackTry, redemptionsByCode, takeTry } from './store';
import { counterView } from './view';

/** Wrong codes a storekeeper has in an hour: against a million, with some tens reserved. */
export const MAX_CODE_TRIES = 10;

/** For so long the digits of one that ended say what became of it; later they may be somebody else's. */
const REMEMBERED = 7 * DAY;

/** Of one day's redemptions with the same digits there is hardly ever a second. */
const LOOKED_AT = 5;

/** The redemption behind a code; null for a wrong one. One database call, none for what is no code. */
async function behind(text: string, now: Millis): Promise<Redemption | null> {
  const code = readGoods(text);
  if (code === null) return null;
  const codeHash = codeHashOf(code.digits);
  if (code.id !== null) {
    const named = await getRedemption(code.id);
    return named !== null && sameHash(named.codeHash, codeHash) ? named : null;
  }
  const found = await redemptionsByCode(codeHash, LOOKED_AT);
  const reserved = found.find(({ state }) => state === 'reserved');
  return reserved ?? found.find(({ endedAt }) => now - (endedAt ?? 0) < REMEMBERED) ?? null;
}

/** Counts a try before it is known to be right: many at once are many. @throws AppError CODE_LOCKED */
export async function counted(actor: Pick<Actor, 'id'>, now: Millis): Promise<void> {
  if ((await takeTry(actor.id, now)) > MAX_CODE_TRIES) throw new AppError('CODE_LOCKED');
}

/**
 * Four database calls with those of the caller, and one of the file store for a thing with a photo. One that was handed out says by whom and when.
 * @throws AppError CODE_WRONG, alike for every code that is none; CODE_LOCKED
 */
export async function lookAt(actor: Actor, { code }: { code: string }, now: Millis): Promise<CounterView> {
  const inForce = await plant(now);
  await counted(actor, now);
  const redemption = await behind(code, now);
  if (redemption === null) throw new AppError('CODE_WRONG');
  await giveBackTry(actor.id);
  return counterView(redemption, inForce, await photoOf(redemption.reward.id, inForce.goods.rewards));
}
