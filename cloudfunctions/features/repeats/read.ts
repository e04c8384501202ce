/** Hazards that came back: a page of them, and one. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Repeat, RepeatView } from '../../../typings/repeat';
import { AppError } from '../../../miniprogram/shared/errors';
import { LOOKED_BACK } from '../../engine/repeat';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { scopeOf } from '../insight/scope';
import { cardsOnSpot } from '../order/on-spot';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { getRepeat, repeatRows } from './store';
import { mayRead, repeatCard, repeatView } from './view';

const PAGE = 20;

/** One database call. @throws AppError BAD_REQUEST for a cursor that is none of ours */
export async function listRepeats(
  actor: Actor,
  { open, cursor }: Routes['repeats.list']['input'],
  now: Millis,
): Promise<Routes['repeats.list']['output']> {
  const inForce = await plant(now);
  const { limits } = scopeOf(actor, inForce, now);
  const read = await repeatRows(open, limits, decodeCursor(cursor), PAGE + 1);
  const page = pageOf(read, PAGE, ({ movedAt }) => movedAt);
  return { repeats: page.rows.map((one) => repeatCard(one, inForce, now)), cursor: page.cursor };
}

/** With the orders at its spot. One database call and one for the pictures. */
export async function viewOf(repeat: Repeat, actor: Actor, inForce: Plant, now: Millis): Promise<RepeatView> {
  const orders = await cardsOnSpot(repeat, now - LOOKED_BACK, actor, inForce, now);
  return repeatView(repeat, orders, actor, inForce, now);
}

/** Two database calls and one for the pictures. @throws AppError REPEAT_UNKNOWN, alike for one that is not theirs to see */
export async function readRepeat(actor: Actor, id: string, now: Millis): Promise<RepeatView> {
  const [known, inForce] = await Promise.all([getRepeat(id), plant(now)]);
  if (known === null || !mayRead(known, actor, inForce, now)) throw new AppError('REPEAT_UNKNOWN');
  return viewOf(known, actor, inForce, now);
}
