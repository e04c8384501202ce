/** The home page: what waits for me, and what became of my last report. */
import { became, homePage } from '../../../miniprogram/services/core/home';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { Me, OrderCard, Routes } from '../../../typings/api';
import { NOW, orderView } from './orders';

const me: Me = {
  id: 'p-1',
  kind: 'person',
  name: '王工',
  roles: ['worker'],
  departmentId: 'd-1',
  departmentName: '焊接车间',
  post: null,
};

function card(stateId: string, dueAt: number, change: Partial<OrderCard> = {}): OrderCard {
  const order = orderView({
    next: { ...orderView().next!, owner: { id: 'p-2', name: '张工' }, dueAt, overdue: dueAt <= NOW },
    ...change,
  });
  return { ...order, state: { ...order.state, id: stateId } };
}

const home = (change: Partial<Routes['home.get']['output']> = {}): ReturnType<typeof homePage> =>
  homePage(
    { me, waiting: [], waitingMore: false, lastReport: null, points: { balance: 126 }, ...change },
    NOW,
  );

describe('what became of a report', () => {
  const said = (order: OrderCard, who = 'p-1'): string => {
    const { what, until } = became(order, who, NOW);
    return `${what}，${until}`;
  };

  it.each([
    ['awaitingResponse', '等张工答复，14:00 前'],
    ['rectifying', '张工正在改，14:00 前改好'],
    ['awaitingVerification', '改好了，等张工复核，14:00 前'],
    ['aStateOfTomorrow', '轮到张工处理，14:00 前'],
  ])('%s: %s', (state, sentence) => {
    expect(said(card(state, NOW + 4 * HOUR))).toBe(sentence);
  });

  it('tells a verifier that it is up to them', () => {
    expect(said(card('awaitingVerification', NOW + 4 * HOUR), 'p-2')).toBe('改好了，等你看看，14:00 前');
    expect(said(card('rectifying', NOW + 4 * HOUR), 'p-2')).toBe('张工正在改，14:00 前改好');
  });

  it('says how late it is and who knows, by the clock of now', () => {
    const passed = card('rectifying', NOW - 2 * HOUR);
    const late = { ...passed, next: { ...passed.next!, escalatedTo: { id: 'p-3', name: '赵主管' } } };
    expect(said(late)).toBe('轮到张工整改，超 2 小时，已报赵主管');
  });

  it('says the end as the server does', () => {
    const end = { ...card('closed', 0), next: null, sentence: '已关闭 · 11月20日 13:24' };
    expect(said(end)).toBe('已关闭，11月20日 13:24');
  });
});

describe('the page', () => {
  it('greets a person, not a guest', () => {
    expect(home()).toMatchObject({ hello: '王工，早', where: '焊接车间', guest: false });
    expect(home({ me: { ...me, kind: 'guest' } })).toMatchObject({ hello: '', where: '', guest: true });
  });

  it('says what to do with each order that waits, and that one is late by the clock of now', () => {
    const passed = card('awaitingVerification', NOW);
    const rows = home({
      waiting: [card('rectifying', NOW + DAY), { ...passed, next: { ...passed.next!, overdue: false } }],
    }).waiting;
    expect(rows.map(({ task, due, overdue }) => [task, due, overdue])).toEqual([
      ['去改好它', '明天 10:00 前', false],
      ['看看修好没有', '已超时', true],
    ]);
  });

  it('tells of the last report by its day', () => {
    const last = card('rectifying', NOW + HOUR, { reportedAt: NOW - DAY });
    expect(home({ lastReport: last }).last).toMatchObject({
      lead: '你昨天报的',
      title: '「气瓶没固定」',
      ring: 3,
    });
  });

  it.each([
    [['worker'], []],
    [['inspector', 'storekeeper', 'admin', 'contractor'], []],
    [['manager'], ['decisions']],
    [['supervisor'], ['today', 'directives']],
    [['dutyLeader'], ['night', 'today', 'directives']],
    [['safety'], ['desk', 'today', 'directives']],
    [
      ['supervisor', 'dutyLeader', 'safety', 'manager'],
      ['decisions', 'desk', 'night', 'today', 'directives'],
    ],
  ] as const)('offers their pages to %j: %j', (roles, ids) => {
    expect(home({ me: { ...me, roles: [...roles] } }).entries.map(({ id }) => id)).toEqual(ids);
  });
});
