/** Every state of every shipped flow × every action × every kind of person: who may, where it leads, how others are refused. */
import { actionOf, flowFor, granted, placeOf } from '../../../cloudfunctions/engine';
import { factsOf, failing } from '../../../cloudfunctions/engine/guards';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { EngineActor, FlowAction, Party } from '../../../typings/flow';
import { act, book, codeOf, guest, partiesOf, person, STAFF, worldAt } from './plant';
import { inputFor, PATHS, pathOf, reach } from './ways';

const KINDS = [
  'owner',
  'reporter',
  'fixer',
  'rectifier',
  'escalated',
  'siteKeeper',
  'safety',
  'manager',
  'dutyLeader',
  'stranger',
  'guest',
] as const;
type Kind = (typeof KINDS)[number];

const ACTIONS = [...new Set(book.flows.flatMap(({ actions }) => actions.map(({ id }) => id)))];

/** The ladder reached 工段长, who has no other relation to the order. */
function climbed(order: OrderCore, at: number): OrderCore {
  const { next } = order;
  if (next === null) return order;
  return { ...order, next: { ...next, escalatedTo: { id: 'chief', name: '工段长', at } } };
}

/** The relations of somebody, as product.md tells them, in the day shift. */
function relationsOf(order: OrderCore, { kind, id }: EngineActor): Party[] {
  const { next, reporter, rectifier, fixer } = order;
  const all: [Party, boolean][] = [
    ['anyone', true],
    ['reporter', reporter.kind === kind && reporter.id === id],
    ['owner', next?.owner.id === id],
    ['rectifier', rectifier?.id === id],
    ['fixer', fixer?.id === id],
    ['escalated', next?.escalatedTo?.id === id],
    ['siteKeeper', id === 'keep'],
    ['safety', id === 'safe'],
    ['manager', id === 'gm'],
  ];
  return all.flatMap(([party, is]) => (is && (kind === 'person' || party === 'anyone') ? [party] : []));
}

function actorOf(kind: Kind, order: OrderCore): EngineActor | null {
  if (kind === 'guest') return guest;
  const nobody = STAFF.find(({ id }) => relationsOf(order, person(id)).length === 1 && id !== 'lead');
  const ids = { ...partiesOf(order), dutyLeader: 'lead', stranger: nobody?.id };
  const id = ids[kind];
  return id === undefined ? null : person(id);
}

/** Where the book says that an action leads; a signature that is not the last leads nowhere. */
function leadsTo(order: OrderCore, action: FlowAction): string {
  const { approval } = placeOf(book, order).state;
  const isPartial = action.changes.includes('sign') && approval?.mode === 'allOf' && approval.of.length > 1;
  if (action.to === 'same' || isPartial) return pathOf(order);
  if (action.to === 'back') return order.approval!.from;
  return action.to.includes('/') ? action.to : `${order.flow.id}/${action.to}`;
}

/** `ok`, or the code of the refusal. */
function expected(order: OrderCore, id: string, actor: EngineActor, now: number): string {
  const action = actionOf(flowFor(book, order), id, order.state);
  if (action === undefined) return 'WRONG_STATE';
  const may = (who: EngineActor): boolean =>
    relationsOf(order, who).some((party) => action.by.includes(party));
  if (!may(actor)) {
    const owner = order.next?.owner;
    return owner !== undefined && may(person(owner.id)) ? 'NOT_YOUR_TURN' : 'NOT_FOR_YOU';
  }
  const facts = factsOf(order, actor, relationsOf(order, actor), inputFor(action, order), now);
  return failing(action, facts)?.error ?? 'ok';
}

it('finds a way to every state of the book', () => {
  expect(PATHS.filter((path) => codeOf(() => reach(path)) !== 'ok')).toEqual([]);
});

const tried = new Map<FlowAction, Set<string>>();

describe.each(PATHS)('%s', (path) => {
  const { order: plain, at } = reach(path);
  const now = at + HOUR;
  const order = climbed(plain, at);

  it.each(KINDS)('%s', (kind) => {
    const actor = actorOf(kind, order);
    if (actor === null) return;
    const buttons = granted(book, order, actor, worldAt(now)).map(({ id }) => id);
    for (const id of ACTIONS) {
      const action = actionOf(flowFor(book, order), id, order.state);
      const input = action === undefined ? {} : inputFor(action, order);
      const code = expected(order, id, actor, now);
      expect([id, codeOf(() => act(order, id, actor, now, input))]).toEqual([id, code]);
      if (action === undefined) continue;
      tried.set(action, (tried.get(action) ?? new Set()).add(code));
      if (code !== 'ok') continue;
      expect(buttons).toContain(id);
      const after = act(order, id, actor, now, input).order;
      expect([id, pathOf(after)]).toEqual([id, leadsTo(order, action)]);
      expect(after.rev).toBe(order.rev + 1);
    }
  });
});

it('tries every action of the book with somebody who may and somebody who may not', () => {
  const lacking = book.flows
    .flatMap(({ id: flow, actions }) => actions.map((action) => ({ flow, action })))
    .filter(({ action }) => {
      const codes = tried.get(action) ?? new Set();
      const isRefused = [...codes].some((code) => code.startsWith('NOT_'));
      return !codes.has('ok') || !(isRefused || action.by.includes('anyone'));
    })
    .map(({ flow, action }) => `${flow}/${action.id}`);
  // A ruling that may be confirmed was provisional: ruling.test.ts.
  expect(lacking).toEqual(['hazard/confirmRuling']);
});
