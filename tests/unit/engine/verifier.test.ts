/** Who looks again: never somebody who had a hand in the fix, and always somebody. */
import { tick, transition } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore, Reporter } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { act, book, born, codeOf, NINE, orderIn, person, worldAt } from './plant';

const reporter = (id: string): Reporter => ({ kind: 'person', id, name: id, visibility: 'named' });

it('is not whoever sent the report for a colleague, who stands in for nobody', () => {
  const through = { id: 'insp', name: 'insp' };
  const { order } = born({ reporter: { ...reporter('elec'), through } }, NINE);
  const fixing = act(order, 'respond', 'elec', NINE, { text: '换锁', personId: 'fixy' }).order;
  expect(act(fixing, 'fix', 'fixy', NINE).order.next?.owner.id).toBe('keep2');
});

/** Reported by one, in charge of another, fixed by a third; answers who verifies and why. */
function verifier(reporterId: string, fixerId: string, left?: ReadonlySet<string>): OrderCore['next'] {
  const { order } = born({ reporter: reporter(reporterId) }, NINE, left);
  const input = { text: '换锁', personId: fixerId };
  const fixing = act(order, 'respond', 'elec', NINE, input, left).order;
  return act(fixing, 'fix', fixerId, NINE, undefined, left).order.next;
}

it.each([
  ['the reporter', 'rep', 'fixy', [], 'rep', '谁上报谁复核'],
  [
    'an inspector, when the reporter fixed it',
    'rep',
    'rep',
    [],
    'insp',
    '上报人参与了整改，改请本区域巡检员复核',
  ],
  [
    'an inspector, when the reporter is in charge',
    'elec',
    'fixy',
    [],
    'insp',
    '上报人参与了整改，改请本区域巡检员复核',
  ],
  [
    'an inspector, when the reporter left',
    'rep',
    'fixy',
    ['rep'],
    'insp',
    '上报人已离岗，改请本区域巡检员复核',
  ],
  [
    'another team, when the inspector fixed it',
    'elec',
    'insp',
    [],
    'keep2',
    '上报人参与了整改，改请另一班组的主管复核',
  ],
  [
    'safety, when nobody else is there',
    'elec',
    'fixy',
    ['insp', 'keep2'],
    'safe',
    '上报人参与了整改，改请安全员复核',
  ],
  [
    'the duty leader, when safety fixed it',
    'elec',
    'safe',
    ['insp', 'keep2'],
    'lead',
    '上报人参与了整改，改请值班领导复核',
  ],
] as const)('is %s', (_who, reporterId, fixerId, left, expected, explain) => {
  expect(verifier(reporterId, fixerId, new Set(left))).toMatchObject({ owner: { id: expected }, explain });
});

it('is an inspector for a guest, and the trail says why', () => {
  const guest: Reporter = { kind: 'guest', id: 'g1', name: '未绑定同事', visibility: 'named' };
  const fixed = act(orderIn('rectifying', { reporter: guest }), 'fix', 'fixy', NINE + 2 * HOUR);
  expect(fixed.order.next!.owner.id).toBe('insp');
  expect(fixed.happenings[0]!.detail).toMatchObject({ explain: '上报人没有绑定工号，改请本区域巡检员复核' });
});

it('passes a silent reporter by, gives the next one full time, and says so', () => {
  const passed = tick(book, orderIn('awaitingVerification'), worldAt(NINE + 14 * HOUR))!;
  expect(passed.order).toMatchObject({
    passedOver: ['rep'],
    next: { owner: { id: 'insp' }, dueAt: NINE + 26 * HOUR, climbed: [] },
  });
  expect(passed.happenings.at(-1)).toMatchObject({
    action: 'passedOn',
    detail: { passedOver: { id: 'rep' }, explain: '上报人没有按时复核，改请本区域巡检员复核' },
  });
});

it('asks the reporter again in the next round', () => {
  const passed = tick(book, orderIn('awaitingVerification'), worldAt(NINE + 14 * HOUR))!.order;
  const back = act(passed, 'sendBack', 'insp', NINE + 15 * HOUR).order;
  expect(back.passedOver).toEqual([]);
  expect(act(back, 'fix', 'fixy', NINE + 16 * HOUR).order.next!.owner.id).toBe('rep');
});

it('refuses a fix that nobody independent is left to look at', () => {
  const left = new Set(['rep', 'insp', 'keep', 'keep2', 'safe', 'lead', 'head']);
  const { order } = born({}, NINE);
  const fixing = act(order, 'respond', 'elec', NINE, { text: '换锁', personId: 'gm' }).order;
  expect(codeOf(() => act(fixing, 'fix', 'elec', NINE, undefined, left))).toBe('VERIFIER_NOT_INDEPENDENT');
});

it('never lets a fixer judge, even where a flow forgot to say so', () => {
  const careless: FlowBook = {
    ...book,
    flows: book.flows.map((each) => ({
      ...each,
      actions: each.actions.map((action) => ({ ...action, guards: [] })),
    })),
  };
  const order = orderIn('awaitingVerification');
  const held: OrderCore = { ...order, next: { ...order.next!, owner: { id: 'fixy', name: '电工' } } };
  const command = { action: 'verify', input: { onSite: true } };
  expect(codeOf(() => transition(careless, held, command, person('fixy'), worldAt(NINE)))).toBe(
    'VERIFIER_NOT_INDEPENDENT',
  );
});
