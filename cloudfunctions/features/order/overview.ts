/** What somebody oversees at a glance: how many orders stand where, which of them wait for an answer, most urgent first. */
import type { Handover, OrderCard, StateCount } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { OwnerRule } from '../../../typings/flow';
import { granted } from '../../engine';
import type { Actor } from '../people/identify';
import { bookOf, plant, worldAt, type Plant } from '../plant/current';
import { openOrders, type OrderRow } from './store';
import { brief, cards, engineActor } from './view';

/** Open orders looked at, and cards shown, at most. */
const READS = 500;
const SHOWN = 50;

/** An open order in short, its area, and since when there is one. */
export interface Brief {
  areaId: string;
  reportedAt: Millis;
  order: Omit<Handover['orders'][number], 'note'>;
}

export interface Overview {
  seen: { counts: StateCount[]; orders: OrderCard[]; more: boolean };
  /** Of the areas that were asked for. */
  briefs: Brief[];
}

/** The duty leader of the hour and safety answer for the whole plant, a supervisor for their department and areas. */
function overseesAll(actor: Actor, { duty }: Plant, now: Millis): boolean {
  return actor.roles.includes('safety') || duty.dutyLeader(now).id === actor.id;
}

/** Whether an order waits for this person, or for whoever of those who may answers first. */
async function waitsFor(order: OrderRow, actor: Actor, inForce: Plant, now: Millis): Promise<boolean> {
  if (order.next?.owner.id === actor.id) return true;
  if (order.rectifier !== null) return false;
  const book = await bookOf(order.flow.version);
  return granted(book, order, engineActor(actor), worldAt(inForce, now)).some(
    ({ style }) => style === 'primary',
  );
}

/** Owner rules of 待响应, 整改中 and 待复核. */
const USUAL: readonly (OwnerRule | null)[] = ['routed', 'fixer', 'verifier'];

/** States of the ordinary loop are counted always, those of the other flows while something stands in them. */
function countsOf(orders: OrderRow[], { flows: { flows } }: Plant): StateCount[] {
  const counts = new Map<string, StateCount & { isUsual: boolean }>();
  const seen = new Set<string>();
  flows.forEach(({ states }, index) => {
    for (const { id, label, ring, end, owner } of states) {
      if (end || counts.has(id)) continue;
      const n = orders.filter(({ state }) => state === id).length;
      const isUsual = index === 0 && USUAL.includes(owner) && !seen.has(label);
      seen.add(label);
      counts.set(id, { stateId: id, label, ring, n, isUsual });
    }
  });
  return [...counts.values()]
    .filter(({ n, isUsual }) => n > 0 || isUsual)
    .map(({ stateId, label, ring, n }) => ({ stateId, label, ring, n }));
}

/**
 * One database call.
 * @param areaIds - areas that the person keeps besides those of their department
 */
export async function overview(actor: Actor, areaIds: string[], now: Millis): Promise<Overview> {
  const inForce = await plant(now);
  const all = overseesAll(actor, inForce, now);
  const kept = new Set(areaIds);
  const departments = [
    actor.departmentId ?? [],
    ...areaIds.map((id) => inForce.areaById.get(id)?.departmentId ?? []),
  ].flat();
  const read = await openOrders(actor.id, all ? null : [...new Set(departments)], READS + 1);
  const orders = read
    .slice(0, READS)
    .filter(
      ({ next, place }) =>
        all ||
        next?.owner.id === actor.id ||
        place.departmentId === actor.departmentId ||
        kept.has(place.areaId),
    );
  const waits = await Promise.all(orders.map((order) => waitsFor(order, actor, inForce, now)));
  const waiting = orders.filter((_order, index) => waits[index]).slice(0, SHOWN);
  const passing = orders.filter(({ place }) => kept.has(place.areaId));
  return {
    seen: {
      counts: countsOf(orders, inForce),
      orders: await cards(waiting, actor, inForce, now),
      more: read.length > READS,
    },
    briefs: await Promise.all(
      passing.map(async (order) => ({
        areaId: order.place.areaId,
        reportedAt: order.reportedAt,
        order: await brief(order, actor, inForce, now),
      })),
    ),
  };
}
