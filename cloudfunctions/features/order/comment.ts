/** 留言: a word on an order by anybody who may see it; never changes its state. */
import type { Comment, Effect, Order, PersonRef } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { claimed, lookFor, prefixed } from './commit';
import { aboutOrder, drain } from './outbox';
import { getOrder, operators as _, writeBeside } from './store';
import { isReporter, maySee } from './visibility';

export const MAX_COMMENTS = 200;

/**
 * Adds a comment once, however often the phone sends it.
 * @param requestId - becomes the comment's id
 * @throws AppError NOT_FOUND, REPLAY_…; BAD_REQUEST when the order holds no more
 */
export async function comment(
  actor: Actor,
  input: { orderId: string; text: string },
  requestId: string,
  now: number,
): Promise<{ id: string }> {
  const order = await getOrder(input.orderId);
  if (order === null || !maySee(order, actor, await plant(now), now)) throw new AppError('NOT_FOUND');
  const text = input.text.trim();
  const by = speakerOn(order, actor);
  const said = order.comments.find(({ id }) => id === requestId);
  if (said !== undefined) return replayOf(said, by, text);
  if (order.comments.length >= MAX_COMMENTS) {
    throw new AppError('BAD_REQUEST', {}, { text: '这一单的留言已满，请打电话说' });
  }
  const entry: Comment = { id: requestId, at: now, by, text };
  const outbox = claimed(noticesOf(order, entry), now);
  const look = lookFor(outbox, order, now);
  const isSaid = await writeBeside(
    order._id,
    { 'comments.id': _.neq(requestId) },
    { comments: _.push([entry]), ...prefixed('outbox', outbox), ...look, outboxSeq: _.inc(1) },
  );
  if (isSaid) {
    const written = {
      ...order,
      outbox: { ...order.outbox, ...outbox },
      ...look,
      outboxSeq: order.outboxSeq + 1,
    };
    await drain(written, Object.keys(outbox), { now, openid: actor.openid, files: new Map() });
    return { id: requestId };
  }
  // The id was taken meanwhile: by this phone's other try, or by somebody else.
  const first = (await getOrder(order._id))?.comments.find(({ id }) => id === requestId);
  if (first === undefined) throw new AppError('NOT_FOUND');
  return replayOf(first, by, text);
}

/** As whom somebody speaks on an order: who reported it as a guest stays that guest here, whatever name they have now. */
function speakerOn(order: Order, actor: Actor): PersonRef {
  const { id, name } = isReporter(order, actor) ? order.reporter : actor;
  return { id, name };
}

/** Whoever has the order now and whoever reported it read what others say, also after it was closed. */
function noticesOf(order: Order, { id, by, text }: Comment): Record<string, Effect> {
  const hasIt = order.next?.owner ?? order.rectifier;
  const readers = new Map(
    [hasIt, order.reporter].flatMap((one) => (one === null ? [] : [[one.id, one] as const])),
  );
  readers.delete(by.id);
  const hidden = order.reporter.id === by.id && order.reporter.visibility !== 'named';
  const from = hidden ? WORDS.hiddenReporter : by.name;
  const facts = { ...aboutOrder(order), from, text };
  return Object.fromEntries(
    [...readers.values()].map((to): [string, Effect] => [
      `notice-commented-${id}-${to.id}`,
      { kind: 'notice', notice: 'commented', to: { id: to.id, name: to.name }, facts },
    ]),
  );
}

function replayOf(said: Comment, by: PersonRef, text: string): { id: string } {
  if (said.by.id !== by.id) throw new AppError('REPLAY_REFUSED');
  if (said.text !== text) throw new AppError('REPLAY_MISMATCH');
  return { id: said.id };
}
