/** A way to every state of every shipped flow, found in the book itself, and a valid input for each of its actions. */
import { actionOf, flowFor, granted } from '../../../cloudfunctions/engine';
import type { ReportFacts } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { Command, FlowAction, FlowStart, Transition } from '../../../typings/flow';
import { act, book, born, FULL, NINE, person, STAFF, worldAt } from './plant';

/** What the form of an action asks for: on site, and a person other than the owner where it knows a person. */
export function inputFor(action: FlowAction, order: OrderCore): Command['input'] {
  const fields = action.form.filter(({ id, required }) => required || id === 'personId' || id === 'onSite');
  const input: Command['input'] = Object.fromEntries(fields.map(({ id }) => [id, FULL[id]]));
  const isOwner = order.next?.owner.id === 'fixy';
  return {
    ...input,
    ...(input.personId === undefined ? {} : { personId: isOwner ? 'other' : 'fixy' }),
    ...(action.changes.includes('merge') ? { into: { id: 'o2', number: 'YH-20261122-0008' } } : {}),
  };
}

/** `flow/state` of an order. */
export const pathOf = ({ flow, state }: Pick<OrderCore, 'flow' | 'state'>): string => `${flow.id}/${state}`;

/** All states of the book. */
export const PATHS: readonly string[] = book.flows.flatMap(({ id, states }) =>
  states.map((state) => `${id}/${state.id}`),
);

const STARTS = Object.keys(book.starts) as FlowStart[];

export const startOf = (start: FlowStart, over: Partial<ReportFacts> = {}): OrderCore => {
  const facts: Partial<ReportFacts> = {
    ...(start === 'suspectedMajor' ? { suspectedMajor: true, level: 'undetermined' } : {}),
    ...(start === 'selfFixed' ? { selfFixed: '门关上了' } : {}),
  };
  return born({ ...facts, ...over }, NINE, undefined, start).order;
};

/** One who may take an action now: the owner, if they may. */
function whoMay(order: OrderCore, action: FlowAction, now: number): string | null {
  const world = worldAt(now);
  const owner = order.next?.owner.id;
  const ids = [...(owner === undefined ? [] : [owner]), ...STAFF.map(({ id }) => id)];
  return ids.find((id) => granted(book, order, person(id), world).some((each) => each === action)) ?? null;
}

interface Reached {
  order: OrderCore;
  at: number;
}

function* onward({ order, at }: Reached): Generator<Reached> {
  for (const action of flowFor(book, order).actions) {
    if (!action.from.includes(order.state)) continue;
    const who = whoMay(order, action, at + HOUR);
    if (who === null) continue;
    const next = act(order, action.id, who, at + HOUR, inputFor(action, order)).order;
    yield { order: next, at: at + HOUR };
  }
}

/** The shortest way to every state, one hour between the acts. */
function explore(over: Partial<ReportFacts>): Map<string, Reached> {
  const found = new Map<string, Reached>();
  const seen = new Set<string>();
  const queue: Reached[] = STARTS.map((start) => ({ order: startOf(start, over), at: NINE }));
  for (const reached of queue) {
    const path = pathOf(reached.order);
    const signed = `${path} ${reached.order.approval?.signatures.length ?? 0}`;
    if (seen.has(signed)) continue;
    seen.add(signed);
    if (!found.has(path)) found.set(path, reached);
    queue.push(...onward(reached));
  }
  return found;
}

const explored = new Map<string, Map<string, Reached>>();

/** An order in `flow/state`, and when it came there. @throws Error when nothing leads there */
export function reach(path: string, over: Partial<ReportFacts> = {}): Reached {
  const key = JSON.stringify(over);
  const ways = explored.get(key) ?? explore(over);
  explored.set(key, ways);
  const reached = ways.get(path);
  if (reached === undefined) throw new Error(`nothing leads to ${path}`);
  return reached;
}

/** Takes an action with all that its form asks for, but for what is said otherwise. */
export function take(
  order: OrderCore,
  id: string,
  by: string,
  at: number,
  over: Command['input'] = {},
  left?: ReadonlySet<string>,
): Transition {
  const action = actionOf(flowFor(book, order), id, order.state);
  return act(order, id, by, at, { ...(action === undefined ? {} : inputFor(action, order)), ...over }, left);
}
