/** 暂缓整改: promised with a day and money, granted one level up, with the clock of the fix standing still meanwhile. */
import { tick } from '../../../cloudfunctions/engine';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore, Urgency } from '../../../typings/domain';
import { act, book, calendar, codeOf, INPUTS, NINE, orderIn, told, URGENCIES, worldAt } from './plant';
import { take } from './ways';

const TEN = NINE + HOUR;
const UNTIL = NINE + 10 * DAY;

const asked = (urgency: Urgency = 'high', at = NINE + 5 * HOUR): OrderCore =>
  act(orderIn('rectifying', { urgency }), 'defer', 'elec', at).order;
const granted = (urgency: Urgency = 'high', at = NINE + 6 * HOUR): OrderCore =>
  act(asked(urgency), 'approve', 'head', at).order;

/** Time on the clock of an order. */
const elapsed = (urgency: Urgency, from: number, to: number): number =>
  urgency === 'high' ? to - from : calendar.between(from, to);

describe('the promise', () => {
  it.each(['reason', 'interim', 'measure', 'money', 'until', 'emergency'] as const)('wants %s', (field) => {
    const rest = Object.fromEntries(Object.entries(INPUTS['defer']!).filter(([id]) => id !== field));
    const code = codeOf(() => act(orderIn('rectifying'), 'defer', 'elec', TEN, rest));
    expect(code).toBe(field === 'reason' ? 'REASON_NEEDED' : 'BAD_REQUEST');
  });

  it.each([
    ['now', TEN],
    ['yesterday', TEN - DAY],
    ['beyond half a year', TEN + 183 * DAY + 1],
  ])('is for a day to come, not for %s', (_when, until) => {
    expect(codeOf(() => take(orderIn('rectifying'), 'defer', 'elec', TEN, { until }))).toBe('DATE_NEEDED');
  });

  it('may be for half a year to the day, cost nothing, and name nobody', () => {
    const until = TEN + 183 * DAY;
    const { order } = take(orderIn('rectifying'), 'defer', 'elec', TEN, { until, money: 0 });
    expect(order.deferral).toMatchObject({ until, money: 0, reviewer: null, approvedBy: [] });
  });

  it('names a reviewer who is there', () => {
    expect(codeOf(() => take(orderIn('rectifying'), 'defer', 'elec', TEN, { reviewerId: 'x' }))).toBe(
      'PERSON_UNKNOWN',
    );
  });

  it('is written down whole, and asked of one level up', () => {
    const done = act(orderIn('rectifying'), 'defer', 'elec', TEN);
    expect(done.order).toMatchObject({
      state: 'deferApproval',
      next: { owner: { id: 'head' } },
      deferral: {
        reason: '配件没到',
        interim: '拉了警戒线',
        measure: '到货就换',
        money: 300,
        until: UNTIL,
        emergency: '断电，打值班电话',
        reviewer: { id: 'insp', name: '巡检员' },
        by: { id: 'elec', name: '电工班长' },
        at: TEN,
        approvedBy: [],
      },
    });
    expect(told(done)).toEqual(['approvalAsked → head']);
  });
});

describe('granted', () => {
  it('it stays with who is in charge until its day, and the keeper of the place is told', () => {
    const done = act(asked(), 'approve', 'head', NINE + 6 * HOUR);
    expect(done.order).toMatchObject({
      state: 'deferred',
      deferral: { approvedBy: [{ id: 'head' }] },
      next: { owner: { id: 'elec' }, dueAt: UNTIL, movesAt: null },
    });
    expect(told(done)).toEqual(['approved → elec', 'deferred → rep', 'deferred → keep']);
  });

  it('it comes back by itself on its day, to who mends it', () => {
    const back = tick(book, granted(), worldAt(UNTIL))!;
    expect(back.order).toMatchObject({
      state: 'rectifying',
      pausedAt: null,
      next: { owner: { id: 'fixy' } },
    });
    expect(told(back)).toContain('deferralOver → fixy');
    expect(back.happenings.at(-1)).toMatchObject({ action: 'movedOn', from: 'deferred', to: 'rectifying' });
    expect(tick(book, granted(), worldAt(UNTIL - 1))?.order.state ?? 'deferred').toBe('deferred');
  });

  it('the keeper of the place is reminded of it half way', () => {
    const order = granted();
    const half = order.next!.since + (UNTIL - order.next!.since) / 2;
    expect(told(tick(book, order, worldAt(half))!)).toEqual(['reminder → keep']);
  });

  it('it may come back sooner, by who is in charge, who mends it, or safety', () => {
    for (const who of ['elec', 'fixy', 'safe']) {
      expect(act(granted(), 'resume', who, NINE + DAY).order.state).toBe('rectifying');
    }
    expect(codeOf(() => act(granted(), 'resume', 'other', NINE + DAY))).toBe('NOT_YOUR_TURN');
  });

  it('after its day it comes back at once', () => {
    const late = act(asked(), 'approve', 'head', UNTIL + HOUR).order;
    expect(tick(book, late, worldAt(UNTIL + HOUR))!.order.state).toBe('rectifying');
  });
});

describe.each(URGENCIES)('the clock of the fix, %s', (urgency) => {
  const before = orderIn('rectifying', { urgency });
  const left = elapsed(urgency, NINE + 5 * HOUR, before.resolveDueAt);

  it('stands still from the asking on', () => {
    expect(asked(urgency)).toMatchObject({ pausedAt: NINE + 5 * HOUR, resolveDueAt: before.resolveDueAt });
    expect(granted(urgency)).toMatchObject({ pausedAt: NINE + 5 * HOUR });
  });

  it('runs on with what was left when the deferral is over', () => {
    const back = tick(book, granted(urgency), worldAt(UNTIL))!.order;
    expect(elapsed(urgency, UNTIL, back.resolveDueAt)).toBe(left);
    expect(back.next!.dueAt).toBe(back.resolveDueAt);
  });

  it('runs on with what was left when it comes back sooner', () => {
    const at = NINE + 2 * DAY + 3 * HOUR;
    const back = act(granted(urgency), 'resume', 'elec', at).order;
    expect(elapsed(urgency, at, back.resolveDueAt)).toBe(left);
  });

  it('runs on with what was left when it is refused, and nothing is promised any more', () => {
    const at = NINE + 7 * HOUR;
    const back = act(asked(urgency), 'refuse', 'head', at);
    expect(back.order).toMatchObject({ state: 'rectifying', deferral: null, approval: null, pausedAt: null });
    expect(elapsed(urgency, at, back.order.resolveDueAt)).toBe(left);
    expect(told(back)).toEqual(['approvalRefused → fixy', 'approvalRefused → elec']);
  });
});

it('gains no time by asking when the deadline has passed', () => {
  const late = orderIn('rectifying');
  const back = act(asked('high', NINE + 30 * HOUR), 'refuse', 'head', NINE + 31 * HOUR).order;
  expect(back.resolveDueAt).toBe(late.resolveDueAt);
  expect(back.next!.dueAt).toBe(late.resolveDueAt);
});

it('is reviewed and granted again only by asking again', () => {
  const back = act(granted(), 'resume', 'elec', NINE + DAY).order;
  const again = act(back, 'defer', 'fixy', NINE + DAY, { ...INPUTS['defer'], until: NINE + 20 * DAY }).order;
  expect(again).toMatchObject({
    next: { owner: { id: 'chief' } },
    deferral: { until: NINE + 20 * DAY, approvedBy: [] },
  });
});
