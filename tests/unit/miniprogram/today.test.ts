/** 主管今日: what comes first, what is answered together, and when a shift counts as taken over. */
import { bulkSentence, isOnShift, todayOf } from '../../../miniprogram/services/core/today';
import { tabsOf } from '../../../miniprogram/services/core/tabs';
import { found } from '../../../miniprogram/services/core/people';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { GrantedAction, OrderCard } from '../../../typings/api';
import { NOW, orderView, waitsFor } from './orders';

const respond: GrantedAction = { id: 'respond', label: '我来整改', style: 'primary', form: [] };

function card(id: string, stateId: string, dueAt: number, change: Partial<OrderCard> = {}): OrderCard {
  const order = orderView({
    id,
    next: waitsFor('p-1', '李主管', dueAt),
  });
  return { ...order, state: { ...order.state, id: stateId }, action: respond, ...change };
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('today', () => {
  it('sorts by time left and says it', () => {
    const { rows } = todayOf(
      [
        card('later', 'awaitingResponse', NOW + 3 * HOUR),
        card('late', 'awaitingResponse', NOW - 12 * MINUTE),
        card('soon', 'rectifying', NOW + 48 * MINUTE),
      ],
      [],
      NOW,
    );
    expect(rows.map(({ id, left, overdue }) => [id, left, overdue])).toEqual([
      ['late', '已超 12 分钟', true],
      ['soon', '还剩 48 分钟', false],
      ['later', '还剩 3 小时', false],
    ]);
  });

  it('counts an order of both lists once, and lists only what waits for this person', () => {
    const mine = card('a', 'awaitingResponse', NOW + HOUR);
    const today = todayOf(
      [mine],
      [mine, card('b', 'rectifying', NOW), card('c', 'awaitingVerification', NOW)],
      NOW,
    );
    expect(today.counts.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(ids(today.rows)).toEqual(['a']);
  });

  it('puts small stuff together, but nothing that may be major, is done already or may not be answered', () => {
    const low = { urgency: 'low' } as const;
    const { rows, low: small } = todayOf(
      [
        card('small', 'awaitingResponse', NOW + HOUR, low),
        card('major', 'awaitingResponse', NOW + HOUR, { ...low, suspectedMajor: true }),
        card('fixing', 'rectifying', NOW + HOUR, low),
        card('notMine', 'awaitingResponse', NOW + HOUR, { ...low, action: null }),
        card('high', 'awaitingResponse', NOW + HOUR, { urgency: 'high' }),
      ],
      [],
      NOW,
    );
    expect(ids(small)).toEqual(['small']);
    expect(ids(rows)).toEqual(['major', 'fixing', 'notMine', 'high']);
  });

  it('leads to the order where there is no action', () => {
    expect(todayOf([card('a', 'rectifying', NOW, { action: null })], [], NOW).rows).toMatchObject([
      { act: '', button: '看看' },
    ]);
  });

  it('says how many were answered, and why others were not', () => {
    expect(bulkSentence({ done: 6, left: 0, reason: '' })).toBe('6 件已安排好');
    expect(bulkSentence({ done: 4, left: 2, reason: '网不太稳' })).toBe('4 件已安排好，2 件没办成：网不太稳');
  });
});

describe('a shift', () => {
  it.each([
    [NOW - 8 * HOUR + 1, true],
    [NOW - 8 * HOUR, false],
    [NOW + MINUTE, false],
    [undefined, false],
    ['10:00', false],
  ])('taken over at %p is on: %p', (at, on) => {
    expect(isOnShift(at, NOW)).toBe(on);
  });
});

describe('the lists of a person', () => {
  it.each([
    ['nobody known', null, ['waiting', 'reported']],
    ['a guest', { kind: 'guest' as const, roles: [] }, ['waiting', 'reported']],
    ['a worker', { kind: 'person' as const, roles: ['worker' as const] }, ['waiting', 'reported', 'charge']],
    [
      'a supervisor',
      { kind: 'person' as const, roles: ['supervisor' as const] },
      ['waiting', 'reported', 'charge', 'area'],
    ],
    [
      'the general manager',
      { kind: 'person' as const, roles: ['manager' as const] },
      ['waiting', 'reported', 'charge', 'area'],
    ],
  ])('%s', (_, me, tabs) => {
    expect(ids(tabsOf(me))).toEqual(tabs);
  });
});

describe('people to choose from', () => {
  const people = Array.from({ length: 300 }, (_, index) => ({
    id: `p-${index}`,
    name: `王${index}`,
    post: index === 250 ? '焊工' : '装配工',
    departmentName: '一车间',
    onDuty: index === 0,
  }));

  it('shows the first of the server’s order, those on duty marked', () => {
    const rows = found(people, '');
    expect(rows.length).toBeLessThan(60);
    expect(rows[0]).toEqual({ id: 'p-0', name: '王0', what: '装配工 · 一车间', duty: '当班' });
  });

  it.each(['王250', ' 焊工 '])('finds %p far down', (query) => {
    expect(ids(found(people, query))).toEqual(['p-250']);
  });
});
