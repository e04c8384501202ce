/** The clocks of an order: what starts them, what moves them, and what never does. */
import { HOUR } from '../../../miniprogram/shared/time';
import type { Urgency } from '../../../typings/domain';
import { act, born, calendar, codeOf, deadlines, NINE, orderIn, URGENCIES } from './plant';

/** Hours from the report at nine. */
const hours = (at: number): number => (at - NINE) / HOUR;

it.each([
  ['high', 2, 24, 12, 8, 1],
  ['medium', 4, 24, 8, 8, 2],
  ['low', 8, 56, 16, 16, 4],
] as const)(
  'ships %s: respond %d h, resolve %d h, verify %d h, redo %d h, hand over %d h',
  (urgency, ...expected) => {
    expect(deadlines[urgency].clock).toBe(urgency === 'high' ? 'wall' : 'shift');
    const { respond, resolve, verify, redo, handOver } = deadlines[urgency];
    expect([respond, resolve, verify, redo, handOver].map((ms) => ms / HOUR)).toEqual(expected);
  },
);

it.each(URGENCIES)('starts both clocks of a %s hazard at the report', (urgency) => {
  const { order } = born({ urgency });
  const after = (span: number): number => (urgency === 'high' ? NINE + span : calendar.add(NINE, span));
  expect(order).toMatchObject({
    rev: 1,
    reportedAt: NINE,
    resolveDueAt: after(deadlines[urgency].resolve),
    next: {
      owner: { id: 'elec' },
      explain: '用电类由电工班长处理',
      dueAt: after(deadlines[urgency].respond),
    },
  });
});

it('gives the fix what is left of the resolve clock, however late the answer', () => {
  const { order } = act(born().order, 'respond', 'elec', NINE + 20 * HOUR);
  expect(hours(order.next!.dueAt)).toBe(24);
});

it('gives the verifier their own time', () => {
  expect(hours(orderIn('awaitingVerification').next!.dueAt)).toBe(2 + 12);
});

describe('after a send-back', () => {
  it('keeps the resolve deadline while it is the later one', () => {
    const { order } = act(orderIn('awaitingVerification'), 'sendBack', 'rep', NINE + 10 * HOUR);
    expect(hours(order.next!.dueAt)).toBe(24);
  });

  it('leaves at least the time to redo', () => {
    const { order } = act(orderIn('awaitingVerification'), 'sendBack', 'rep', NINE + 20 * HOUR);
    expect(hours(order.next!.dueAt)).toBe(28);
    expect(hours(order.resolveDueAt)).toBe(24);
  });
});

describe('a transfer', () => {
  it('keeps a deadline that leaves the new owner time enough', () => {
    const { order } = act(born().order, 'transfer', 'elec', NINE + 0.5 * HOUR);
    expect(order.next).toMatchObject({ owner: { id: 'chief' }, explain: '电工班长转来：归工段管' });
    expect(hours(order.next!.dueAt)).toBe(2);
  });

  it('leaves the new owner an hour, and never restarts the resolve clock', () => {
    const { order } = act(born().order, 'transfer', 'elec', NINE + 1.5 * HOUR);
    expect(hours(order.next!.dueAt)).toBe(2.5);
    expect(hours(order.resolveDueAt)).toBe(24);
  });

  it('happens twice at most, then the safety officer decides, once', () => {
    const to = (personId: string) => ({ personId, reason: '归他管' });
    const once = act(born().order, 'transfer', 'elec', NINE + 1, to('chief')).order;
    const twice = act(once, 'transfer', 'chief', NINE + 2, to('keep')).order;
    expect(twice).toMatchObject({ state: 'ruling', next: { owner: { id: 'safe' } } });
    expect(twice.transfers.map(({ from, to: next }) => `${from.id} → ${next.id}`)).toEqual([
      'elec → chief',
      'chief → keep',
    ]);
    expect(codeOf(() => act(twice, 'rule', 'keep', NINE + 3, to('elec')))).toBe('NOT_YOUR_TURN');
    const ruled = act(twice, 'rule', 'safe', NINE + 4, to('elec')).order;
    expect(ruled).toMatchObject({ state: 'awaitingResponse', next: { owner: { id: 'elec' } } });
    expect(() => act(ruled, 'transfer', 'elec', NINE + 5, to('chief'))).toThrow(
      '这一单已经定过由谁处理。还有疑问请打电话给安全员安全员',
    );
  });

  it('is refused to the owner themself, to leavers and to strangers', () => {
    const { order } = born();
    const to = (personId: string) =>
      codeOf(() => act(order, 'transfer', 'elec', NINE, { personId, reason: '归他管' }, new Set(['chief'])));
    expect([to('elec'), to('chief'), to('nobody')]).toEqual([
      'PERSON_SAME',
      'PERSON_UNKNOWN',
      'PERSON_UNKNOWN',
    ]);
  });
});

describe('naming another fixer', () => {
  it('does not move the deadline', () => {
    const { order } = act(orderIn('rectifying'), 'assign', 'elec', NINE + 23.9 * HOUR);
    expect(order).toMatchObject({ fixer: { id: 'other' }, rectifier: { id: 'elec' } });
    expect(order.next).toMatchObject({ owner: { id: 'other' }, dueAt: NINE + 24 * HOUR });
  });
});

describe('correcting the urgency', () => {
  const correct = (from: Urgency, to: Urgency, at: number) =>
    act(born({ urgency: from }).order, 'correctUrgency', 'elec', NINE + at * HOUR, {
      urgency: to,
      reason: '看过现场',
    }).order;

  it.each([
    // from, to, at hour → respond and resolve due, hours from the report
    ['low', 'high', 0.5, 2, 24],
    ['low', 'high', 6, 7, 24],
    ['low', 'high', 7.5, 8, 24],
    ['low', 'high', 23.5, 8, 24.5],
    ['low', 'medium', 30, 8, 48],
    ['medium', 'high', 3.5, 4, 24],
    ['high', 'low', 1, 8, 104],
    ['high', 'medium', 30, 4, 48],
  ] as const)('%s → %s at hour %d: respond by %d, resolve by %d', (from, to, at, respond, resolve) => {
    const order = correct(from, to, at);
    expect([hours(order.next!.dueAt), hours(order.resolveDueAt)]).toEqual([respond, resolve]);
    expect(order.urgency).toBe(to);
  });

  it('gains no time by going back and forth', () => {
    const up = act(correct('medium', 'low', 30), 'correctUrgency', 'elec', NINE + 31 * HOUR, {
      urgency: 'medium',
      reason: '还是中',
    }).order;
    expect(hours(up.resolveDueAt)).toBe(48);
  });

  it('moves the deadline of a fix with it', () => {
    const { order } = act(orderIn('rectifying'), 'correctUrgency', 'fixy', NINE + 2 * HOUR);
    expect([hours(order.next!.dueAt), hours(order.resolveDueAt)]).toEqual([48, 48]);
  });

  it('asks for another urgency than the present one', () => {
    expect(
      codeOf(() => act(born().order, 'correctUrgency', 'elec', NINE, { urgency: 'high', reason: '同上' })),
    ).toBe('BAD_REQUEST');
  });
});
