/** How an order tells that somebody else came upon it: to safety by name, to everybody else by number. */
import type { OrderView } from '../../../typings/api';
import type { Order } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { idsOf, type Actor } from '../people/identify';

/** The timeline with the sightings among what happened. They are no part of the trail: nothing was decided. */
export function withSightings(
  timeline: OrderView['timeline'],
  { sightings = {} }: Pick<Order, 'sightings'>,
  actor: Actor,
): OrderView['timeline'] {
  const told = Object.values(sightings).map(({ by, at }): OrderView['timeline'][number] => {
    const isTold = actor.roles.includes('safety') || idsOf(actor).includes(by.id);
    return isTold
      ? { at, who: by.name, what: WORDS.seenAgainBy, note: null }
      : { at, who: WORDS.system, what: WORDS.seenAgain, note: null };
  });
  return told.length === 0 ? timeline : [...timeline, ...told].sort((a, b) => a.at - b.at);
}
