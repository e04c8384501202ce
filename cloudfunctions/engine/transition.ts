/** Carries out one command on an order, and says which commands a person may give. */
import type {
  Command,
  EngineActor,
  FlowAction,
  FlowBook,
  Guard,
  Happening,
  Party,
  Transition,
  World,
} from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { CHANGES, type Act } from './changes';
import { awardsFor, clawbackFor, noticesFor } from './effects';
import { actionOf, flowFor, placeOf, stateLabel, targetOf, type Place } from './flow';
import { readForm } from './forms';
import { asksInput, errorCodeOf, factsOf, failing, holds } from './guards';
import { PARTY_NAMES, partiesOf, spokenName } from './parties';
import { isSigned } from './signing';
import { draftOf, enter, type Draft } from './step';

const isAmong = (action: FlowAction, parties: readonly Party[]): boolean =>
  parties.some((party) => action.by.includes(party));

/** 「上报人或安全员」 */
const whoMay = (action: FlowAction): string => action.by.map((party) => PARTY_NAMES[party]).join('或');

/** @throws AppError BAD_REQUEST for an unknown action, WRONG_STATE when it cannot be taken in this state */
function requireAction(book: FlowBook, order: OrderCore, id: string): FlowAction {
  const action = actionOf(flowFor(book, order), id, order.state);
  if (action !== undefined) return action;
  if (!book.flows.some(({ actions }) => actions.some((a) => a.id === id))) {
    throw new AppError('BAD_REQUEST', {}, { action: '没有这一步，请刷新后再试' });
  }
  throw new AppError('WRONG_STATE', { state: stateLabel(book, order) });
}

/** @throws AppError NOT_YOUR_TURN when it is the current owner's to do, else NOT_FOR_YOU naming who may */
function requireParty(action: FlowAction, order: OrderCore, parties: readonly Party[], world: World): void {
  if (isAmong(action, parties)) return;
  const owner = order.next?.owner;
  if (owner !== undefined) {
    const roles = world.duty.active(owner.id)?.roles ?? [];
    if (isAmong(action, partiesOf(order, { kind: 'person', ...owner, roles }, world))) {
      throw new AppError('NOT_YOUR_TURN', { name: spokenName(order, owner) });
    }
  }
  throw new AppError('NOT_FOR_YOU', { who: whoMay(action) });
}

function refusal(guard: Guard, action: FlowAction, world: World): AppError {
  return new AppError(errorCodeOf(guard), {
    name: world.duty.safety(world.now).name,
    who: whoMay(action),
  });
}

/** What the trail keeps: what the actor gave, and what followed from it. */
export function detailOf(input: Command['input'], order: OrderCore): Happening['detail'] {
  const { next, fixer, rectifier, round, urgency, level, resolveDueAt } = order;
  return {
    ...input,
    round,
    urgency,
    level,
    resolveDueAt,
    rectifier,
    fixer,
    owner: next?.owner ?? null,
    explain: next?.explain ?? null,
    dueAt: next?.dueAt ?? null,
  };
}

/** A signature that is not the last changes nothing but itself, and the next one is asked. */
function isPartial(act: Act, { order }: Draft): boolean {
  const { approval } = act.place.state;
  return approval !== undefined && order.approval !== null && !isSigned(approval, order.approval);
}

/** Where an action leads. */
function leadsTo(book: FlowBook, action: FlowAction, order: OrderCore): Place {
  const here = placeOf(book, order);
  if (action.to === 'same') return here;
  if (action.to !== 'back') return targetOf(book, here.flow, action.to);
  if (order.approval === null) throw new Error(`order ${order._id} has nowhere to go back to`);
  return targetOf(book, here.flow, order.approval.from);
}

/** Applies the changes of an action; with a signature that is not the last, only that. */
function changed(action: FlowAction, act: Act): { draft: Draft; partial: boolean } {
  const start = draftOf(act.order, { id: act.actor.id, name: act.actor.name });
  if (!action.changes.includes('sign')) {
    return { draft: action.changes.reduce((d, id) => CHANGES[id](d, act), start), partial: false };
  }
  const signed = CHANGES.sign(start, act);
  if (isPartial(act, signed)) return { draft: { ...signed, anew: true }, partial: true };
  const rest = action.changes.filter((id) => id !== 'sign');
  return { draft: rest.reduce((d, id) => CHANGES[id](d, act), signed), partial: false };
}

/**
 * Carries out a command. Pure: nothing is performed, the inputs are left as they are.
 * @returns the order at the next `rev`, one happening for the trail, and the effects that must follow
 * @throws AppError BAD_REQUEST, WRONG_STATE, NOT_YOUR_TURN, NOT_FOR_YOU, REASON_NEEDED, PHOTO_NEEDED, DATE_NEEDED,
 *   PERSON_UNKNOWN, VERIFIER_NOT_INDEPENDENT, SIGNER_MISSING, LEVEL_UNDECIDED, or what a guard of the flow says
 */
export function transition(
  book: FlowBook,
  order: OrderCore,
  command: Command,
  actor: EngineActor,
  world: World,
): Transition {
  const action = requireAction(book, order, command.action);
  const parties = partiesOf(order, actor, world);
  requireParty(action, order, parties, world);
  const { into, ...given } = command.input;
  const input: Command['input'] = { ...readForm(action, given), ...(into === undefined ? {} : { into }) };
  const guard = failing(action, factsOf(order, actor, parties, input, world.now));
  if (guard !== undefined) throw refusal(guard, action, world);

  const act: Act = { book, place: placeOf(book, order), order, actor, input, world };
  const { draft, partial } = changed(action, act);
  const to = partial ? act.place : leadsTo(book, action, order);
  const after: OrderCore = { ...enter(book, draft, to, world), rev: order.rev + 1 };
  const telling = {
    order: after,
    previousOwner: order.next?.owner ?? null,
    reason: input.reason ?? input.text ?? input.basis ?? '',
    actorId: actor.id,
    ...(into === undefined ? {} : { into: into.number }),
  };
  const asked: typeof action.notices = action.notices.filter(({ to: whom }) => whom === 'owner');
  return {
    order: after,
    happenings: [
      {
        action: action.id,
        from: order.state,
        to: to.state.id,
        detail: { ...detailOf(input, after), flow: to.flow.id },
      },
    ],
    effects: {
      ...noticesFor(partial ? asked : action.notices, telling, world),
      ...(partial ? {} : awardsFor(action.awards, after, world)),
      ...(action.changes.includes('reopen') ? clawbackFor(after) : {}),
    },
  };
}

const STYLES: readonly FlowAction['style'][] = ['primary', 'secondary', 'more'];

/**
 * The actions this person may take now, primary first. What depends on the form is not decided here:
 * those guards speak when the form is sent.
 */
export function granted(book: FlowBook, order: OrderCore, actor: EngineActor, world: World): FlowAction[] {
  const parties = partiesOf(order, actor, world);
  const facts = factsOf(order, actor, parties, {}, world.now);
  return flowFor(book, order)
    .actions.filter(
      (action) =>
        action.from.includes(order.state) &&
        isAmong(action, parties) &&
        action.guards.every((guard) => asksInput(guard.rule) || holds(guard.rule, facts)),
    )
    .sort((a, b) => STYLES.indexOf(a.style) - STYLES.indexOf(b.style));
}
