/** Who can be reached for an order at this minute: its owner on duty, else who keeps the place safe now. */
import type { World } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { refOf, type Ownership } from './owners';

/**
 * The one person to turn to now. The owner of the step stays named while off duty; until they are back the area's
 * 现场管控人 keeps the place safe, and where nobody is on duty there the duty leader does (product.md, "What must
 * always hold").
 * @returns null when the order is closed
 */
export function accountableNow(order: OrderCore, world: World): Ownership | null {
  const { next } = order;
  if (next === null) return null;
  const { duty, now } = world;
  const isOn = (id: string): boolean => duty.active(id)?.onDuty === true;
  if (isOn(next.owner.id)) return { person: next.owner, explain: next.explain };
  const keeper = duty.siteKeeper(order.place.areaId, now);
  if (isOn(keeper.id)) return { person: refOf(keeper), explain: '现场管控人，责任人不在班' };
  return { person: refOf(duty.dutyLeader(now)), explain: '值班领导，责任人不在班' };
}
