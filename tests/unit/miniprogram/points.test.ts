/** 积分 in its words: balance, entries, the month, departments, the fund, and points given by hand. */
import {
  balanceCard,
  boardRows,
  dayText,
  entryRow,
  fundPage,
  grantCard,
  grantLacks,
  monthBar,
  monthBy,
  monthOf,
  pendingRow,
  pointsWays,
  signed,
  statementRows,
  wholeNumber,
} from '../../../miniprogram/services/core/points';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { board, entry, fund, grant, NINE, points, reward, SHELF, statement } from './points';

const t = TEXT.points;

describe('ways', () => {
  it('are there for whom they are meant', () => {
    expect(pointsWays(['worker'])).toEqual({ counter: false, fund: false, grant: false });
    expect(pointsWays(['storekeeper'])).toEqual({ counter: true, fund: false, grant: false });
    expect(pointsWays(['worker', 'supervisor'])).toEqual({ counter: false, fund: false, grant: true });
    expect(pointsWays(['manager'])).toEqual({ counter: false, fund: true, grant: true });
    expect(pointsWays()).toEqual({ counter: false, fund: false, grant: false });
  });
});

describe('the balance', () => {
  it('names the cheapest thing that is out of reach, and how far it is', () => {
    expect(balanceCard(points(), SHELF)).toMatchObject({
      balance: '126',
      month: '+20',
      goal: '再攒 14 分，能换防割劳保手套',
      share: 90,
      debt: false,
    });
  });

  it.each([
    ['gone', { left: 0 }],
    ['had as often as may be this month', { limit: 1, had: 1 }],
  ])('aims at nothing that is %s', (_, change) => {
    const shelf = [reward({ points: 130, ...change }), reward({ id: 'bike', name: '雨衣', points: 200 })];
    expect(balanceCard(points(), shelf).goal).toBe('再攒 74 分，能换雨衣');
  });

  it('says so when everything is within reach, and nothing while the shelf is not known', () => {
    expect(balanceCard(points({ balance: 900 }), SHELF)).toMatchObject({ goal: t.goalAll, share: 100 });
    expect(balanceCard(points(), null)).toMatchObject({ goal: '', share: 0, bar: false });
    expect(balanceCard(points(), [])).toMatchObject({ goal: '', share: 0 });
  });

  it('does not say that one could have what is all gone', () => {
    const gone = SHELF.map((one) => ({ ...one, left: 0 }));
    expect(balanceCard(points({ balance: 900 }), gone)).toMatchObject({ goal: t.goalGone, bar: false });
  });

  it('says a debt kindly: what makes it even, and that nothing has to be given back', () => {
    const card = balanceCard(points({ balance: -8, month: -10 }), SHELF);
    expect(card).toMatchObject({ balance: '−8', month: '−10', debt: true, share: 0 });
    expect(card.goal).toContain('再攒 8 分就补平');
  });

  it('tells what lapses by its last day', () => {
    expect(balanceCard(points(), SHELF).lapsing).toBe('其中 46 分用到 12月31日，记得换');
    expect(balanceCard(points({ lapsing: null }), SHELF).lapsing).toBe('');
    expect(balanceCard(points({ lapsing: { points: 0, at: NINE } }), SHELF).lapsing).toBe('');
  });
});

describe('an entry', () => {
  it('says what for, by which order and when', () => {
    expect(entryRow(entry(), NINE)).toEqual({
      id: 'award:1',
      points: '+10',
      gain: true,
      order: true,
      reason: '灭火器被挡，已关闭',
      detail: 'YH-20261120-0007 · 11月20日 09:00',
    });
    expect(entryRow(entry({ points: -80, orderNumber: null, at: NINE }), NINE)).toMatchObject({
      points: '−80',
      gain: false,
      order: false,
      detail: '09:00',
    });
  });

  it('that is still to come says what it waits for', () => {
    const row = { orderId: 'o-1', orderNumber: 'YH-1', title: '气瓶没固定', points: 10, why: '等复核' };
    expect(pendingRow(row)).toEqual({ id: 'o-1', title: '气瓶没固定', why: '等复核', points: '约 +10' });
    expect(pendingRow({ ...row, points: 0 }).points).toBe('');
  });
});

describe('months', () => {
  it('turn at midnight of the plant', () => {
    expect(monthOf(Date.parse('2026-12-01T00:00:00+08:00'))).toBe('2026-12');
    expect(monthOf(Date.parse('2026-11-30T23:59:59+08:00'))).toBe('2026-11');
  });

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2025-12', 1, '2026-01'],
    ['2026-11', -23, '2024-12'],
  ])('%s and %d is %s', (month, by, expected) => expect(monthBy(month, by)).toBe(expected));

  it('end at the present one, and two years back', () => {
    expect(monthBar('2026-11', NINE)).toEqual({ name: '2026年11月', before: true, after: false });
    expect(monthBar('2024-12', NINE)).toEqual({ name: '2024年12月', before: false, after: true });
  });

  it('add up, moves of nothing left out', () => {
    const rows = statementRows(statement(), NINE);
    expect(rows.map(({ key, points: said }) => `${key} ${said}`)).toEqual([
      'opened 96',
      'earned +40',
      'takenBack −10',
      'spent −80',
      'returned +80',
      'closed 126',
    ]);
    expect(rows.at(-1)?.name).toBe(t.closed);
    const now = statementRows(statement({ month: '2026-11', earned: 0, spent: 0 }), NINE);
    expect(now.map(({ key }) => key)).toContain('earned');
    expect(now.at(-1)?.name).toBe(t.closedNow);
  });
});

it('departments stand side by side per head, also where nobody earned', () => {
  expect(boardRows(board())).toMatchObject([
    { name: '焊接车间', perHead: '人均 8.3 分', people: '22 人得过，共 40 人', share: 100 },
    { share: 50 },
    { share: 0, perHead: '人均 0 分' },
  ]);
  const nobody = board().departments.map((one) => ({ ...one, perHead: 0 }));
  expect(boardRows(board({ departments: nobody })).map(({ share }) => share)).toEqual([0, 0, 0]);
});

describe('the fund', () => {
  it('warns before it is used up', () => {
    const page = fundPage(fund());
    expect(page).toMatchObject({ used: '2560 元', share: 85, mark: 80, over: false, budgetAt: 100 });
    expect(page.of).toBe('预算 3000 元，用了 85%');
    expect(page.warning).toContain('还剩 440 元');
    expect(page.now).toBe('到 11月23日 用了 2560 元');
    expect(page.worth).toBe(fill(t.fundWorth, { fen: 50 }));
  });

  it('is quiet while there is enough', () => {
    expect(fundPage(fund({ used: 300, warned: false })).warning).toBe('');
  });

  it('says by how much it is over, and draws the budget below the top', () => {
    const page = fundPage(fund({ used: 3750 }));
    expect(page).toMatchObject({ share: 100, over: true, budgetAt: 80 });
    expect(page.warning).toBe(fill(t.fundOver, { over: 750 }));
  });

  it('stands without a budget, and without a day', () => {
    expect(fundPage(fund({ budget: 0, warned: false, days: [] }))).toMatchObject({
      of: t.fundNoBudget,
      share: 0,
      mark: 0,
      markText: '',
      warning: '',
      budgetAt: null,
      now: '',
      days: [],
    });
  });

  it('says what was bought', () => {
    expect(fundPage(fund()).bought).toEqual([
      { id: 'soap', name: '洗衣液 1 公斤', detail: '1120 分 · 进价 168 元', count: '14 件' },
    ]);
  });
});

describe('points by hand', () => {
  it('wait for who did not propose them', () => {
    const waiting = grant({ state: 'waiting' });
    expect(grantCard(waiting, 'p-1', NINE)).toMatchObject({ decides: true, detail: '林班长提的 · 09:00' });
    expect(grantCard(waiting, 'p-18', NINE)).toMatchObject({ decides: false, state: '等总经理定' });
    expect(grantCard(grant(), 'p-1', NINE).decides).toBe(false);
  });

  it('say who decided', () => {
    const decided = grant({ state: 'refused', decidedBy: { id: 'p-1', name: '周总' } });
    expect(grantCard(decided, 'p-18', NINE).state).toBe('没有加，周总定的');
  });

  it.each([
    ['', '10', '好', t.grantLacksWho],
    ['p-1', '', '好', t.grantLacksPoints],
    ['p-1', '0', '好', t.grantLacksPoints],
    ['p-1', '-5', '好', t.grantLacksPoints],
    ['p-1', '1.5', '好', t.grantLacksPoints],
    ['p-1', '10', ' ', t.grantLacksReason],
    ['p-1', '１０', '好', ''],
  ])('for %j, %j and %j lack %j', (who, count, reason, lacks) =>
    expect(grantLacks(who, count, reason)).toBe(lacks),
  );
});

it('says numbers as people write them', () => {
  expect([signed(3), signed(0), signed(-3)]).toEqual(['+3', '0', '−3']);
  expect([dayText('2026-11-05'), dayText(NINE)]).toEqual(['11月5日', '11月23日']);
  expect([wholeNumber('１２'), wholeNumber('9999999'), wholeNumber('3 4')]).toEqual([12, null, null]);
});
