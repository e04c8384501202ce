/** Carries out one command on an order, and says which commands a person may give. */
import type {
  Command,
  EngineActor,
  Flow,
  FlowAction,
  Guard,
  Happening,
  Party,
  Transition,
  World,
} from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { CHANGES, type Act } from './changes';
import { awardsFor, noticesFor } from './effects';
import { actionOf, stateLabel, stateOf } from './flow';
import { readForm } from './forms';
import { asksInput, errorCodeOf, factsOf, failing, holds } from './guards';
import { PARTY_NAMES, partiesOf, spokenName } from './parties';
import { enter, type Draft } from './step';

const isAmong = (action: FlowAction, parties: readonly Party[]): boolean =>
  parties.some((party) => action.by.includes(party));

/** 「上报人或安全员」 */
const whoMay = (action: FlowAction): string => action.by.map((party) => PARTY_NAMES[party]).join('或');

/** @throws AppError BAD_REQUEST for an unknown action, WRONG_STATE when it cannot be taken in this state */
function requireAction(flow: Flow, order: OrderCore, id: string): FlowAction {
  const action = actionOf(flow, id, order.state);
  if (action !== undefined) return action;
  if (!flow.actions.some((a) => a.id === id)) {
    throw new AppError('BAD_REQUEST', {}, { action: '没有这一步，请刷新后再试' });
  }
  throw new AppError('WRONG_STATE', { state: stateLabel(flow, order) });
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
function detailOf(input: Command['input'], order: OrderCore): Happening['detail'] {
  const { next, fixer, rectifier, round, urgency, resolveDueAt } = order;
  return {
    ...input,
    round,
    urgency,
    resolveDueAt,
    rectifier,
    fixer,
    owner: next?.owner ?? null,
    explain: next?.explain ?? null,
    dueAt: next?.dueAt ?? null,
  };
}

/**
 * Carries out a command. Pure: nothing is performed, the inputs are left as they are.
 * @returns the order at the next `rev`, one happening for the trail, and the effects that must follow
 * @throws AppError BAD_REQUEST, WRONG_STATE, NOT_YOUR_TURN, NOT_FOR_YOU, REASON_NEEDED, PHOTO_NEEDED,
 *   PERSON_UNKNOWN, VERIFIER_NOT_INDEPENDENT, or what a guard of the flow says
 */
export function transition(
  flow: Flow,
  order: OrderCore,
  command: Command,
  actor: EngineActor,
  world: World,
): Transition {
  const action = requireAction(flow, order, command.action);
  const parties = partiesOf(order, actor, world);
  requireParty(action, order, parties, world);
  const input = readForm(action, command.input);
  const guard = failing(action, factsOf(order, actor, parties, input));
  if (guard !== undefined) throw refusal(guard, action, world);

  const act: Act = { state: stateOf(flow, order.state), actor, input, world };
  const draft = action.changes.reduce<Draft>((d, id) => CHANGES[id](d, act), {
    order,
    owner: null,
    dueAt: null,
  });
  const to = action.to === 'same' ? order.state : action.to;
  const after: OrderCore = { ...enter(flow, draft, to, world), rev: order.rev + 1 };
  const telling = {
    order: after,
    previousOwner: order.next?.owner ?? null,
    reason: input.reason ?? input.text ?? '',
    actorId: actor.id,
  };
  return {
    order: after,
    happenings: [{ action: action.id, from: order.state, to, detail: detailOf(input, after) }],
    effects: { ...noticesFor(action.notices, telling, world), ...awardsFor(action.awards, after, world) },
  };
}

const STYLES: readonly FlowAction['style'][] = ['primary', 'secondary', 'more'];

/**
 * The actions this person may take now, primary first. What depends on the form is not decided here:
 * those guards speak when the form is sent.
 */
export function granted(flow: Flow, order: OrderCore, actor: EngineActor, world: World): FlowAction[] {
  const parties = partiesOf(order, actor, world);
  const facts = factsOf(order, actor, parties, {});
  return flow.actions
    .filter(
      (action) =>
        action.from.includes(order.state) &&
        isAmong(action, parties) &&
        action.guards.every((guard) => asksInput(guard.rule) || holds(guard.rule, facts)),
    )
    .sort((a, b) => STYLES.indexOf(a.style) - STYLES.indexOf(b.style));
}
