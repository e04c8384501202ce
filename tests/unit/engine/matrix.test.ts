/** Every state × action × party: who may do what, and in which words the others are refused. */
import { granted, tick, undelivered } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { EngineActor } from '../../../typings/flow';
import { act, book, codeOf, flow, guest, INPUTS, NINE, orderIn, partiesOf, person, worldAt } from './plant';

/**
 * `turn` NOT_YOUR_TURN, `who` NOT_FOR_YOU, `ruled` RULED_ALREADY, `–` nobody has this relation there. Everything not
 * listed is WRONG_STATE.
 */
const EXPECTED = `
  state                action          reporter owner rectifier fixer escalated siteKeeper safety manager anyone guest
  awaitingResponse     respond         turn     ok    –         –     ok        ok         turn   turn    turn   turn
  awaitingResponse     assign          turn     ok    –         –     ok        turn       ok     turn    turn   turn
  awaitingResponse     transfer        turn     ok    –         –     turn      turn       turn   turn    turn   turn
  awaitingResponse     confirmRuling   who      who   –         –     who       who        ruled  who     who    who
  awaitingResponse     notHazard       turn     ok    –         –     turn      turn       turn   turn    turn   turn
  awaitingResponse     correctUrgency  turn     ok    –         –     turn      turn       ok     turn    turn   turn
  awaitingResponse     suspectMajor    turn     ok    –         –     ok        ok         ok     ok      turn   turn
  awaitingResponse     interim         turn     ok    –         –     ok        ok         ok     turn    turn   turn
  awaitingResponse     proposeStop     ok       ok    –         –     ok        ok         ok     ok      ok     ok
  awaitingResponse     merge           turn     ok    –         –     turn      turn       ok     turn    turn   turn
  transferred          respond         turn     ok    –         –     ok        ok         turn   turn    turn   turn
  transferred          assign          turn     ok    –         –     ok        turn       ok     turn    turn   turn
  transferred          transfer        turn     ok    –         –     turn      turn       turn   turn    turn   turn
  transferred          correctUrgency  turn     ok    –         –     turn      turn       ok     turn    turn   turn
  transferred          suspectMajor    turn     ok    –         –     ok        ok         ok     ok      turn   turn
  transferred          interim         turn     ok    –         –     ok        ok         ok     turn    turn   turn
  transferred          proposeStop     ok       ok    –         –     ok        ok         ok     ok      ok     ok
  transferred          merge           turn     ok    –         –     turn      turn       ok     turn    turn   turn
  ruling               rule            turn     ok    –         –     turn      turn       ok     turn    turn   turn
  ruling               suspectMajor    turn     ok    –         –     ok        ok         ok     ok      turn   turn
  ruling               interim         turn     ok    –         –     ok        ok         ok     turn    turn   turn
  rectifying           assign          who      who   ok        who   ok        who        who    who     who    who
  rectifying           fix             turn     ok    ok        ok    turn      turn       turn   turn    turn   turn
  rectifying           partFix         turn     ok    ok        ok    turn      turn       turn   turn    turn   turn
  rectifying           defer           turn     ok    ok        ok    turn      turn       turn   turn    turn   turn
  rectifying           correctUrgency  turn     ok    turn      ok    turn      turn       ok     turn    turn   turn
  rectifying           suspectMajor    turn     ok    ok        ok    ok        ok         ok     ok      turn   turn
  rectifying           interim         turn     ok    ok        ok    ok        ok         ok     turn    turn   turn
  rectifying           proposeStop     ok       ok    ok        ok    ok        ok         ok     ok      ok     ok
  rectifying           merge           turn     ok    ok        ok    turn      turn       ok     turn    turn   turn
  deferApproval        approve         turn     ok    turn      turn  turn      turn       turn   turn    turn   turn
  deferApproval        refuse          turn     ok    turn      turn  turn      turn       turn   turn    turn   turn
  deferApproval        suspectMajor    turn     ok    ok        ok    ok        ok         ok     ok      turn   turn
  deferred             resume          turn     ok    ok        ok    turn      turn       ok     turn    turn   turn
  deferred             suspectMajor    turn     ok    ok        ok    ok        ok         ok     ok      turn   turn
  deferred             interim         turn     ok    ok        ok    ok        ok         ok     turn    turn   turn
  deferred             proposeStop     ok       ok    ok        ok    ok        ok         ok     ok      ok     ok
  awaitingVerification verify          ok       ok    turn      turn  turn      turn       turn   turn    turn   turn
  awaitingVerification sendBack        ok       ok    turn      turn  turn      turn       turn   turn    turn   turn
  awaitingVerification suspectMajor    ok       ok    ok        ok    ok        ok         ok     ok      turn   turn
  closed               reopen          ok       –     who       who   –         who        ok     who     who    who
  notHazard            reopen          ok       –     –         –     –         who        ok     who     who    who
`;

const CODES: Record<string, string> = {
  ok: 'ok',
  turn: 'NOT_YOUR_TURN',
  who: 'NOT_FOR_YOU',
  ruled: 'RULED_ALREADY',
};

const [header, ...rows] = EXPECTED.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const PARTIES = header!.slice(2);
const TABLE = new Map(rows.map(([state, action, ...cells]) => [`${state!} ${action!}`, cells]));

/** States that the clock leaves, or gives to somebody else, at their deadline. */
const LEFT_AT_DEADLINE = ['transferred', 'deferred', 'awaitingVerification'];

/** The order whose ladder reached somebody above the owner. */
function escalatedIn(state: string): OrderCore {
  const order = orderIn(state);
  if (order.next === null) return order;
  if (LEFT_AT_DEADLINE.includes(state)) {
    return undelivered(book, order, order.next.owner.id, 'fixed', worldAt(NINE + 4 * HOUR))!.order;
  }
  return tick(book, order, worldAt(order.next.dueAt))!.order;
}

function actorOf(party: string, order: OrderCore): EngineActor {
  const ids: Record<string, string | undefined> = { ...partiesOf(order), anyone: 'insp' };
  return party === 'guest' ? guest : person(ids[party] ?? '');
}

const states = flow.states.map(({ id }) => id);
const actions = [...new Set(flow.actions.map(({ id }) => id))];
const cells = states.flatMap((state) =>
  actions.flatMap((action) => {
    const row = TABLE.get(`${state} ${action}`);
    return PARTIES.map((party, index) => ({
      state,
      action,
      party,
      expected: row === undefined ? 'WRONG_STATE' : (CODES[row[index]!] ?? null),
    }));
  }),
);

it('lists every action of the flow in every state it can be taken', () => {
  const legal = flow.actions.flatMap(({ id, from }) => from.map((state) => `${state} ${id}`));
  expect([...TABLE.keys()].sort()).toEqual(legal.sort());
});

describe.each(states)('%s', (state) => {
  const order = escalatedIn(state);
  const here = cells.filter((cell) => cell.state === state && cell.expected !== null);
  it.each(here)('$action by $party: $expected', ({ action, party, expected }) => {
    const now = order.next?.escalatedTo?.at ?? NINE + 4 * HOUR;
    if (expected === 'WRONG_STATE' && ['rectifier', 'fixer', 'owner', 'escalated'].includes(party)) {
      // Wrong states are refused before anybody asks who: any person will do.
      expect(codeOf(() => act(order, action, 'other', now))).toBe(expected);
      return;
    }
    const actor = actorOf(party, order);
    expect(codeOf(() => act(order, action, actor, now))).toBe(expected);
    const buttons = granted(book, order, actor, worldAt(now)).map(({ id }) => id);
    expect(buttons.includes(action)).toBe(expected === 'ok');
  });
});

describe('refusals say who to turn to', () => {
  it('names the owner when it is their turn', () => {
    expect(() => act(orderIn('awaitingResponse'), 'notHazard', 'other', NINE)).toThrow(
      '这一单现在由电工班长处理，你可以留言',
    );
  });

  it('names the relations when the owner could not do it either', () => {
    expect(() => act(orderIn('closed'), 'reopen', 'other', NINE)).toThrow(
      '这件事要由上报人或安全员来办，请联系他们',
    );
  });

  it('names the state, with its round', () => {
    const second = act(orderIn('awaitingVerification'), 'sendBack', 'rep', NINE + 3 * HOUR).order;
    expect(() => act(second, 'verify', 'rep', NINE + 4 * HOUR)).toThrow('退回重改（第2轮）');
  });

  it('does not give away a reporter who asked to be known to safety only', () => {
    const reporter = { kind: 'person', id: 'rep', name: '小李', visibility: 'safetyOnly' } as const;
    const order = orderIn('awaitingVerification', { reporter });
    expect(() => act(order, 'verify', 'other', NINE + 3 * HOUR)).toThrow('这一单现在由上报人处理');
  });

  it('knows an action that no flow has from one that comes too late', () => {
    expect(codeOf(() => act(orderIn('closed'), 'dance', 'rep', NINE))).toBe('BAD_REQUEST');
  });
});

describe('relations', () => {
  it('lets a guest who reported reopen, and no other guest', () => {
    const reporter = { kind: 'guest', id: 'g1', name: '未绑定同事', visibility: 'named' } as const;
    const order = orderIn('closed', { reporter });
    const stranger = { ...guest, id: 'g2' };
    expect(codeOf(() => act(order, 'reopen', guest, NINE + 5 * HOUR))).toBe('ok');
    expect(codeOf(() => act(order, 'reopen', stranger, NINE + 5 * HOUR))).toBe('NOT_FOR_YOU');
  });

  it('never takes a guest for the person of the same id', () => {
    const impostor = { ...guest, id: 'elec' };
    expect(codeOf(() => act(orderIn('awaitingResponse'), 'respond', impostor, NINE))).toBe('NOT_YOUR_TURN');
    const reporter = { ...guest, id: 'rep' };
    expect(codeOf(() => act(orderIn('closed'), 'reopen', reporter, NINE))).toBe('NOT_FOR_YOU');
  });

  it('lets the duty leader stand in for safety at night only', () => {
    const order = orderIn('awaitingResponse');
    expect(codeOf(() => act(order, 'correctUrgency', 'lead', NINE))).toBe('NOT_YOUR_TURN');
    expect(codeOf(() => act(order, 'correctUrgency', 'lead', NINE + 12 * HOUR))).toBe('ok');
  });

  it('moves the site keeper with the roster', () => {
    const order = orderIn('awaitingResponse');
    expect(codeOf(() => act(order, 'respond', 'keep2', NINE))).toBe('NOT_YOUR_TURN');
    expect(codeOf(() => act(order, 'respond', 'keep2', NINE + 12 * HOUR))).toBe('ok');
  });

  it('offers buttons primary first', () => {
    const styles = granted(book, orderIn('awaitingResponse'), person('elec'), worldAt(NINE)).map(
      ({ id, style }) => `${style} ${id}`,
    );
    expect(styles).toEqual([
      'primary respond',
      'secondary assign',
      'more transfer',
      'more notHazard',
      'more correctUrgency',
      'more suspectMajor',
      'more interim',
      'more proposeStop',
      'more merge',
    ]);
  });

  it('covers every action with a valid input', () => {
    expect(Object.keys(INPUTS).sort()).toEqual([...actions].sort());
  });
});
