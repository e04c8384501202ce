/** 主管今日: what comes first, what is answered together, and what passes between shifts. */
import {
  assignable,
  bulkSentence,
  checksOf,
  groupsOf,
  isOutdated,
  planOf,
  todayOf,
  type Day,
} from '../../../miniprogram/services/core/today';
import { tabsOf } from '../../../miniprogram/services/core/tabs';
import { found } from '../../../miniprogram/services/core/people';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { GrantedAction, Handover, OrderCard, ShiftView } from '../../../typings/api';
import { NOW, orderView, waitsFor } from './orders';

const ME = 'p-1';

const respond: GrantedAction = { id: 'respond', label: '我来整改', style: 'primary', form: [], bulk: true };

function card(id: string, stateId: string, dueAt: number, change: Partial<OrderCard> = {}): OrderCard {
  const order = orderView({ id, next: waitsFor(ME, '李主管', dueAt) });
  const may = ['respond', 'assign'];
  return { ...order, state: { ...order.state, id: stateId }, action: respond, may, ...change };
}

/** 08:00 to 16:00 of that day; {@link NOW} is 10:00. */
const SHIFT: ShiftView = {
  id: '2026-11-22:day',
  name: '白班',
  startsAt: NOW - 2 * HOUR,
  endsAt: NOW + 6 * HOUR,
  takenOverAt: null,
};

const dayOf = (change: Partial<Day> = {}): Day => ({
  shift: SHIFT,
  counts: [],
  orders: [],
  more: false,
  incoming: [],
  outgoing: [],
  ...change,
});

const today = (orders: OrderCard[]) => todayOf(dayOf({ orders }), ME, NOW);

const handover = (change: Partial<Handover> = {}): Handover => {
  const { id, number, title, state, place, sentence } = orderView();
  return {
    person: { id: 'p-14', name: '韩铁军' },
    rostered: true,
    shiftName: '夜班',
    orders: [{ id, number, title, state, place, sentence, note: null }],
    note: null,
    at: null,
    ...change,
  };
};

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('today', () => {
  it('says the time left, and by how much it is over', () => {
    const { rows } = today([
      card('long', 'awaitingResponse', NOW - 100 * MINUTE),
      card('late', 'awaitingResponse', NOW - 12 * MINUTE),
      card('soon', 'rectifying', NOW + 48 * MINUTE),
      card('later', 'awaitingResponse', NOW + 80 * MINUTE),
    ]);
    expect(rows.map(({ id, left, overdue }) => [id, left, overdue])).toEqual([
      ['long', '超 1 小时 40 分', true],
      ['late', '已超 12 分钟', true],
      ['soon', '还剩 48 分钟', false],
      ['later', '还剩 1 小时 20 分', false],
    ]);
  });

  it('names whose turn it is when it is not the reader’s, and whom it went up to', () => {
    const others = waitsFor('p-2', '马玉龙', NOW - HOUR);
    const { rows } = today([
      card('mine', 'awaitingResponse', NOW + HOUR),
      card('others', 'awaitingResponse', NOW, { next: others }),
      card('raised', 'awaitingResponse', NOW, {
        next: { ...others, escalatedTo: { id: 'p-3', name: '赵海峰' } },
      }),
      card('toMe', 'awaitingResponse', NOW, { next: { ...others, escalatedTo: { id: ME, name: '李主管' } } }),
    ]);
    expect(rows.map(({ whose }) => whose)).toEqual(['', '轮到马玉龙', '已上报给赵海峰', '轮到马玉龙']);
  });

  it('counts the ordinary loop first in its colours, what is called the same together, and the others after it', () => {
    const counts = [
      { stateId: 'awaitingResponse', label: '待响应', ring: 2, n: 1 },
      { stateId: 'transferred', label: '待响应', ring: 2, n: 2 },
      { stateId: 'ruling', label: '待裁决', ring: 2, n: 1 },
      { stateId: 'rectifying', label: '整改中', ring: 3, n: 0 },
      { stateId: 'awaitingVerification', label: '待复核', ring: 4, n: 4 },
    ] as const;
    const shown = todayOf(dayOf({ counts: [...counts] }), ME, NOW).counts;
    expect(shown.map(({ label, n, tone }) => [label, n, tone])).toEqual([
      ['待响应', 3, 'wait'],
      ['整改中', 0, 'fix'],
      ['待复核', 4, 'verify'],
      ['待裁决', 1, 'plain'],
    ]);
  });

  it('puts small stuff together, but nothing that is late, may be major, is answered already or is others’', () => {
    const low = { urgency: 'low' } as const;
    const { rows, low: small } = today([
      card('small', 'awaitingResponse', NOW + HOUR, low),
      card('late', 'awaitingResponse', NOW - HOUR, low),
      card('major', 'awaitingResponse', NOW + HOUR, { ...low, suspectedMajor: true }),
      card('fixing', 'rectifying', NOW + HOUR, { ...low, action: null, may: ['fix'] }),
      card('others', 'awaitingResponse', 0, { ...low, next: waitsFor('p-2', '马玉龙', NOW + HOUR) }),
      card('othersLate', 'awaitingResponse', 0, { ...low, next: waitsFor('p-2', '马玉龙', NOW - HOUR) }),
      card('high', 'awaitingResponse', NOW + HOUR, { urgency: 'high' }),
    ]);
    expect(ids(small)).toEqual(['small']);
    expect(ids(rows)).toEqual(['late', 'major', 'fixing', 'othersLate', 'high']);
  });

  it('leads to the order where there is no action', () => {
    expect(today([card('a', 'rectifying', NOW, { action: null })]).rows).toMatchObject([
      { act: '', button: '看看' },
    ]);
  });
});

describe('answering together', () => {
  it('gives to somebody only what the server lets be given', () => {
    const [a, b] = [card('a', 'x', NOW), card('b', 'x', NOW, { may: ['respond'] })];
    expect(ids(assignable([a, b]))).toEqual(['a']);
  });

  it('promises the end of the shift, by the hour where it is known', () => {
    expect(planOf(dayOf())).toBe('今天 16:00 下班前改好');
    expect(planOf(dayOf({ shift: null }))).toBe('今天下班前改好');
  });

  const nothing = { done: 0, taken: [], refused: [], unsent: 0 };

  it.each([
    [{ ...nothing, done: 8 }, '8 件定了', []],
    [
      { ...nothing, done: 8, taken: [{ title: '地面油滑', reason: '赵海峰刚处理了这一单，已刷新' }] },
      '8 件定了，1 件刚被处理',
      ['地面油滑：赵海峰刚处理了这一单，已刷新'],
    ],
    [{ ...nothing, done: 3, unsent: 2 }, '3 件定了，2 件没发出去，网好了再点一次', []],
    [
      { ...nothing, refused: [{ title: '灯不亮', reason: '没找到这个人，可能已离岗，请另选一位' }] },
      '1 件要你看一眼',
      ['灯不亮：没找到这个人，可能已离岗，请另选一位'],
    ],
  ])('%j is told as %s', (result, sentence, lines) => {
    expect(bulkSentence(result)).toEqual({ sentence, lines });
  });
});

describe('what may be done at once', () => {
  const resume: GrantedAction = {
    id: 'resume',
    label: '现在能改了',
    style: 'primary',
    form: [
      { id: 'text', label: '补充一句', required: false },
      { id: 'photos', label: '照片', required: false },
    ],
    bulk: true,
  };
  const of = (id: string, action: GrantedAction): OrderCard => card(id, 'deferred', NOW + HOUR, { action });

  it('is offered for two or more orders with the same act, with what can be filled in once', () => {
    const { together } = today([of('a', resume), of('b', resume), of('c', { ...resume, id: 'alone' })]);
    expect(together).toMatchObject([{ id: 'resume', label: '现在能改了 · 2 件' }]);
    expect(ids(together[0]?.orders ?? [])).toEqual(['a', 'b']);
    expect(together[0]?.action.form.map(({ id }) => id)).toEqual(['text']);
  });

  it('is not offered where each order needs its own', () => {
    const sign = { ...resume, bulk: false };
    expect(today([of('a', sign), of('b', sign)]).together).toEqual([]);
  });
});

describe('what was mended on the spot', () => {
  const waits = card('a', 'awaitingCheck', NOW + HOUR);
  const accepted = card('b', 'closed', NOW, { state: { ...waits.state, id: 'closed', end: true } });

  it('is looked at in a sample before the rest is accepted', () => {
    const block = checksOf({ sample: [waits, accepted], rest: 5 }, ME, NOW);
    expect(block).toMatchObject({
      count: 6,
      hint: '先看这 1 件，都行了，其余 5 单一起认可',
      button: '',
    });
    expect(ids(block.rows)).toEqual(['a']);
  });

  it('is not listed one by one beside its block, nor accepted all at once, unless it is late', () => {
    const { state } = waits;
    const accept: GrantedAction = { ...respond, id: 'accept', label: '认可' };
    const of = (id: string, dueAt: number): OrderCard =>
      card(id, 'awaitingCheck', dueAt, { state, action: accept });
    const orders = [of('a', NOW + HOUR), of('b', NOW + HOUR), of('late', NOW - HOUR)];
    expect(ids(todayOf(dayOf({ orders }), ME, NOW, true).rows)).toEqual(['late']);
    const unread = todayOf(dayOf({ orders }), ME, NOW);
    expect([ids(unread.rows), unread.together]).toEqual([['a', 'b', 'late'], []]);
  });

  it('is accepted together once the sample is done', () => {
    expect(checksOf({ sample: [accepted], rest: 5 }, ME, NOW)).toMatchObject({
      rows: [],
      button: '其余 5 单一起认可',
    });
  });

  it('has nothing to accept together without a rest', () => {
    expect(checksOf({ sample: [waits], rest: 0 }, ME, NOW)).toMatchObject({ count: 1, button: '' });
    expect(checksOf({ sample: [], rest: 0 }, ME, NOW)).toMatchObject({ count: 0, button: '' });
  });
});

describe('the shift', () => {
  it.each([
    ['not taken over', SHIFT, true],
    ['taken over', { ...SHIFT, takenOverAt: NOW }, false],
    ['nobody’s', null, false],
  ])('%s: 接班 is offered %#', (_, shift, offered) => {
    expect(todayOf(dayOf({ shift }), ME, NOW).takeOver).toBe(offered);
  });

  it.each([SHIFT.endsAt - 30 * MINUTE, SHIFT.endsAt])('is asked for again when something changes', (at) => {
    const day = dayOf();
    expect(isOutdated(day, NOW, at)).toBe(true);
    // Also when nobody looked at that very moment, or the first try did not get through.
    expect(isOutdated(day, at - 1, at + MINUTE)).toBe(true);
    expect(isOutdated(day, at, at + MINUTE)).toBe(false);
    expect(isOutdated(day, at - 2, at - 1)).toBe(false);
    expect(isOutdated(dayOf({ shift: null }), NOW, at)).toBe(false);
  });

  const cardsOf = (change: Partial<Day>, now = NOW) => todayOf(dayOf(change), ME, now).handovers;

  it('tells what the one before leaves, who said something, and until when to look', () => {
    const said = handover({ note: '三号灯不亮', at: NOW });
    expect(cardsOf({ incoming: [said] }, SHIFT.startsAt - MINUTE)).toEqual([
      { side: 'incoming', title: '夜班交接 1 件', hint: ['韩铁军留了话', '08:00 前看完'], button: '看交接' },
    ]);
    expect(cardsOf({ incoming: [handover()] })).toMatchObject([{ hint: ['韩铁军还没留话'] }]);
  });

  it('names to whom it goes, and who stands in where the roster has nobody', () => {
    const after = { shiftName: '中班', person: { id: 'p-13', name: '马玉龙' } };
    expect(cardsOf({ outgoing: [handover(after)] })).toEqual([
      { side: 'outgoing', title: '交班 1 件', hint: ['交给马玉龙', '16:00 前交清'], button: '交班' },
    ]);
    expect(cardsOf({ outgoing: [handover({ ...after, rostered: false })] })).toMatchObject([
      { hint: ['中班没排人，交给顶班的马玉龙', '16:00 前交清'] },
    ]);
    expect(cardsOf({ outgoing: [handover({ ...after, at: NOW })] })).toMatchObject([
      { title: '已交班 1 件', button: '看交接' },
    ]);
  });

  it('lists the orders by person with what was said', () => {
    const [group] = groupsOf('incoming', [handover({ note: '灯' })]);
    expect(group).toMatchObject({
      heading: '韩铁军交给你',
      note: '灯',
      rows: [{ title: '气瓶没固定', place: 'C-07 车间二层 C 区', note: '' }],
    });
    expect(groupsOf('outgoing', [handover({ rostered: false })])[0]?.heading).toBe(
      '夜班没排人，交给顶班的韩铁军',
    );
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
    expect(rows[0]).toEqual({
      ...{ id: 'p-0', name: '王0', what: '装配工 · 一车间' },
      ...{ duty: '当班', missing: '' },
    });
  });

  it.each(['王250', ' 焊工 '])('finds %p far down', (query) => {
    expect(ids(found(people, query))).toEqual(['p-250']);
  });
});
