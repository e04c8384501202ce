/** What is told of the shop: to whoever reserved something, and to the storekeepers; each once. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Redemption, Shelf } from '../../../typings/goods';
import { whenText } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import { leftOn } from '../../engine/shop';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

/** `goodsExpiring`: it is to be fetched today; the others say what became of it. */
export type RedemptionNotice = 'goodsExpiring' | 'goodsExpired' | 'goodsWithdrawn' | 'goodsHandedOut';

/** Tells whoever reserved it. Told again it is one message. */
export async function tellOwner(
  { _id, person, reward, points, place, expiresAt, endedBy, reason }: Redemption,
  notice: RedemptionNotice,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { name: title } = reward;
  const facts = {
    ...{ number: WORDS.goods, title, points, place, subjectId: _id },
    owner: person.name,
    from: endedBy?.name ?? '',
    text: reason ?? '',
    due: whenText(expiresAt - 1, now),
    dueAt: expiresAt,
  };
  const key = `redemption-${_id}-${notice}`;
  await notify({ key, notice, to: person, urgency: 'low', facts }, inForce, now);
}

/** Tells every storekeeper that more should be bought; once until goods are received. */
export async function tellLow(
  shelf: Pick<Shelf, '_id' | 'reward' | 'stock' | 'reserved' | 'withdrawn' | 'lowNo'>,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const keepers: PersonRef[] = inForce.people.filter(
    ({ status, roles }) => status === 'active' && roles.includes('storekeeper'),
  );
  const { name: title } = shelf.reward;
  const facts = {
    number: WORDS.goods,
    title,
    count: leftOn(shelf),
    due: whenText(now, now),
    dueAt: now,
  };
  for (const { id, name } of keepers) {
    const key = `shelf-${shelf._id}-${shelf.lowNo}-${id}`;
    await notify({ key, notice: 'goodsLow', to: { id, name }, urgency: 'low', facts }, inForce, now);
  }
}
