/** Look-ups in a flow: its states, what an action id means in a state, and how a state is called. */
import type { Flow, FlowAction, FlowState } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { roundLabel } from '../../miniprogram/shared/words';

/**
 * A state by id.
 * @throws Error when the flow has no such state: an order only ever stands in a state of its own flow
 */
export function stateOf(flow: Flow, id: string): FlowState {
  const state = flow.states.find((s) => s.id === id);
  if (state === undefined) throw new Error(`flow ${flow.id} has no state ${id}`);
  return state;
}

/** What an action id means in a state; undefined when the action cannot be taken there. */
export function actionOf(flow: Flow, id: string, state: string): FlowAction | undefined {
  return flow.actions.find((a) => a.id === id && a.from.includes(state));
}

/** The name of the order's state as shown: 「整改中」, from the second round on 「退回重改（第2轮）」. */
export function stateLabel(flow: Flow, order: Pick<OrderCore, 'state' | 'round'>): string {
  const state = stateOf(flow, order.state);
  return state.owner === 'fixer' && order.round > 1 ? roundLabel(order.round) : state.label;
}
