/** The urgency rises because somebody else came upon the same hazard; nobody has to ask for it. */
import type { FlowBook, Transition, World } from '../../typings/flow';
import type { OrderCore, Urgency } from '../../typings/domain';
import { CHANGES, type Act } from './changes';
import { noticesFor } from './effects';
import { placeOf } from './flow';
import { detailOf } from './transition';
import { draftOf, enter } from './step';

const RANK: Readonly<Record<Urgency, number>> = { low: 0, medium: 1, high: 2 };

/**
 * Raises the urgency as whoever may correct it in this state would: the deadlines are counted again, and the same people
 * are told. Pure.
 * @param actorId - who brought it about and need not be told
 * @returns null when it is no higher than the order's, or the flow lets nobody correct it in this state
 */
export function raise(
  book: FlowBook,
  order: OrderCore,
  { urgency, reason, actorId }: { urgency: Urgency; reason: string; actorId: string },
  world: World,
): Transition | null {
  const place = placeOf(book, order);
  const correction = place.flow.actions.find(
    ({ changes, from }) => changes.includes('setUrgency') && from.includes(order.state),
  );
  if (correction === undefined || order.next === null || RANK[urgency] <= RANK[order.urgency]) return null;
  const input = { urgency, reason };
  const actor: Act['actor'] = { kind: 'system', id: actorId, name: '', roles: [] };
  const act: Act = { book, place, order, actor, input, world };
  const after: OrderCore = {
    ...enter(book, CHANGES.setUrgency(draftOf(order, null), act), place, world),
    rev: order.rev + 1,
  };
  return {
    order: after,
    happenings: [
      {
        action: 'urgencyRaised',
        from: order.state,
        to: order.state,
        detail: { ...detailOf(input, after), flow: place.flow.id },
      },
    ],
    effects: noticesFor(
      correction.notices,
      { order: after, previousOwner: order.next.owner, reason, actorId },
      world,
    ),
  };
}
