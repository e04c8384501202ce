/** Safety looks at what the content check minded or could not look at, and decides whether others may see it. */
import type { OrderView, Routes } from '../../../typings/api';
import type { Look, Millis, Order } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { prefixed } from './commit';
import { getOrder, writeBeside } from './store';
import { orderView } from './view';

/** Notes a decision on pictures that have one to be made; what was sealed before there was a check is seen by all. */
function decided(order: Order, ids: string[], look: Look): Order['evidence'] {
  return Object.fromEntries(
    ids.map((id, index) => {
      const evidence = order.evidence[id];
      if (evidence?.state !== 'sealed' || evidence.check === undefined) {
        throw new AppError('BAD_REQUEST', {}, { [`files.${index}`]: '这一张不用看，请下拉刷新' });
      }
      return [id, { ...evidence, check: { ...evidence.check, looked: look } }];
    }),
  );
}

/**
 * Shows files, and the words, to everybody who may see the order, or leaves them hidden. The last decision stands; the
 * same one again changes nothing but its time. Three database calls with the caller's identity.
 * @throws AppError NOT_FOUND; BAD_REQUEST for a file about which there is nothing to decide
 */
export async function review(
  actor: Actor,
  { orderId, files, description, show }: Routes['content.review']['input'],
  now: Millis,
): Promise<OrderView> {
  const order = await getOrder(orderId);
  const inForce = await plant(now);
  if (order === null) throw new AppError('NOT_FOUND');
  const look: Look = { by: { id: actor.id, name: actor.name }, at: now, show };
  const evidence = decided(order, files, look);
  const words = description ? { contentLook: look } : {};
  const looks = Object.fromEntries(Object.keys(evidence).map((id) => [`${id}.check.looked`, look]));
  await writeBeside(orderId, {}, { ...prefixed('evidence', looks), ...words });
  return orderView({ ...order, ...words, evidence: { ...order.evidence, ...evidence } }, actor, inForce, now);
}
