/** Keeps an open order in reachable hands when somebody on it leaves the plant. */
import type { FlowBook, FlowState, Recipient, Transition, World } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { handOverDueAt } from './deadlines';
import { noticesFor } from './effects';
import { placeOf } from './flow';
import { isActive, movesAt, ownerBy, ownerInTime, replaceGone, successorOf, type Ownership } from './owners';
import { spokenName } from './parties';
import { scheduled } from './rungs';
import { freshStep } from './step';

/** Whose the step is now that its owner, or the fixer it hangs on, may be gone; null when all are there. */
function heir(order: OrderCore, replaced: OrderCore, state: FlowState, world: World): Ownership | null {
  if (order.next === null) return null;
  const { owner, explain } = order.next;
  if (state.owner === 'fixer') {
    if (replaced === order && isActive(owner, world)) return null;
    const { person } = ownerBy(state, replaced, world);
    if (person.id === owner.id) return { person: owner, explain };
    return { person, explain: `${spokenName(order, owner)}已离岗，由整改责任人接手` };
  }
  if (isActive(owner, world)) return null;
  const byRule = state.owner === 'verifier' || state.owner === 'checker' || state.owner === 'approver';
  return byRule ? ownerInTime(state, order, order.next, world) : successorOf(owner, order, world);
}

/**
 * Gives the step of a person who left to their superior, as routed, or to the duty leader; a verification goes
 * to the next verifier, a signature to the next who may sign. While the fix is due, a 整改责任人 or fixer who left is
 * replaced too. The new owner gets at least `handOver` and the message the flow sends when a step moves.
 * @returns null when everybody the step needs is there
 * @throws AppError VERIFIER_NOT_INDEPENDENT when nobody could verify
 */
export function reassignIfGone(book: FlowBook, order: OrderCore, world: World): Transition | null {
  const { flow, state } = placeOf(book, order);
  const replaced = state.owner === 'fixer' ? replaceGone(order, world) : order;
  const owner = heir(order, replaced, state, world);
  if (owner === null || order.next === null) return null;
  const previous = order.next.owner;
  const stays = owner.person.id === previous.id;
  const dueAt = handOverDueAt(order.next.dueAt, order, world);
  const next = stays ? order.next : freshStep(owner, dueAt, movesAt(state, owner.person, world), world);
  const after = scheduled(book, { ...replaced, rev: order.rev + 1, next }, world);
  const told: Recipient[] = [
    ...(stays ? [] : ['owner' as const]),
    ...(after.rectifier?.id === order.rectifier?.id ? [] : ['rectifier' as const]),
  ];
  const welcome = flow.onMove.notices.filter(({ to }) => to === 'owner');
  return {
    order: after,
    happenings: [
      {
        action: 'reassigned',
        from: order.state,
        to: order.state,
        detail: {
          previousOwner: previous,
          owner: next.owner,
          explain: next.explain,
          dueAt: next.dueAt,
          rectifier: after.rectifier,
          fixer: after.fixer,
        },
      },
    ],
    effects: noticesFor(
      told.flatMap((to) => welcome.map(({ notice }) => ({ to, notice }))),
      { order: after, previousOwner: previous, reason: '', actorId: null },
      world,
    ),
  };
}
