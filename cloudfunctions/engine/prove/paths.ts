/** Holes between states: what cannot be reached, cannot end, or is entered without what its owner rule needs. */
import type { Flow, FlowAction, FlowState, Party } from '../../../typings/flow';

interface Edge {
  from: FlowState;
  to: FlowState;
  action: FlowAction;
}

function edgesOf(flow: Flow): Edge[] {
  const states = new Map(flow.states.map((state) => [state.id, state]));
  return flow.actions.flatMap((action) =>
    action.from.flatMap((id) => {
      const from = states.get(id);
      const to = action.to === 'same' ? from : states.get(action.to);
      return from === undefined || to === undefined ? [] : [{ from, to, action }];
    }),
  );
}

/** Everything that can be reached from `seeds` by `step`, the seeds among it. */
function closure(seeds: readonly string[], step: (id: string) => string[]): Set<string> {
  const found = new Set(seeds);
  for (const id of found) for (const next of step(id)) found.add(next);
  return found;
}

/**
 * The states that can be entered without a fact being established on the way.
 * @param establishes - whether taking an edge establishes it
 */
function enteredWithout(flow: Flow, edges: Edge[], establishes: (edge: Edge) => boolean): Set<string> {
  return closure([flow.start], (id) =>
    edges.filter((edge) => edge.from.id === id && !establishes(edge)).map((edge) => edge.to.id),
  );
}

const changes =
  (...ids: FlowAction['changes']) =>
  ({ action }: Edge): boolean =>
    ids.some((id) => action.changes.includes(id));

/** By which relations the owner of a state is a party to the order. */
function partiesOfOwner({ owner }: FlowState): Party[] {
  if (owner === 'fixer') return ['owner', 'fixer', 'anyone'];
  return owner === 'safety' ? ['owner', 'safety', 'anyone'] : ['owner', 'anyone'];
}

/** An owner without a button that leads on would be accountable for nothing they can do. */
function stuckHoles(state: FlowState, edges: Edge[]): string[] {
  if (state.end || state.owner === null) return [];
  const parties = partiesOfOwner(state);
  const leadsOn = edges.some(
    ({ from, to, action }) =>
      from.id === state.id && to.id !== state.id && action.by.some((party) => parties.includes(party)),
  );
  return leadsOn ? [] : [`「${state.label}」的责任人没有能往下走的按钮`];
}

/** A fix ends in a verdict: no way around the verifier. */
function verdictHoles({ from, to, action }: Edge): string[] {
  if (!to.end) return [];
  const judged = action.changes.includes('recordVerdictFixed');
  if (from.owner === 'fixer' || action.changes.includes('recordFix')) {
    return [`按钮「${action.label}」不经复核就结束`];
  }
  return from.owner === 'verifier' && !judged ? [`按钮「${action.label}」没有复核结果就结束`] : [];
}

/** What is wrong with the ways through a flow. */
export function pathHoles(flow: Flow): string[] {
  const edges = edgesOf(flow);
  const reached = closure([flow.start], (id) =>
    edges.filter(({ from }) => from.id === id).map(({ to }) => to.id),
  );
  const ends = flow.states.filter(({ end }) => end).map(({ id }) => id);
  const ending = closure(ends, (id) => edges.filter(({ to }) => to.id === id).map(({ from }) => from.id));
  const noFixer = enteredWithout(flow, edges, changes('nameFixer'));
  const noFix = enteredWithout(flow, edges, changes('recordFix'));
  return [
    ...flow.states.flatMap((state) => {
      const { id, label, owner } = state;
      return [
        ...(reached.has(id) ? [] : [`「${label}」永远走不到`]),
        ...(ending.has(id) ? [] : [`从「${label}」走不到结束`]),
        ...(owner === 'fixer' && noFixer.has(id) ? [`进入「${label}」时还没有人被派去改`] : []),
        ...(owner === 'verifier' && noFix.has(id) ? [`进入「${label}」时还没有人改过`] : []),
        ...stuckHoles(state, edges),
      ];
    }),
    ...edges.flatMap(verdictHoles),
    ...edges
      .filter(({ from, action }) => action.changes.includes('recordFix') && from.owner !== 'fixer')
      .map(({ from, action }) => `按钮「${action.label}」在「${from.label}」记下整改，但那里没有整改人`),
    ...edges
      .filter(changes('nameFixer'))
      .filter(({ to }) => to.owner !== 'fixer')
      .map(({ to, action }) => `按钮「${action.label}」派了人，却到了「${to.label}」`),
  ];
}
