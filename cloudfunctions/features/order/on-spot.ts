/** Orders about the same thing at the same spot: what tells whether a hazard came back. */
import type { Millis, Order } from '../../../typings/domain';
import type { OrderCard } from '../../../typings/api';
import { isMended } from '../../engine/insight';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { getOrder, operators as _, scanBehind, writeBeside, type OrderRow } from './store';
import { cards } from './view';
import { maySee } from './visibility';

/** A point, or an area for what people do. */
export interface Spot {
  kind: 'point' | 'area';
  spotId: string;
  templateId: string;
}

/** Orders of a spot that are looked at, the newest. */
const MOST = 100;

/** Cards on its page. */
const SHOWN = 20;

const whereOf = ({ kind, spotId, templateId }: Spot, from: Millis): object => ({
  templateId,
  reportedAt: _.gte(from),
  ...(kind === 'point'
    ? { 'place.pointId': spotId, kind: _.neq('behaviour') }
    : { 'place.areaId': spotId, kind: 'behaviour' }),
});

/** Whether it was a hazard, as far as anybody knows. */
const isReal = (order: OrderRow): boolean => order.open || isMended(order);

/** Since an instant, the newest first. One database call. */
async function rowsOn(spot: Spot, from: Millis): Promise<OrderRow[]> {
  return (await scanBehind(whereOf(spot, from), 'reportedAt', null, MOST)).filter(isReal);
}

/** Those that were hazards, the oldest first. One database call. */
export const ordersOnSpot = async (
  spot: Spot,
  from: Millis,
): Promise<Pick<Order, '_id' | 'number' | 'reportedAt'>[]> => (await rowsOn(spot, from)).reverse();

/** As cards, the newest first, as far as somebody may see them. One database call and one for the pictures. */
export async function cardsOnSpot(
  spot: Spot,
  from: Millis,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<OrderCard[]> {
  const rows = await rowsOn(spot, from);
  const shown = rows.filter((order) => maySee(order, actor, inForce, now)).slice(0, SHOWN);
  return cards(shown, actor, inForce, now);
}

/** Notes on an order that what it is about came back, so that its page says so. At most two database calls. */
export async function markRepeat(orderId: string, repeatId: string): Promise<void> {
  if ((await getOrder(orderId))?.repeatId !== repeatId) await writeBeside(orderId, {}, { repeatId });
}
