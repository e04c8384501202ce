/** Reading orders: one, a list, and the home page; each shows a person only what is theirs to see. */
import type { ListInput, OrderView, Routes } from '../../../typings/api';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { idsOf, type Actor } from '../people/identify';
import { plant } from '../plant/current';
import { balanceOf } from '../points/balance';
import { weekAtHome } from '../week-top/read';
import { getOrder, homeOrders, listOrders, operators as _, writeBeside } from './store';
import { cards, orderView } from './view';
import { isReporter, maySee, seesPlant } from './visibility';

const PAGE = 20;

/** How many cards the home page shows, and how far it looks. */
const WAITING_SHOWN = 3;
const HOME_READS = 100;
const LAST_REPORT_WITHIN = 30 * DAY;

/** @throws AppError NOT_FOUND, alike for an unknown order and one that is not theirs to see */
export async function readOrder(actor: Actor, orderId: string, now: number): Promise<OrderView> {
  const order = await getOrder(orderId);
  const inForce = await plant(now);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  return orderView(order, actor, inForce, now);
}

/**
 * Notes on an order that there are directives about it, so that its page looks for them. Two database calls.
 * @returns its number
 * @throws AppError NOT_FOUND, as {@link readOrder}
 */
export async function direct(actor: Actor, orderId: string, now: number): Promise<string> {
  const order = await getOrder(orderId);
  const inForce = await plant(now);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  if (order.directed !== true) await writeBeside(orderId, {}, { directed: true });
  return order.number;
}

/** The part of the orders a tab stands for. */
function scopeOf(actor: Actor, tab: ListInput['tab']): Record<string, unknown> {
  switch (tab) {
    case 'waiting':
      return { 'next.owner.id': actor.id };
    case 'reported':
      return { 'reporter.id': _.in(idsOf(actor)) };
    case 'charge':
      return { 'rectifier.id': actor.id };
    case 'area':
      if (seesPlant(actor)) return {};
      if (!actor.roles.includes('supervisor') || actor.departmentId === null) {
        throw new AppError('NOT_FOR_YOU', { who: '主管或安全员' });
      }
      return { 'place.departmentId': actor.departmentId };
  }
}

/** A page of a list, newest first. */
export async function listPage(
  actor: Actor,
  input: ListInput,
  now: number,
): Promise<Routes['orders.list']['output']> {
  const cursor = decodeCursor(input.cursor);
  const where = {
    ...scopeOf(actor, input.tab),
    ...(input.state === undefined ? {} : { state: input.state }),
    ...(input.open === undefined ? {} : { open: input.open }),
  };
  const read = await listOrders(where, cursor, PAGE + 1);
  const page = pageOf(read, PAGE, ({ reportedAt }) => reportedAt);
  const inForce = await plant(now);
  return { orders: await cards(page.rows, actor, inForce, now), cursor: page.cursor };
}

/** The home page: what waits for me, most urgent first, and what became of my last report. */
export async function home(actor: Actor, now: number): Promise<Omit<Routes['home.get']['output'], 'me'>> {
  const inForce = await plant(now);
  const [rows, balance, week] = await Promise.all([
    homeOrders(actor.id, idsOf(actor), now - LAST_REPORT_WITHIN, HOME_READS),
    balanceOf(actor.id),
    weekAtHome(actor, inForce, now),
  ]);
  const waiting = rows
    .filter(({ next }) => next?.owner.id === actor.id)
    .sort((a, b) => (a.next?.dueAt ?? 0) - (b.next?.dueAt ?? 0));
  const last = rows.find((order) => isReporter(order, actor));
  const shown = waiting.slice(0, WAITING_SHOWN);
  const views = await cards(last === undefined ? shown : [...shown, last], actor, inForce, now);
  return {
    waiting: views.slice(0, shown.length),
    waitingMore: waiting.length > shown.length,
    lastReport: last === undefined ? null : (views.at(-1) ?? null),
    points: { balance },
    week,
  };
}
