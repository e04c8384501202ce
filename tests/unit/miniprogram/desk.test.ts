/** Safety's desk and the night card: what is looked at first, who is called, and what may be given away together. */
import { deskPage, givings, isQuiet } from '../../../miniprogram/services/core/desk';
import { nightPage } from '../../../miniprogram/services/core/night';
import { pileRow, pileView } from '../../../miniprogram/services/core/pile';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { Desk, NightCard, OrderCard, Pile } from '../../../typings/api';
import { NOW, orderView, person, waitsFor } from './orders';

const ME = 'p-safety';

const order = (id: string, change: Partial<OrderCard> = {}): OrderCard =>
  orderView({ id, next: waitsFor('p-2', '张工', NOW + 2 * HOUR), ...change });

const pile = (...orders: OrderCard[]): Pile => ({ orders, n: orders.length });

const EMPTY: Desk = {
  rulings: pile(),
  determinations: pile(),
  unreached: pile(),
  overdue: pile(),
  approvals: pile(),
  stops: pile(),
  reviews: pile(),
  duties: [],
  holes: [],
  unscreened: [],
  mute: [],
};

const desk = (change: Partial<Desk> = {}): ReturnType<typeof deskPage> =>
  deskPage({ ...EMPTY, ...change }, ME, NOW);

describe('an order of a pile', () => {
  const row = (change: Partial<OrderCard>): ReturnType<typeof pileRow> =>
    pileRow(order('o-1', change), ME, NOW);

  it('names whose turn it is, unless it is the reader', () => {
    expect(row({}).whose).toBe('轮到张工整改');
    expect(row({ next: waitsFor(ME, '安全员', NOW + HOUR) }).whose).toBe('');
    expect(row({ next: null })).toMatchObject({ whose: '', left: [], late: false });
  });

  it('says how long is left, and from the deadline on how late it is', () => {
    expect(row({})).toMatchObject({ left: ['还剩 2 小时', '12:00 前改好'], late: false });
    expect(row({ next: waitsFor('p-2', '张工', NOW) }).late).toBe(true);
    expect(row({ next: waitsFor('p-2', '张工', NOW - 20 * MINUTE) }).left).toEqual(['超 20 分钟']);
  });

  it('has the button that the server grants, else one that leads to the order', () => {
    const action = { id: 'rule', label: '定下来', style: 'primary', form: [], bulk: false } as const;
    expect(row({ action: { ...action, form: [] } })).toMatchObject({ act: 'rule', button: '定下来' });
    expect(row({ action: null })).toMatchObject({ act: '', button: '看看' });
  });
});

describe('a pile', () => {
  const head = { id: 'x', title: '', hint: '' };

  it('is not there when nothing lies on it', () => {
    expect(pileView(head, pile(), ME, NOW)).toBeNull();
  });

  it('says how many are not among its rows', () => {
    expect(pileView(head, { orders: [order('o-1')], n: 7 }, ME, NOW)).toMatchObject({ n: 7, rest: 6 });
    expect(pileView(head, { orders: [order('o-1')], n: 0 }, ME, NOW)).toMatchObject({ n: 1, rest: 0 });
  });
});

describe('the desk', () => {
  it('lays whom no message reached on top, and leaves out what is empty', () => {
    const one = pile(order('o-1'));
    const { piles } = desk({ stops: one, approvals: one, rulings: one, unreached: one });
    expect(piles.map(({ id }) => id)).toEqual(['unreached', 'rulings', 'approvals', 'stops']);
    expect(piles.map(({ calls }) => calls)).toEqual([true, false, false, false]);
  });

  it('counts an order on two piles once, and those it was not told of', () => {
    const unreached = pile(order('o-1'), order('o-2'));
    expect(desk({ unreached, overdue: { orders: [order('o-1')], n: 4 } }).lead).toBe('5 件等人定');
  });

  it('waits for nobody when machines stand still', () => {
    const page = desk({ stops: pile(order('o-1')) });
    expect([page.lead, isQuiet(page)]).toEqual(['', false]);
    expect(isQuiet(desk())).toBe(true);
  });

  it('lets be given away what nobody answered, by whatever act the server grants', () => {
    const orders = [
      order('o-1', { may: ['assign', 'transfer'] }),
      order('o-2', { may: ['transfer'] }),
      order('o-3', { may: ['comment'] }),
      order('o-4', { may: ['assign'] }),
    ];
    expect(givings(orders).map(({ action, orders: of }) => [action, of.map(({ id }) => id)])).toEqual([
      ['assign', ['o-1', 'o-4']],
      ['transfer', ['o-2']],
    ]);
    const { piles } = desk({ overdue: pile(...orders), rulings: pile(...orders) });
    expect(piles.map(({ id, assignable }) => [id, assignable])).toEqual([
      ['rulings', 0],
      ['overdue', 3],
    ]);
  });

  it('says by when the law wants something, and how late it is', () => {
    const duty = { orderId: 'o-1', number: 'YH-1', label: '上报监管部门', overdue: false };
    const { duties } = desk({
      duties: [
        { ...duty, dueAt: NOW + DAY },
        { ...duty, dueAt: NOW },
      ],
    });
    expect(duties.map(({ due, late }) => [due, late])).toEqual([
      ['明天 10:00 前', false],
      ['超 1 分钟', true],
    ]);
  });

  it('names people whom no message reaches, with their telephone', () => {
    const mute = [{ person: { id: 'p-3', name: '王工' }, post: '焊工', phone: null }];
    expect(desk({ mute }).mute).toEqual([{ id: 'p-3', name: '王工', duty: '焊工', phone: null }]);
  });
});

it('names the templates that no card asks about, and how many of their orders are open', () => {
  const unscreened = [
    { templateId: 'floor-oily', title: '地面油污积水', open: 3 },
    { templateId: null, title: '没选模板的上报', open: 1 },
    { templateId: 'aisle-stacked', title: '通道堆料占线', open: 0 },
  ];
  expect(desk({ unscreened }).bare.map(({ title, open }) => [title, open])).toEqual([
    ['地面油污积水', '没关 3 件'],
    ['没选模板的上报', '没关 1 件'],
    ['通道堆料占线', ''],
  ]);
  expect(isQuiet(desk({ unscreened }))).toBe(true);
});

describe('the night card', () => {
  const TURN = { id: 't-1', name: '夜班', startsAt: NOW - HOUR, endsAt: NOW + 22 * HOUR, takenOverAt: null };
  const night = (change: Partial<NightCard> = {}): ReturnType<typeof nightPage> =>
    nightPage({ turn: TURN, now: [], later: 0, people: [], ...change }, ME, NOW);

  it.each([
    ['runs', TURN, { title: '夜班由你负责', hint: '到 明天 08:00', mine: true }],
    [
      'begins soon',
      { ...TURN, startsAt: NOW + 20 * MINUTE },
      { title: '夜班由你负责，10:20 起', hint: '到 明天 08:00', mine: false },
    ],
    ['is somebody else’s', null, { title: '现在不是你值班', mine: false }],
  ])('says until when the reader answers: a turn that %s', (_, turn, said) => {
    expect(night({ turn })).toMatchObject(said);
  });

  it('says how many wait for the morning, when there are any', () => {
    expect([night().later, night({ later: 6 }).later]).toEqual(['', '另有 6 件等到白天，不用现在办']);
  });

  it('has no pile when nothing needs a person', () => {
    expect(night().now).toBeNull();
    expect(night({ now: [order('o-1')] }).now?.rows).toHaveLength(1);
  });

  it('lets nobody call themselves', () => {
    const people = [person(ME, '我', '值班领导'), person('p-2', '张工', '现场管控人')];
    expect(night({ people }).people.map(({ phone }) => phone)).toEqual([null, '13900000000']);
  });
});
