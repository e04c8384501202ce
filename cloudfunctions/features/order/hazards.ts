/** Open hazards of some areas, for whoever decides about fire there. */
import type { Urgency } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { areWordsHidden } from './shown';
import { openAround } from './store';

/** Newest first; more open ones in a few areas are not to be read before a signature. */
const READS = 60;

/** An open hazard, without anybody's name. */
export interface OpenHazard {
  orderId: string;
  number: string;
  title: string;
  place: string;
  areaId: string;
  categoryId: string;
  urgency: Urgency;
}

/** One database call. @param areaIds - at least one */
export async function openHazards(areaIds: readonly string[]): Promise<OpenHazard[]> {
  const orders = await openAround(null, areaIds, READS);
  return orders.map((order) => ({
    orderId: order._id,
    number: order.number,
    // Without a template the title is made of the reporter's own words.
    title: areWordsHidden(order) && order.templateId === null ? WORDS.uncheckedTitle : order.title,
    place: [order.place.areaName, order.place.pointNo ?? ''].join(' ').trim(),
    areaId: order.place.areaId,
    categoryId: order.categoryId,
    urgency: order.urgency,
  }));
}
