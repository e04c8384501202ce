/** Bends a book of flows at random, one rule at a time; publishing decides which of the bent ones may run. */
import {
  approver,
  CHANGE_IDS,
  deadlineRule,
  ownerRule,
  party,
  recipient,
} from '../../../cloudfunctions/config/flow-schema';
import { urgency } from '../../../cloudfunctions/config/plant-schema';
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Flow, FlowAction, FlowBook, FlowStart, FlowState, Rung } from '../../../typings/flow';
import type { Choices } from './choice';

export const PARTIES = party.options;
export const APPROVERS = approver.options;

/** Conditions that hold now and then. */
const GUARDS: readonly unknown[] = [
  { '!=': [{ var: 'order.urgency' }, 'low'] },
  { '<': [{ var: 'order.round' }, 3] },
  { '<': [{ var: 'order.transfers' }, 2] },
  { '!': { var: 'order.suspectedMajor' } },
  { '!=': [{ var: 'actor.id' }, { var: 'order.reporter' }] },
  { '!': { var: 'order.ruled' } },
  { in: ['supervisor', { var: 'actor.roles' }] },
];

const without = <T>(list: readonly T[], gone: T): T[] => list.filter((each) => each !== gone);

/** Somewhere in the book, as seen from a flow. */
function somewhere(book: FlowBook, from: Flow, choices: Choices): string {
  const flow = choices.of(book.flows);
  const { id } = choices.of(flow.states);
  return flow === from ? id : `${flow.id}/${id}`;
}

const oneAction = (book: FlowBook, choices: Choices): { flow: Flow; action: FlowAction } => {
  const flow = choices.of(book.flows);
  return { flow, action: choices.of(flow.actions) };
};

const oneState = (book: FlowBook, choices: Choices): { flow: Flow; state: FlowState } => {
  const flow = choices.of(book.flows);
  return { flow, state: choices.of(flow.states) };
};

const openState = (book: FlowBook, choices: Choices): { flow: Flow; state: FlowState } => {
  const flow = choices.of(book.flows);
  return { flow, state: choices.of(flow.states.filter(({ end }) => !end)) };
};

/** A rung at any time that tells anybody of anything. */
export function anyRung(id: string, choices: Choices): Rung {
  return {
    id,
    at: choices.of([0.25, 0.5, 1, 1]),
    plus: choices.below(240) * MINUTE,
    urgencies: choices.some(urgency.options),
    to: choices.of(recipient.options),
    notice: 'escalated',
    passOn: false,
  };
}

type Bend = (book: FlowBook, choices: Choices) => void;

/** Every way to bend a book, by name. */
export const BENDS = {
  dropAction(book, choices) {
    const { flow, action } = oneAction(book, choices);
    flow.actions = without(flow.actions, action);
  },
  dropState(book, choices) {
    const { flow, state } = oneState(book, choices);
    flow.states = without(flow.states, state);
    for (const action of flow.actions) action.from = without(action.from, state.id);
    flow.actions = flow.actions.filter(({ from, to }) => from.length > 0 && to !== state.id);
  },
  retarget(book, choices) {
    const { flow, action } = oneAction(book, choices);
    action.to = choices.once(4) ? 'same' : somewhere(book, flow, choices);
  },
  alsoFrom(book, choices) {
    const { flow, action } = oneAction(book, choices);
    action.from = [...new Set([...action.from, choices.of(flow.states).id])];
  },
  notFrom(book, choices) {
    const { action } = oneAction(book, choices);
    action.from = without(action.from, choices.of(action.from));
  },
  alsoBy(book, choices) {
    const { action } = oneAction(book, choices);
    action.by = [...new Set([...action.by, choices.of(PARTIES)])];
  },
  notBy(book, choices) {
    const { action } = oneAction(book, choices);
    action.by = without(action.by, choices.of(action.by));
  },
  guard(book, choices) {
    const { action } = oneAction(book, choices);
    action.guards.push({ id: 'bent', rule: choices.of(GUARDS), error: 'NOT_FOR_YOU' });
  },
  noGuards(book, choices) {
    oneAction(book, choices).action.guards = [];
  },
  alsoChange(book, choices) {
    const { action } = oneAction(book, choices);
    action.changes = [...new Set([...action.changes, choices.of(CHANGE_IDS)])];
  },
  notChange(book, choices) {
    const { action } = oneAction(book, choices);
    if (action.changes.length > 0) action.changes = without(action.changes, choices.of(action.changes));
  },
  rung(book, choices) {
    const { state } = openState(book, choices);
    state.ladder.push(anyRung(`bent${state.ladder.length}`, choices));
  },
  dropRung(book, choices) {
    const { state } = openState(book, choices);
    if (state.ladder.length > 0) state.ladder = without(state.ladder, choices.of(state.ladder));
  },
  byItself(book, choices) {
    const { flow, state } = openState(book, choices);
    const rung = anyRung(`bent${state.ladder.length}`, choices);
    state.ladder.push({ ...rung, at: 1, moveTo: somewhere(book, flow, choices) });
  },
  passOn(book, choices) {
    const { state } = openState(book, choices);
    const rung = anyRung(`bent${state.ladder.length}`, choices);
    state.ladder.push({ ...rung, at: 1, passOn: true });
  },
  owner(book, choices) {
    openState(book, choices).state.owner = choices.of(ownerRule.options);
  },
  deadline(book, choices) {
    openState(book, choices).state.deadline = choices.of(deadlineRule.options);
  },
  signers(book, choices) {
    const signing = book.flows.flatMap(({ states }) => states.filter(({ approval }) => approval));
    if (signing.length === 0) return;
    const mode = choices.of(['oneOf', 'allOf', 'oneLevelUp'] as const);
    choices.of(signing).approval = {
      mode,
      of: mode === 'oneLevelUp' ? ['superior'] : choices.some(APPROVERS),
    };
  },
  wantSigning(book, choices) {
    const { state } = openState(book, choices);
    state.owner = 'approver';
    state.approval = { mode: 'allOf', of: choices.some(APPROVERS) };
  },
  pause(book, choices) {
    const { state } = openState(book, choices);
    state.pauses = state.pauses !== true;
  },
  optional(book, choices) {
    const { action } = oneAction(book, choices);
    for (const field of action.form) field.required = choices.once(2);
  },
  duties(book, choices) {
    for (const duty of book.duties) duty.within = (1 + choices.below(20_000)) * MINUTE;
  },
  start(book, choices) {
    const flow = choices.of(book.flows);
    const starts = Object.keys(book.starts) as FlowStart[];
    book.starts[choices.of(starts)] = `${flow.id}/${choices.of(flow.states).id}`;
  },
} satisfies Record<string, Bend>;

export type BendName = keyof typeof BENDS;
export const BEND_NAMES = Object.keys(BENDS) as readonly BendName[];
