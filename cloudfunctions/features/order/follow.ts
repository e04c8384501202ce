/** 我的匿名上报: what became of an anonymous report, and a word about it, for whoever holds its follow key. */
import type { OrderView, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Actor } from '../people/identify';
import { nameless } from '../people/nameless';
import { comment } from './comment';
import { readOrder } from './read';

/**
 * The order as its anonymous reporter sees it: they read and answer, whatever is decided is decided by others. Also the
 * order into which theirs was merged. One database call and those of directives and pictures.
 * @throws AppError NOT_FOUND, alike for an order that is not there and a key that is not its own
 */
export async function follow(
  { openid }: Actor,
  { id, key }: Routes['orders.follow']['input'],
  now: Millis,
): Promise<OrderView> {
  const view = await readOrder(nameless(openid, key), id, now);
  // What it is only related to is not theirs to open.
  const relations = view.relations.filter(({ kind }) => kind === 'mergedInto');
  return { ...view, relations, action: null, may: [], actions: [] };
}

/**
 * Adds a word of the anonymous reporter, once however often the phone sends it, see {@link comment}.
 * @throws AppError as {@link comment}; NOT_FOUND as {@link follow}
 */
export const reply = (
  { openid }: Actor,
  { id, key, text, photos }: Routes['orders.reply']['input'],
  requestId: string,
  now: Millis,
): Promise<{ id: string }> =>
  comment(
    nameless(openid, key),
    { orderId: id, text, ...(photos === undefined ? {} : { photos }) },
    requestId,
    now,
  );
