/** 自改待抽查: a sample that nobody can choose is looked at; when all of it is good, the rest may be accepted at once. */
import type { BulkResult, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { dayStamp, startOfDay } from '../../../miniprogram/shared/time';
import { granted } from '../../engine';
import { keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { bookOf, plant, worldAt, type Plant } from '../plant/current';
import { actOnEach, partOf } from './bulk';
import { inState, judgedBy, type OrderRow, type TrailRow } from './store';
import { cards, engineActor } from './view';

/** Orders looked at, and accepted in one call, at most. */
const READS = 200;
const MAX_REST = 60;

const ACCEPT = 'accept';

/** What a person has to check today: what waits for them, and what they have decided since midnight. */
interface Pile {
  waiting: OrderRow[];
  /** With the id of the intent under which it was accepted; null when it was sent back. */
  decided: { order: TrailRow; at: Millis; acceptedBy: string | null }[];
}

/**
 * The part of some orders that is looked at one by one: ⌈√n⌉ of them, drawn by a keyed hash of day and order, so that
 * nobody foresees or changes the draw.
 */
export function sampleOf(ids: readonly string[], day: string): Set<string> {
  const drawn = ids
    .map((id) => ({ id, lot: keyed('sample', `${day}\n${id}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return new Set(drawn.slice(0, Math.ceil(Math.sqrt(ids.length))).map(({ id }) => id));
}

/** The state in which what was mended on the spot waits, by the flows in force. */
const waitingState = ({ flows }: Plant): string => flows.starts.selfFixed.split('/').at(-1) ?? '';

/** Whether this person may accept an order. */
async function mayAccept(order: OrderRow, actor: Actor, inForce: Plant, now: Millis): Promise<boolean> {
  const book = await bookOf(order.flow.version);
  return granted(book, order, engineActor(actor), worldAt(inForce, now)).some(({ id }) => id === ACCEPT);
}

/** Two database calls. */
async function pileOf(actor: Actor, inForce: Plant, now: Millis): Promise<Pile> {
  const state = waitingState(inForce);
  const today = startOfDay(now);
  const [open, judged] = await Promise.all([inState(state, READS), judgedBy(actor.id, today, READS)]);
  const mine = await Promise.all(open.map((order) => mayAccept(order, actor, inForce, now)));
  return {
    waiting: open.filter((_order, index) => mine[index]),
    decided: judged.flatMap((order) => {
      const verdict = order.trail.findLast(
        ({ at, actor: by, from }) => at >= today && by.id === actor.id && from === state,
      );
      if (verdict === undefined) return [];
      const { at } = verdict;
      return [{ order, at, acceptedBy: verdict.action === ACCEPT ? (verdict.requestId ?? '') : null }];
    }),
  };
}

/** Divides a pile by the day's draw; what was sent back stays in the draw, and stays bad. */
function drawn(
  { waiting, decided }: Pile,
  now: Millis,
): { sample: OrderRow[]; rest: OrderRow[]; bad: number } {
  const all = [...waiting, ...decided.map(({ order }) => order)].map(({ _id }) => _id);
  const sample = sampleOf(all, dayStamp(now));
  return {
    sample: waiting.filter(({ _id }) => sample.has(_id)),
    rest: waiting.filter(({ _id }) => !sample.has(_id)),
    bad: decided.filter(({ order, acceptedBy }) => acceptedBy === null && sample.has(order._id)).length,
  };
}

/** What of the day's sample is still to be looked at, and how many follow from it. Two database calls and the pictures. */
export async function checks(actor: Actor, now: Millis): Promise<Routes['checks.get']['output']> {
  const inForce = await plant(now);
  const { sample, rest } = drawn(await pileOf(actor, inForce, now), now);
  return { sample: await cards(sample, actor, inForce, now), rest: rest.length };
}

/**
 * Accepts what was not drawn, each on its own; sent again under its id it answers the same.
 * @throws AppError SAMPLE_FIRST while some of the sample waits, SAMPLE_BAD when some of it was sent back today
 */
export async function acceptRest(
  actor: Actor,
  requestId: string,
  now: Millis,
): Promise<Routes['checks.acceptRest']['output']> {
  const inForce = await plant(now);
  const pile = await pileOf(actor, inForce, now);
  const before = pile.decided.filter(({ order, acceptedBy }) => acceptedBy === partOf(requestId, order._id));
  const { sample, rest, bad } = drawn(pile, now);
  if (before.length === 0) {
    if (sample.length > 0) throw new AppError('SAMPLE_FIRST', { left: sample.length });
    if (bad > 0) throw new AppError('SAMPLE_BAD');
  }
  const done = (
    await cards(
      before.map(({ order }) => order),
      actor,
      inForce,
      now,
    )
  ).map((card): BulkResult => {
    return { orderId: card.id, number: card.number, ok: true, card };
  });
  if (sample.length > 0 || bad > 0) return { results: done };
  // A run that was cut off is finished; what came after it began was not meant.
  const begun = Math.min(...before.map(({ at }) => at));
  const meant = rest.filter(({ next }) => next === null || next.since <= begun);
  const orders = meant.slice(0, MAX_REST - before.length).map(({ _id, rev }) => ({ orderId: _id, rev }));
  const results = await actOnEach(actor, orders, { action: ACCEPT, input: {} }, requestId, now);
  return { results: [...done, ...results] };
}
