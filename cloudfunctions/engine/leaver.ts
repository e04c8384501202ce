/** Keeps an open order in reachable hands when somebody on it leaves the plant. */
import type { Flow, Recipient, Transition, World } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { handOverDueAt } from './deadlines';
import { noticesFor } from './effects';
import { stateOf } from './flow';
import { isActive, ownerBy, replaceGone, successorOf, type Ownership } from './owners';
import { spokenName } from './parties';
import { scheduled } from './rungs';
import { freshStep } from './step';

/** Whose the step is now that its owner, or the fixer it hangs on, may be gone; null when all are there. */
function heir(order: OrderCore, replaced: OrderCore, rule: string | null, world: World): Ownership | null {
  if (order.next === null) return null;
  const { owner, explain } = order.next;
  if (rule === 'fixer') {
    if (replaced === order && isActive(owner, world)) return null;
    const { person } = ownerBy('fixer', replaced, world);
    if (person.id === owner.id) return { person: owner, explain };
    return { person, explain: `${spokenName(order, owner)}已离岗，由整改责任人接手` };
  }
  if (isActive(owner, world)) return null;
  return rule === 'verifier' ? ownerBy('verifier', order, world) : successorOf(owner, order, world);
}

/**
 * Gives the step of a person who left to their superior, as routed, or to the duty leader; a verification goes
 * to the next verifier. While the fix is due, a 整改责任人 or fixer who left is replaced too. The new owner gets
 * at least `handOver` and the message the flow sends a first owner.
 * @returns null when everybody the step needs is there
 * @throws AppError VERIFIER_NOT_INDEPENDENT when nobody could verify
 */
export function reassignIfGone(flow: Flow, order: OrderCore, world: World): Transition | null {
  const state = stateOf(flow, order.state);
  const replaced = state.owner === 'fixer' ? replaceGone(order, world) : order;
  const owner = heir(order, replaced, state.owner, world);
  if (owner === null || order.next === null) return null;
  const previous = order.next.owner;
  const stays = owner.person.id === previous.id;
  const next = stays ? order.next : freshStep(owner, handOverDueAt(order.next.dueAt, order, world), world);
  const after = scheduled(flow, { ...replaced, rev: order.rev + 1, next });
  const told: Recipient[] = [
    ...(stays ? [] : ['owner' as const]),
    ...(after.rectifier?.id === order.rectifier?.id ? [] : ['rectifier' as const]),
  ];
  const welcome = flow.onReport.notices.filter(({ to }) => to === 'owner');
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
