/** Somebody leaves the plant: every open order stays in reachable hands. */
import { reassignIfGone } from '../../../cloudfunctions/engine';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { act, book, born, codeOf, frozen, NINE, orderIn, told, worldAt } from './plant';

const gone = (order: OrderCore, left: string[], at = NINE + 3 * HOUR) =>
  reassignIfGone(book, frozen(order), worldAt(at, new Set(left)));

it('does nothing while everybody is there, or the order is closed', () => {
  expect(gone(orderIn('awaitingResponse'), ['rep', 'fixy'])).toBeNull();
  expect(gone(orderIn('rectifying'), ['rep', 'keep'])).toBeNull();
  expect(gone(orderIn('awaitingVerification'), ['elec', 'fixy'])).toBeNull();
  expect(gone(orderIn('closed'), ['elec', 'fixy', 'rep'])).toBeNull();
});

it('gives a question to the superior, with time to answer it, and tells them', () => {
  const moved = gone(born().order, ['elec'], NINE + 1.5 * HOUR)!;
  expect(moved.order).toMatchObject({
    rev: 2,
    resolveDueAt: NINE + 24 * HOUR,
    next: {
      owner: { id: 'head' },
      explain: '电工班长已离岗，由上级接手',
      dueAt: NINE + 2.5 * HOUR,
      climbed: [],
    },
  });
  expect(moved.order.nextDueAt).toBe(NINE + 2 * HOUR);
  expect(told(moved)).toEqual(['shiftMoved → head']);
  expect(moved.happenings).toMatchObject([
    { action: 'reassigned', detail: { previousOwner: { id: 'elec' }, owner: { id: 'head' } } },
  ]);
});

it.each([
  ['as routed, when there is no superior but the general manager', ['elec', 'head'], {}, 'keep'],
  ['to the general manager, when it may be major', ['elec', 'head'], { suspectedMajor: true }, 'gm'],
  ['to whom routing falls back, when the site keeper left too', ['elec', 'head', 'keep'], {}, 'lead'],
] as const)('gives it %s', (_how, left, over, expected) => {
  const { order } = born(over, NINE, undefined, 'hazard');
  expect(gone(order, [...left])!.order.next!.owner.id).toBe(expected);
});

it('gives the work of a fixer to the 整改责任人', () => {
  const { order } = gone(orderIn('rectifying'), ['fixy'])!;
  expect(order).toMatchObject({
    rectifier: { id: 'elec' },
    fixer: { id: 'elec' },
    next: { owner: { id: 'elec' }, explain: '电工已离岗，由整改责任人接手', dueAt: NINE + 24 * HOUR },
  });
  expect(order.rounds[0]!.fixer!.id).toBe('elec');
});

it('replaces a 整改责任人 without taking the work from the fixer', () => {
  const moved = gone(orderIn('rectifying'), ['elec'])!;
  expect(moved.order).toMatchObject({
    rectifier: { id: 'head' },
    fixer: { id: 'fixy' },
    next: { owner: { id: 'fixy' } },
  });
  expect(told(moved)).toEqual(['shiftMoved → head']);
});

it('finds somebody when both have left, who can then do what the state asks', () => {
  const left = ['elec', 'fixy'];
  const { order } = gone(orderIn('rectifying'), left)!;
  expect(order).toMatchObject({
    rectifier: { id: 'head' },
    fixer: { id: 'head' },
    next: { owner: { id: 'head' } },
  });
  expect(codeOf(() => act(order, 'assign', 'head', NINE + 4 * HOUR, undefined, new Set(left)))).toBe('ok');
  expect(codeOf(() => act(order, 'fix', 'head', NINE + 4 * HOUR, undefined, new Set(left)))).toBe('ok');
});

it('gives a verification to the next verifier', () => {
  const { order } = gone(orderIn('awaitingVerification'), ['rep'], NINE + 13 * HOUR + 30 * MINUTE)!;
  expect(order.next).toMatchObject({
    owner: { id: 'insp' },
    explain: '上报人已离岗，改请本区域巡检员复核',
    dueAt: NINE + 14.5 * HOUR,
  });
});

it('settles: the same leaver moves an order once', () => {
  const { order } = gone(born().order, ['elec'])!;
  expect(gone(order, ['elec'])).toBeNull();
});

it('never starts a step with somebody who has left', () => {
  expect(born({}, NINE, new Set(['elec'])).order.next!.owner.id).toBe('keep');
  expect(
    codeOf(() => act(born().order, 'assign', 'elec', NINE, { personId: 'fixy' }, new Set(['fixy']))),
  ).toBe('PERSON_UNKNOWN');
});

it('finds a new owner when somebody else acts before the clock noticed', () => {
  const { order } = act(born().order, 'correctUrgency', 'safe', NINE + HOUR, undefined, new Set(['elec']));
  expect(order).toMatchObject({ urgency: 'medium', next: { owner: { id: 'keep' } } });
});
