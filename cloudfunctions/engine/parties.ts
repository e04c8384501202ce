/** In which relations a person stands to an order, and how they may be spoken of. */
import type { EngineActor, Party, World } from '../../typings/flow';
import type { OrderCore, PersonRef } from '../../typings/domain';
import { WORDS } from '../../miniprogram/shared/words';

/** What each relation is called in a sentence. */
export const PARTY_NAMES: Readonly<Record<Party, string>> = {
  reporter: '上报人',
  owner: '当前处理人',
  rectifier: '整改责任人',
  fixer: '整改人',
  escalated: '已通知到的上级',
  siteKeeper: '现场管控人',
  safety: '安全员',
  manager: '总经理',
  anyone: '任何人',
};

/**
 * The relations of an actor to an order now; a person may hold several, the system holds none.
 * `safety` is the role, and whoever stands in for safety at this hour (at night the duty leader).
 */
export function partiesOf(order: OrderCore, actor: EngineActor, world: World): Party[] {
  if (actor.kind === 'system') return [];
  const parties: Party[] = ['anyone'];
  if (order.reporter.kind === actor.kind && order.reporter.id === actor.id) parties.push('reporter');
  if (actor.kind === 'guest') return parties;
  const is = (person: PersonRef | null | undefined): boolean => person?.id === actor.id;
  if (is(order.next?.owner)) parties.push('owner');
  if (is(order.rectifier)) parties.push('rectifier');
  if (is(order.fixer)) parties.push('fixer');
  if (is(order.next?.escalatedTo)) parties.push('escalated');
  if (is(world.duty.siteKeeper(order.place.areaId, world.now))) parties.push('siteKeeper');
  if (actor.roles.includes('safety') || is(world.duty.safety(world.now))) parties.push('safety');
  if (actor.roles.includes('manager')) parties.push('manager');
  return parties;
}

/** Whether only safety may know this person's name in connection with the order. */
function isHidden(order: OrderCore, person: PersonRef): boolean {
  return order.reporter.visibility === 'safetyOnly' && order.reporter.id === person.id;
}

/** The name to use in sentences that others read. */
export function spokenName(order: OrderCore, person: PersonRef): string {
  return isHidden(order, person) ? WORDS.hiddenReporter : person.name;
}
