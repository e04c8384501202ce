/** Enters a state: who is accountable next, until when, and which rungs of the ladder lie ahead. */
import type { Flow, FlowState, World } from '../../typings/flow';
import type { Millis, NextStep, OrderCore } from '../../typings/domain';
import { freshDueAt } from './deadlines';
import { stateOf } from './flow';
import { isActive, ownerBy, replaceGone, type Ownership } from './owners';
import { scheduled } from './rungs';

/** An order on its way to its next state. */
export interface Draft {
  order: OrderCore;
  /** Set by a change that names the next owner itself. */
  owner: Ownership | null;
  /** Set by a change that moves the deadline itself. */
  dueAt: Millis | null;
}

/** A step that begins now, nothing climbed. */
export function freshStep({ person, explain }: Ownership, dueAt: Millis, world: World): NextStep {
  return { owner: person, explain, since: world.now, dueAt, climbed: [], escalatedTo: null };
}

/**
 * The step when the state stays. A missed deadline keeps what the ladder reached: changing the person
 * must not buy a second way up it.
 */
function continued(running: NextStep, step: NextStep, state: FlowState): NextStep {
  if (step.dueAt !== running.dueAt) return step;
  if (step.owner.id === running.owner.id) return { ...running, explain: step.explain };
  if (step.since < step.dueAt) return step;
  const late = state.ladder.filter((rung) => rung.at >= 1).map((rung) => rung.id);
  return {
    ...step,
    climbed: running.climbed.filter((id) => late.includes(id)),
    escalatedTo: running.escalatedTo,
  };
}

/**
 * Moves a draft into a state (its own, when it stays) and computes the next step.
 * @throws AppError VERIFIER_NOT_INDEPENDENT when nobody could verify
 */
export function enter(flow: Flow, draft: Draft, to: string, world: World): OrderCore {
  const state = stateOf(flow, to);
  if (state.end || state.owner === null || state.deadline === null) {
    return { ...draft.order, state: to, next: null, nextDueAt: null };
  }
  const running = draft.order.state === to ? draft.order.next : null;
  const order: OrderCore = {
    ...(state.owner === 'fixer' ? replaceGone(draft.order, world) : draft.order),
    state: to,
    open: true,
    closedAt: null,
  };
  const kept: Ownership | null =
    running !== null && state.owner !== 'fixer' && isActive(running.owner, world)
      ? { person: running.owner, explain: running.explain }
      : null;
  const owner = draft.owner ?? kept ?? ownerBy(state.owner, order, world);
  const dueAt = draft.dueAt ?? running?.dueAt ?? freshDueAt(state.deadline, order, world);
  const step = freshStep(owner, dueAt, world);
  return scheduled(flow, { ...order, next: running === null ? step : continued(running, step, state) });
}
