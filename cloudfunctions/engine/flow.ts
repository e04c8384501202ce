/** Look-ups in a book of flows: a flow, its states, what an action id means in a state, and where a target leads. */
import type { Flow, FlowAction, FlowBook, FlowStart, FlowState } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { roundLabel } from '../../miniprogram/shared/words';

/** A state with the flow it belongs to. */
export interface Place {
  flow: Flow;
  state: FlowState;
}

/**
 * A flow by id.
 * @throws Error when the book has no such flow: an order only ever runs on a flow of its own book
 */
export function flowIn(book: FlowBook, id: string): Flow {
  const flow = book.flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`the book has no flow ${id}`);
  return flow;
}

/** The flow an order runs on. */
export const flowFor = (book: FlowBook, order: Pick<OrderCore, 'flow'>): Flow => flowIn(book, order.flow.id);

/**
 * A state by id.
 * @throws Error when the flow has no such state: an order only ever stands in a state of its own flow
 */
export function stateOf(flow: Flow, id: string): FlowState {
  const state = flow.states.find((s) => s.id === id);
  if (state === undefined) throw new Error(`flow ${flow.id} has no state ${id}`);
  return state;
}

/** Where an order stands. */
export function placeOf(book: FlowBook, order: Pick<OrderCore, 'flow' | 'state'>): Place {
  const flow = flowFor(book, order);
  return { flow, state: stateOf(flow, order.state) };
}

/** `flow/state` as text, for targets and keys. */
export const pathOf = ({ flow, state }: Place): string => `${flow.id}/${state.id}`;

/**
 * Where `state` or `flow/state` leads.
 * @param from - the flow in which the target is written
 */
export function targetOf(book: FlowBook, from: Flow, target: string): Place {
  const [first = '', second] = target.split('/');
  const flow = second === undefined ? from : flowIn(book, first);
  return { flow, state: stateOf(flow, second ?? first) };
}

/** Where a report begins. */
export function startOf(book: FlowBook, start: FlowStart): Place {
  const [flowId = ''] = book.starts[start].split('/');
  return targetOf(book, flowIn(book, flowId), book.starts[start]);
}

/** What an action id means in a state; undefined when the action cannot be taken there. */
export function actionOf(flow: Flow, id: string, state: string): FlowAction | undefined {
  return flow.actions.find((a) => a.id === id && a.from.includes(state));
}

/** The name of the order's state as shown: 「整改中」, from the second round on 「退回重改（第2轮）」. */
export function stateLabel(book: FlowBook, order: Pick<OrderCore, 'flow' | 'state' | 'round'>): string {
  const { state } = placeOf(book, order);
  return state.owner === 'fixer' && order.round > 1 ? roundLabel(order.round) : state.label;
}
