/** What people look up: the shop and their redemptions; the storekeeper the shelf and its history. */
import type { RedemptionView, RewardView, ShopRoutes } from '../../../typings/shop';
import type { Millis } from '../../../typings/domain';
import type { Shelf } from '../../../typings/goods';
import { AppError } from '../../../miniprogram/shared/errors';
import { emptyShelf, hadBy, isOffered, leftOn } from '../../engine/shop';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { balanceOf } from '../accounts';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { photoLinks } from './photos';
import { allShelves, entriesAfter, getRedemption, redemptionsOf, shelvesFor } from './store';
import { entryView, redemptionView, shelfRow } from './view';

/** Redemptions and entries a page. */
export const SHOP_PAGE = 20;

/** What may be redeemed today. Three database calls with those of the caller. */
export async function list(actor: Actor, now: Millis): Promise<ShopRoutes['shop.list']['output']> {
  const [inForce, balance, shelves] = await Promise.all([
    plant(now),
    balanceOf(actor.id),
    shelvesFor(actor.id),
  ]);
  const shelfOf = new Map(shelves.map((shelf) => [shelf._id, shelf]));
  const shown = inForce.goods.rewards.filter(
    (reward) => isOffered(reward, now) && shelfOf.get(reward.id)?.withdrawn !== true,
  );
  const links = await photoLinks(shown);
  const rewards = shown.map(({ id, name, icon, photo, unit, points, place, limit, until }): RewardView => {
    const shelf: Pick<Shelf, 'stock' | 'reserved' | 'withdrawn' | 'month'> & { had?: Shelf['had'] } =
      shelfOf.get(id) ?? emptyShelf({ id, name, icon, unit });
    return {
      ...{ id, name, icon, unit, points, place, limit, until },
      photo: photo === null ? null : (links.get(photo) ?? null),
      left: leftOn(shelf),
      had: hadBy({ month: shelf.month, had: shelf.had ?? {} }, actor.id, now),
    };
  });
  return { balance, rewards };
}

/** A page of somebody's redemptions, newest first. Two database calls with that of the caller. */
export async function mine(
  actor: Actor,
  cursor: string | null | undefined,
): Promise<ShopRoutes['shop.mine']['output']> {
  const read = await redemptionsOf(actor.id, decodeCursor(cursor), SHOP_PAGE + 1);
  const page = pageOf(read, SHOP_PAGE, ({ at }) => at);
  return { redemptions: page.rows.map(redemptionView), cursor: page.cursor };
}

/** One redemption with its code. @throws AppError REDEMPTION_UNKNOWN, alike for one of somebody else */
export async function get(actor: Actor, redemptionId: string): Promise<RedemptionView> {
  const redemption = await getRedemption(redemptionId);
  if (redemption?.person.id !== actor.id) throw new AppError('REDEMPTION_UNKNOWN');
  return redemptionView(redemption);
}

/** The shelf: all that is in the shop, then what lies there and is not in it any more. Two database calls. */
export async function shelf(now: Millis): Promise<ShopRoutes['counter.shelf']['output']> {
  const [{ goods }, shelves] = await Promise.all([plant(now), allShelves()]);
  const shelfOf = new Map(shelves.map((each) => [each._id, each]));
  const known = new Set(goods.rewards.map(({ id }) => id));
  const left = shelves.filter(({ _id, stock }) => !known.has(_id) && stock > 0);
  return {
    rows: [
      ...goods.rewards.map((reward) => shelfRow(shelfOf.get(reward.id) ?? emptyShelf(reward), reward)),
      ...left.map((each) => shelfRow(each, undefined)),
    ],
  };
}

/** A page of what happened on the shelf, newest first. Two database calls. */
export async function history(
  cursor: string | null | undefined,
): Promise<ShopRoutes['counter.history']['output']> {
  const read = await entriesAfter(decodeCursor(cursor), SHOP_PAGE + 1);
  const page = pageOf(read, SHOP_PAGE, ({ at }) => at);
  return { entries: page.rows.map(entryView), cursor: page.cursor };
}
