/** Enters a state: who is accountable next, until when, and which rungs of the ladder lie ahead. */
import type { FlowBook, FlowState, World } from '../../typings/flow';
import type { Millis, NextStep, OrderCore, PersonRef } from '../../typings/domain';
import { freshDueAt, paced } from './deadlines';
import { pathOf, placeOf, type Place } from './flow';
import { mayKeep, movesAt, ownerBy, replaceGone, type Ownership } from './owners';
import { scheduled } from './rungs';

/** An order on its way to its next state. */
export interface Draft {
  order: OrderCore;
  /** Set by a change that names the next owner itself. */
  owner: Ownership | null;
  /** Set by a change that moves the deadline itself. */
  dueAt: Millis | null;
  /** Who acts, and so who asks where the next state wants signatures; null for the clock. */
  by: PersonRef | null;
  /** The state stays but its step begins anew: another signature is asked. */
  anew: boolean;
}

/** A draft in which nothing was changed yet. */
export const draftOf = (order: OrderCore, by: PersonRef | null): Draft => ({
  order,
  owner: null,
  dueAt: null,
  by,
  anew: false,
});

/** A step that begins now, nothing climbed. */
export function freshStep(
  { person, explain }: Ownership,
  dueAt: Millis,
  moves: Millis | null,
  world: World,
): NextStep {
  return {
    owner: person,
    explain,
    since: world.now,
    dueAt,
    climbed: [],
    escalatedTo: null,
    movesAt: moves,
  };
}

/** The step when the state stays, begun anew only with another owner or deadline. */
export function continued(running: NextStep, step: NextStep, state: FlowState): NextStep {
  if (step.dueAt !== running.dueAt) return step;
  if (step.owner.id === running.owner.id) {
    return { ...running, explain: step.explain, movesAt: step.movesAt };
  }
  return handedOn(running, step, state);
}

/**
 * A step that goes on to another owner. Once the deadline was missed it keeps what the ladder reached: changing the
 * person must not buy a second way up it.
 */
export function handedOn(running: NextStep, step: NextStep, state: FlowState): NextStep {
  if (step.since < running.dueAt) return step;
  const late = state.ladder.filter((rung) => rung.at >= 1).map((rung) => rung.id);
  return {
    ...step,
    climbed: running.climbed.filter((id) => late.includes(id)),
    escalatedTo: running.escalatedTo,
  };
}

/** What the state asks of the order besides an owner: signatures, and whether the resolve clock runs. */
function prepared(book: FlowBook, draft: Draft, { flow, state }: Place, world: World): OrderCore {
  const { order, by } = draft;
  const from = placeOf(book, order);
  const stays = from.flow === flow && from.state === state;
  const approval =
    state.approval === undefined || stays
      ? null
      : { askedBy: by ?? refuseClock(state), askedAt: world.now, from: pathOf(from), signatures: [] };
  const entered: OrderCore = {
    ...order,
    flow: { ...order.flow, id: flow.id },
    state: state.id,
    open: true,
    closedAt: null,
    ...(order.ending === undefined ? {} : { ending: null }),
    approval: stays && state.approval !== undefined ? order.approval : approval,
  };
  const paceKept = paced(entered, state.pauses === true, world);
  return state.owner === 'fixer' ? replaceGone(paceKept, world) : paceKept;
}

/** Publishing lets no ladder lead to a state that wants signatures: there would be nobody who asked. */
function refuseClock(state: FlowState): never {
  throw new Error(`nobody asked for the signatures of ${state.id}`);
}

/**
 * Moves a draft into a state (its own, when it stays) and computes the next step.
 * @throws AppError VERIFIER_NOT_INDEPENDENT when nobody could verify; SIGNER_MISSING when nobody could sign
 */
export function enter(book: FlowBook, draft: Draft, to: Place, world: World): OrderCore {
  const { flow, state } = to;
  if (state.end || state.owner === null || state.deadline === null) {
    const ended: OrderCore = {
      ...paced(draft.order, false, world),
      flow: { ...draft.order.flow, id: flow.id },
      state: state.id,
      next: null,
      approval: null,
    };
    return scheduled(book, ended, world);
  }
  const { state: stateBefore, flow: flowBefore, next } = draft.order;
  const stays = stateBefore === state.id && flowBefore.id === flow.id && !draft.anew;
  const running = stays ? next : null;
  const order = prepared(book, draft, to, world);
  const kept: Ownership | null =
    running !== null && mayKeep(state, running.owner, order, world)
      ? { person: running.owner, explain: running.explain }
      : null;
  const owner = draft.owner ?? kept ?? ownerBy(state, order, world);
  const dueAt = draft.dueAt ?? running?.dueAt ?? freshDueAt(state.deadline, order, world);
  const moves =
    draft.owner !== null
      ? null
      : kept !== null && running !== null
        ? running.movesAt
        : movesAt(state, owner.person, world);
  const step = freshStep(owner, dueAt, moves, world);
  const following = running === null ? step : continued(running, step, state);
  return scheduled(book, { ...order, next: following }, world);
}
