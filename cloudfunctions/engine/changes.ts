/** What an action changes besides the state: one pure function per change a flow may name. */
import type { ChangeId, Command, EngineActor, FlowState, World } from '../../typings/flow';
import type { NextStep, OrderCore, PersonRef, Round } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { correctedDueAt, handOverDueAt } from './deadlines';
import { isIndependent, refOf } from './owners';
import { spokenName } from './parties';
import { freshRound, withRound } from './rounds';
import type { Draft } from './step';

/** An act whose right, form and guards were checked. */
export interface Act {
  /** The state it is taken in. */
  state: FlowState;
  actor: EngineActor;
  input: Command['input'];
  world: World;
}

type Change = (draft: Draft, act: Act) => Draft;

/** @throws AppError PERSON_UNKNOWN when nobody active has this id */
function personNamed(id: string | undefined, world: World): PersonRef {
  const person = id === undefined ? null : world.duty.active(id);
  if (person === null) throw new AppError('PERSON_UNKNOWN', {}, { personId: '请另选一位' });
  return refOf(person);
}

/** @throws Error when the order is closed: publishing lets no change that needs a step be taken there */
function stepOf({ order }: Draft): NextStep {
  if (order.next === null) throw new Error(`order ${order._id} has no next step`);
  return order.next;
}

const on = (draft: Draft, patch: Partial<OrderCore>): Draft => ({
  ...draft,
  order: { ...draft.order, ...patch },
});

/** Who answers with a plan takes charge: they become 整改责任人. */
const namePlan: Change = (draft, { actor, input, world }) => {
  const by = refOf(actor);
  const plan = { text: input.text ?? '', by, at: world.now };
  return { ...draft, order: withRound({ ...draft.order, rectifier: by }, { plan }) };
};

/** The person named fixes, else the actor; where nobody took charge yet, the current owner does. */
const nameFixer: Change = (draft, { actor, input, world }) => {
  const fixer = input.personId === undefined ? refOf(actor) : personNamed(input.personId, world);
  const rectifier = draft.order.rectifier ?? stepOf(draft).owner;
  return { ...draft, order: withRound({ ...draft.order, rectifier, fixer }, { fixer }) };
};

/** The step goes to another person; the resolve clock runs on, and the new owner gets at least `handOver`. */
const transferOwner: Change = (draft, { actor, input, world }) => {
  const step = stepOf(draft);
  const to = personNamed(input.personId, world);
  const reason = input.reason ?? '';
  const transfers = [...draft.order.transfers, { from: step.owner, to, reason, at: world.now }];
  return {
    order: { ...draft.order, transfers },
    owner: { person: to, explain: `${spokenName(draft.order, actor)}转来：${reason}` },
    dueAt: handOverDueAt(step.dueAt, draft.order, world),
  };
};

const recordFix: Change = (draft, { actor, input, world }) => {
  const fixed = { note: input.text ?? '', by: refOf(actor), at: world.now };
  return { ...draft, order: withRound(draft.order, { fixed }) };
};

/** @throws AppError VERIFIER_NOT_INDEPENDENT whatever the flow's guards say */
function judge(draft: Draft, { actor, input, world }: Act, result: 'fixed' | 'notFixed'): Draft {
  if (!isIndependent(draft.order, actor.id)) throw new AppError('VERIFIER_NOT_INDEPENDENT');
  const verdict: Round['verdict'] = {
    result,
    reason: input.reason ?? input.text ?? '',
    by: refOf(actor),
    at: world.now,
    onSite: input.onSite === true,
  };
  return { ...draft, order: withRound(draft.order, { verdict }) };
}

/** The next pass, by the same fixer; whoever was passed over may be asked again. */
const newRound: Change = (draft) => {
  const round = draft.order.round + 1;
  const rounds = [...draft.order.rounds, freshRound(round, draft.order.fixer)];
  return on(draft, { round, rounds, passedOver: [] });
};

/** Counts the resolve deadline and that of the running step again, see {@link correctedDueAt}. */
const setUrgency: Change = (draft, { state, input, world }) => {
  const { order } = draft;
  const step = stepOf(draft);
  const { urgency } = input;
  if (urgency === undefined || urgency === order.urgency) {
    throw new AppError('BAD_REQUEST', {}, { urgency: '现在就是这个紧急程度，请另选一个' });
  }
  const rule = state.deadline ?? 'resolve';
  const from = rule === 'verify' ? step.since : order.reportedAt;
  const resolveDueAt = correctedDueAt(order.resolveDueAt, 'resolve', order.reportedAt, order, urgency, world);
  return {
    ...draft,
    order: { ...order, urgency, resolveDueAt },
    dueAt: correctedDueAt(step.dueAt, rule, from, order, urgency, world),
  };
};

const giveToSafety: Change = (draft, { world }) => ({
  ...draft,
  owner: { person: refOf(world.duty.safety(world.now)), explain: '重新打开，由安全员定谁来处理' },
});

/** All changes a flow may name. */
export const CHANGES: Readonly<Record<ChangeId, Change>> = {
  namePlan,
  nameFixer,
  transferOwner,
  recordFix,
  recordVerdictFixed: (draft, act) => judge(draft, act, 'fixed'),
  recordVerdictNotFixed: (draft, act) => judge(draft, act, 'notFixed'),
  newRound,
  setUrgency,
  giveToSafety,
  close: (draft, { world }) => on(draft, { open: false, closedAt: world.now }),
};
