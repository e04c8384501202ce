/** 打电话 about an order: whom to call is asked for at the tap, because it changes with the shift. */
import { call } from './call';
import { dial } from './phone';
import { whoAmI } from './session';

/** Opens the dialler with whoever a message did not reach, else with who answers for the order now. @throws CallFailure */
export async function callAbout(orderId: string): Promise<void> {
  const { unreached, people } = await call('orders.get', { orderId });
  const others = [...unreached, people.now, people.owner, people.siteKeeper].filter(
    (person) => person !== null && person.id !== whoAmI(),
  );
  const reachable = others.find((person) => person?.phone != null);
  dial(reachable?.phone ?? null);
}
