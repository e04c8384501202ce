/** Holes between states: what cannot be reached, cannot end, or is entered without what it needs. */
import type { ChangeId, Flow, FlowAction, FlowBook, FlowState, Party } from '../../../typings/flow';
import { stateAt } from './states';

interface Node {
  flow: Flow;
  state: FlowState;
}

/** A way from one state to another: by a button, or by the clock (`action` is null then). */
interface Edge {
  from: Node;
  to: Node;
  action: FlowAction | null;
}

interface Graph {
  nodes: Node[];
  edges: Edge[];
  starts: Record<keyof FlowBook['starts'], Node[]>;
  nameOf: (node: Node) => string;
}

function graphOf(book: FlowBook): Graph {
  const nodes = book.flows.flatMap((flow) => flow.states.map((state) => ({ flow, state })));
  const nodeOf = (state: FlowState | undefined): Node[] => nodes.filter((node) => node.state === state);
  const at = (flow: Flow, target: string): Node[] => nodeOf(stateAt(book, flow, target));
  const byButton = book.flows.flatMap((flow) =>
    flow.actions.flatMap((action) =>
      action.from.flatMap((id) =>
        at(flow, id).flatMap((from) =>
          (action.to === 'same' ? [from] : action.to === 'back' ? [] : at(flow, action.to)).map(
            (to): Edge => ({ from, to, action }),
          ),
        ),
      ),
    ),
  );
  const byClock = nodes.flatMap((from) =>
    from.state.ladder.flatMap(({ moveTo }) =>
      moveTo === undefined ? [] : at(from.flow, moveTo).map((to): Edge => ({ from, to, action: null })),
    ),
  );
  const back = book.flows.flatMap((flow) =>
    flow.actions
      .filter(({ to }) => to === 'back')
      .flatMap((action) =>
        action.from.flatMap((id) =>
          at(flow, id).flatMap((from) =>
            byButton
              .filter((edge) => edge.to === from && edge.from !== from)
              .map((edge): Edge => ({ from, to: edge.from, action })),
          ),
        ),
      ),
  );
  const startOf = (path: string): Node[] =>
    book.flows.flatMap((flow) => (flow.id === path.split('/')[0] ? at(flow, path) : []));
  const { hazard, suspectedMajor, selfFixed, stop } = book.starts;
  return {
    nodes,
    edges: [...byButton, ...byClock, ...back],
    starts: {
      hazard: startOf(hazard),
      suspectedMajor: startOf(suspectedMajor),
      selfFixed: startOf(selfFixed),
      stop: startOf(stop),
    },
    nameOf: ({ flow, state }) =>
      book.flows.length === 1 ? `「${state.label}」` : `${flow.name}的「${state.label}」`,
  };
}

/** Everything that can be reached from `seeds` by `step`, the seeds among it. */
function closure(seeds: readonly Node[], step: (node: Node) => Node[]): Set<Node> {
  const found = new Set(seeds);
  for (const node of found) for (const next of step(node)) found.add(next);
  return found;
}

const makes =
  (...ids: ChangeId[]) =>
  ({ action }: Edge): boolean =>
    action !== null && ids.some((id) => action.changes.includes(id));

/**
 * The states in which something may hold that one kind of edge brings about and another ends.
 * @param from - where it holds from the beginning
 */
function spread(
  edges: readonly Edge[],
  from: readonly Node[],
  begins: (edge: Edge) => boolean,
  ends: (edge: Edge) => boolean,
): Set<Node> {
  const seeds = [...from, ...edges.filter((edge) => begins(edge) && !ends(edge)).map(({ to }) => to)];
  return closure(seeds, (node) =>
    edges.filter((edge) => edge.from === node && !ends(edge)).map(({ to }) => to),
  );
}

const never = (): boolean => false;

/** The states that can be entered without a fact being established on the way. */
const enteredWithout = (
  edges: readonly Edge[],
  from: readonly Node[],
  ...establishes: ChangeId[]
): Set<Node> => spread(edges, from, never, makes(...establishes));

/** By which relations the owner of a state is a party to the order. */
function partiesOfOwner({ owner }: FlowState): Party[] {
  const known: Partial<Record<NonNullable<FlowState['owner']>, Party>> = {
    fixer: 'fixer',
    safety: 'safety',
    siteKeeper: 'siteKeeper',
  };
  const also = owner === null ? undefined : known[owner];
  return ['owner', 'anyone', ...(also === undefined ? [] : [also])];
}

/** An owner without a button in plain sight that leads on would be accountable for nothing they can do. */
function stuckHoles(node: Node, { edges, nameOf }: Graph): string[] {
  const { state } = node;
  if (state.end || state.owner === null) return [];
  const parties = partiesOfOwner(state);
  const leadsOn = edges.some(
    ({ from, to, action }) =>
      from === node &&
      to !== node &&
      action !== null &&
      action.style !== 'more' &&
      action.by.some((party) => parties.includes(party)),
  );
  return leadsOn ? [] : [`${nameOf(node)}的责任人没有能往下走的按钮`];
}

/** A fix ends in a verdict: no way around the verifier, but into an order that goes on. */
function verdictHoles({ from, to, action }: Edge): string[] {
  if (!to.state.end || action === null || action.changes.includes('merge')) return [];
  const judged = action.changes.includes('recordVerdictFixed');
  if (from.state.owner === 'fixer' || action.changes.includes('recordFix')) {
    return [`按钮「${action.label}」不经复核就结束`];
  }
  const judges = from.state.owner === 'verifier' || from.state.owner === 'checker';
  return judges && !judged ? [`按钮「${action.label}」没有复核结果就结束`] : [];
}

function fixHoles({ from, to, action }: Edge): string[] {
  if (action === null) return [];
  const has = (id: ChangeId): boolean => action.changes.includes(id);
  const named = `按钮「${action.label}」`;
  return [
    ...(has('recordFix') && from.state.owner !== 'fixer'
      ? [`${named}在「${from.state.label}」记下整改，但那里没有整改人`]
      : []),
    ...(has('nameFixer') && to.state.owner !== 'fixer'
      ? [`${named}派了人，却到了「${to.state.label}」`]
      : []),
  ];
}

/** Refusing what was asked for from an end would open an order that nobody has to do with any more. */
function backHoles({ from, to, action }: Edge): string[] {
  return action?.to === 'back' && to.state.end
    ? [`按钮「${action.label}」从「${from.state.label}」退回到已经结束的「${to.state.label}」`]
    : [];
}

/** What must have happened before a state is entered. */
function entryHoles(node: Node, { edges, starts, nameOf }: Graph): string[] {
  const { owner, deadline } = node.state;
  const born = [...starts.hazard, ...starts.suspectedMajor, ...starts.stop];
  const all = [...born, ...starts.selfFixed];
  const without = (from: readonly Node[], ...ids: ChangeId[]): boolean =>
    enteredWithout(edges, from, ...ids).has(node);
  const name = nameOf(node);
  return [
    ...(owner === 'fixer' && without(born, 'nameFixer', 'recordMajorPlan', 'recordSelfFix')
      ? [`进入${name}时还没有人被派去改`]
      : []),
    ...((owner === 'verifier' || owner === 'checker') && without(born, 'recordFix', 'recordSelfFix')
      ? [`进入${name}时还没有人改过`]
      : []),
    ...(deadline === 'until' && without(all, 'recordDeferral') ? [`进入${name}时还没有定新的日期`] : []),
  ];
}

/** Marks that no order may carry into its end, and what must come before what. */
function markHoles({ nodes, edges, starts, nameOf }: Graph): string[] {
  const all = Object.values(starts).flat();
  const undecided = spread(
    edges,
    starts.suspectedMajor,
    makes('suspectMajor'),
    makes('raiseLevel', 'lowerLevel'),
  );
  const locked = spread(edges, [], makes('recordStop'), makes('recordUnlock'));
  const early = (id: ChangeId, ...needs: ChangeId[]): Edge[] => {
    const lacking = enteredWithout(edges, all, ...needs);
    return edges.filter((edge) => makes(id)(edge) && lacking.has(edge.from));
  };
  return [
    ...nodes.flatMap((node) => [
      ...(node.state.end && undecided.has(node) ? [`疑似重大还没判定，就能到${nameOf(node)}`] : []),
      ...(node.state.end && locked.has(node) ? [`停用以后没有解锁，就能到${nameOf(node)}`] : []),
    ]),
    ...early('lowerLevel', 'proposeLower').map(
      ({ action }) => `按钮「${action?.label ?? ''}」没有第一个人的依据就降级`,
    ),
    ...early('recordUnlock', 'recordStop').map(
      ({ action }) => `按钮「${action?.label ?? ''}」没有停用过就解锁`,
    ),
  ];
}

/** The clock alone must not lead an order round and round. */
function circleHoles({ nodes, edges, nameOf }: Graph): string[] {
  const byClock = edges.filter(({ action }) => action === null);
  const next = (node: Node): Node[] => byClock.filter(({ from }) => from === node).map(({ to }) => to);
  return nodes
    .filter((node) => closure(next(node), next).has(node))
    .map((node) => `${nameOf(node)}会自动转来转去，没有尽头`);
}

/** What is wrong with the ways through the flows of a book. */
export function pathHoles(book: FlowBook): string[] {
  const graph = graphOf(book);
  const { nodes, edges, starts, nameOf } = graph;
  const reached = closure(Object.values(starts).flat(), (node) =>
    edges.filter(({ from }) => from === node).map(({ to }) => to),
  );
  const ends = nodes.filter(({ state }) => state.end);
  const ending = closure(ends, (node) => edges.filter(({ to }) => to === node).map(({ from }) => from));
  return [
    ...nodes.flatMap((node) => [
      ...(reached.has(node) ? [] : [`${nameOf(node)}永远走不到`]),
      ...(ending.has(node) ? [] : [`从${nameOf(node)}走不到结束`]),
      ...entryHoles(node, graph),
      ...stuckHoles(node, graph),
    ]),
    ...edges.flatMap(verdictHoles),
    ...edges.flatMap(fixHoles),
    ...edges.flatMap(backHoles),
    ...markHoles(graph),
    ...circleHoles(graph),
  ];
}
