/** The components of 积分, of the shop with its counter and shelf, and of the fund. */
import { watchPhone } from './support/doings';
import { knownAs } from './support/people';
import { componentsIn, suiteOf } from './support/suite';
import { balanceCard, entryRow, fundPage, grantCard, monthBar } from '../../miniprogram/services/core/points';
import {
  counterCard,
  redeemAsk,
  redemptionRow,
  rewardCard,
  shelfCard,
  stockAsk,
} from '../../miniprogram/services/core/shop';
import { fill, TEXT } from '../../miniprogram/shared/text';
import {
  counter,
  ended,
  entry,
  fund,
  grant,
  NINE,
  points,
  redemption,
  reward,
  SHELF,
  shelfRow,
} from '../unit/miniprogram/points';

const LONG = '王'.repeat(60);
const PHOTO = 'https://127.0.0.1/soap.jpg';
const FOLDER = 'packages/points/components';
const t = TEXT.points;
const s = TEXT.shop;
const c = TEXT.counter;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  watchPhone(phone());
});

const balance = balanceCard(points(), SHELF);

component(
  'balance-card',
  {
    typical: { balance },
    edge: { balance: balanceCard(points({ balance: -99_999, month: -99_999 }), [reward({ name: LONG })]) },
    faulty: { balance: {} },
  },
  (mount) => {
    it('says what is there, what came this month, how far it is, and what lapses', async () => {
      const card = await mount();
      for (const said of ['126', '+20', '再攒 14 分，能换防割劳保手套', '其中 46 分用到 12月31日'])
        expect(card.text()).toContain(said);
      expect(card.select('.balance-track')).toHaveLength(1);
    });

    it('says a debt kindly, without a bar', async () => {
      const card = await mount({ balance: balanceCard(points({ balance: -8 }), SHELF) });
      expect(card.text()).toContain('换过的东西不用退');
      expect(card.select('.balance-track')).toHaveLength(0);
    });
  },
);

component(
  'reward-card',
  {
    typical: { reward: rewardCard(reward(), 126) },
    edge: { reward: { ...rewardCard(SHELF[3]!, -99_999), name: LONG, photo: PHOTO } },
    faulty: { reward: { may: 'yes' } },
  },
  (mount) => {
    it('may be taken', async () => {
      const card = await mount();
      const taken = card.events('take');
      expect(card.text()).toContain('80 分 · 还有 12 份');
      await card.tap('.soft-button');
      expect(taken).toEqual([{ id: 'soap' }]);
    });

    it.each([
      [s.had, SHELF[1]!],
      [s.gone, SHELF[2]!],
      ['还差 14 分', SHELF[3]!],
    ])('says %s in place of the button', async (said, one) => {
      const card = await mount({ reward: rewardCard(one, 126) });
      expect(card.select('.soft-button')).toHaveLength(0);
      expect(card.text()).toContain(said);
      const taken = card.events('take');
      card.call('onTake');
      expect(taken).toEqual([]);
    });
  },
);

component(
  'entry-row',
  {
    typical: { entry: entryRow(entry(), NINE) },
    edge: { entry: { ...entryRow(entry({ points: -99_999 }), NINE), reason: LONG } },
    faulty: { entry: {} },
  },
  (mount) => {
    it('says what for and how many; the loop stands beside an order', async () => {
      const row = await mount();
      expect(row.text()).toContain('灭火器被挡，已关闭');
      expect(row.text()).toContain('+10');
      expect(row.select('loop-ring')).toHaveLength(1);
      await row.set({ entry: entryRow(entry({ points: -80, orderNumber: null }), NINE) });
      expect(row.select('loop-ring')).toHaveLength(0);
    });
  },
);

component(
  'redeem-sheet',
  {
    typical: { visible: true, ask: redeemAsk(reward(), 126) },
    edge: {
      visible: true,
      ask: redeemAsk(reward({ name: LONG, place: LONG }), 0),
      trouble: LONG,
      busy: true,
    },
    faulty: { visible: 'yes', ask: {} },
  },
  (mount) => {
    it('says thing, place and what is left, and is confirmed or closed', async () => {
      const sheet = await mount();
      for (const said of ['换洗衣液 1 公斤？', '80 分', '46 分', '综合仓库窗口', s.askGo])
        expect(sheet.text()).toContain(said);
      const [given, closed] = [sheet.events('submit'), sheet.events('close')];
      sheet.call('onSubmit');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect([given, closed.length]).toEqual([[{ id: 'soap' }], 1]);
    });

    it('shows the photo of a thing that has one in place of its sign', async () => {
      const sheet = await mount();
      expect([sheet.select('.redeem-photo').length, sheet.select('.redeem-picture app-icon').length]).toEqual(
        [0, 1],
      );
      await sheet.set({ ask: redeemAsk(reward({ photo: PHOTO }), 126) });
      expect([sheet.select('.redeem-photo').length, sheet.select('.redeem-picture app-icon').length]).toEqual(
        [1, 0],
      );
    });
  },
);

component(
  'redemption-row',
  {
    typical: { redemption: redemptionRow(redemption(), NINE) },
    edge: { redemption: { ...redemptionRow(ended('withdrawn'), NINE), name: LONG, detail: LONG } },
    faulty: { redemption: {} },
  },
  (mount) => {
    it('says what it is and where it stands, and leads there', async () => {
      const row = await mount();
      const pressed = row.events('press');
      for (const said of ['洗衣液 1 公斤', s.endedShort.reserved, '11月25日 09:00'])
        expect(row.text()).toContain(said);
      await row.tap('.redeemed');
      expect(pressed).toEqual([{ id: 'r-1' }]);
      await row.set({ redemption: redemptionRow(ended('expired'), NINE) });
      expect(row.text()).toContain(s.endedShort.expired);
    });
  },
);

const card = counterCard(counter(), NINE);

component(
  'counter-card',
  {
    typical: { counter: card },
    edge: {
      counter: { ...card, name: LONG, department: LONG, what: LONG, place: LONG },
      done: true,
      said: LONG,
    },
    faulty: { counter: {}, done: 7 },
  },
  (mount) => {
    it('names the person and the thing, and says that it was given', async () => {
      const shown = await mount();
      for (const said of ['谢小刚', '焊接车间', '洗衣液 1 公斤 1 份', c.states.reserved])
        expect(shown.text()).toContain(said);
      await shown.set({ done: true, said: '已交给谢小刚' });
      expect(shown.text()).toContain('已交给谢小刚');
    });

    it('shows the photo of a thing that has one', async () => {
      const shown = await mount();
      expect(shown.select('.hand-photo')).toHaveLength(0);
      const { reward: thing } = counter();
      await shown.set({ counter: counterCard(counter({ reward: { ...thing, photo: PHOTO } }), NINE) });
      expect(shown.select('.hand-photo')).toHaveLength(1);
    });

    it('says what was handed out already, and by whom', async () => {
      const handedOut = { by: { id: 'p-28', name: '钱库管' }, at: NINE };
      const shown = await mount({ counter: counterCard(counter({ state: 'handedOut', handedOut }), NINE) });
      expect(shown.text()).toContain(c.states.handedOut);
      expect(shown.text()).toContain('钱库管 09:00 交的');
    });
  },
);

component(
  'shelf-card',
  {
    typical: { shelf: shelfCard(shelfRow()) },
    edge: { shelf: { ...shelfCard(shelfRow({ stock: 100_000, reserved: 99_999, low: true })), name: LONG } },
    faulty: { shelf: {} },
  },
  (mount) => {
    it('says what lies there, and what may be done', async () => {
      const row = await mount();
      for (const said of ['12 瓶', '3 瓶', '9 瓶']) expect(row.text()).toContain(said);
      expect(row.text()).not.toContain(c.low);
      const acts = row.events('act');
      for (const one of ['receive', 'correct', 'shelve']) await row.tap(`.stock-${one}`);
      expect(acts).toEqual(['receive', 'correct', 'withdraw'].map((kind) => ({ id: 'soap', kind })));
    });

    it('that is off the shelf is put back on', async () => {
      const row = await mount({ shelf: shelfCard(shelfRow({ withdrawn: true, low: true })) });
      const acts = row.events('act');
      await row.tap('.stock-shelve');
      expect(acts).toEqual([{ id: 'soap', kind: 'offer' }]);
      expect(row.text()).toContain(c.withdrawn);
    });

    it('that runs out says so', async () => {
      const row = await mount({ shelf: shelfCard(shelfRow({ low: true })) });
      expect(row.text()).toContain(c.low);
    });
  },
);

component(
  'stock-sheet',
  {
    typical: { visible: true, ask: stockAsk('receive', shelfRow()) },
    edge: {
      visible: true,
      ask: { ...stockAsk('withdraw', shelfRow()), title: LONG, hint: LONG },
      busy: true,
      trouble: LONG,
    },
    faulty: { visible: 1, ask: { fields: [{}] } },
  },
  (mount) => {
    it('asks for what is needed, hands on what was typed, and forgets it once closed', async () => {
      const sheet = await mount();
      expect(sheet.text()).toContain(fill(c.fieldCount, { unit: '瓶' }));
      const given = sheet.events('submit');
      const type = (key: string, value: string): unknown =>
        sheet.call('onText', { currentTarget: { dataset: { key } }, detail: { value } });
      type('count', '5');
      type('yuan', '49.9');
      sheet.call('onSubmit');
      expect(given).toEqual([{ values: { count: '5', yuan: '49.9' } }]);
      const closed = sheet.events('close');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect(closed).toHaveLength(1);
      await sheet.set({ visible: false });
      await sheet.set({ visible: true });
      sheet.call('onSubmit');
      expect(given.at(-1)).toEqual({ values: {} });
    });
  },
);

component(
  'month-bar',
  {
    typical: { month: monthBar('2026-10', NINE) },
    edge: { month: { name: LONG, before: false, after: false } },
    faulty: { month: {} },
  },
  (mount) => {
    it('goes to the months beside it', async () => {
      const bar = await mount();
      const gone = bar.events('go');
      expect(bar.text()).toContain('2026年10月');
      for (const one of ['before', 'after']) await bar.tap(`.months-${one}`);
      expect(gone).toEqual([{ by: -1 }, { by: 1 }]);
    });

    it('goes no further than the present one', async () => {
      const bar = await mount({ month: monthBar('2026-11', NINE) });
      const gone = bar.events('go');
      for (const one of ['before', 'after']) await bar.tap(`.months-${one}`);
      expect(gone).toEqual([{ by: -1 }]);
    });
  },
);

const used = fundPage(fund());

component(
  'fund-days',
  {
    typical: { days: used.days, budgetAt: used.budgetAt, said: used.now },
    edge: { days: Array(31).fill({ day: 'd', share: 100, label: LONG }), budgetAt: 0, said: LONG },
    faulty: { days: [null, {}], budgetAt: 'x' },
  },
  (mount) => {
    it('draws a bar a day, the budget as a line, and says the last figure', async () => {
      const days = await mount();
      expect(days.select('.days-bar')).toHaveLength(23);
      expect(days.select('.days-budget')).toHaveLength(1);
      expect(days.text()).toContain('到 11月23日 用了 2560 元');
      await days.set({ budgetAt: -1 });
      expect(days.select('.days-budget')).toHaveLength(0);
    });
  },
);

const waiting = grantCard(grant({ state: 'waiting' }), 'p-1', NINE);

component(
  'grant-card',
  {
    typical: { grant: grantCard(grant(), 'p-18', NINE) },
    edge: { grant: { ...waiting, name: LONG, reason: LONG, detail: LONG }, busy: true },
    faulty: { grant: {}, busy: 'x' },
  },
  (mount) => {
    it('says to whom, how many and why, and how it stands', async () => {
      const shown = await mount();
      for (const said of ['谢小刚', '+20', '带新人把气瓶库看了一遍', t.grantStates.granted])
        expect(shown.text()).toContain(said);
      expect(shown.select('.grant-act')).toHaveLength(0);
    });

    it('is decided by whoever it waits for, once at a time', async () => {
      const shown = await mount({ grant: waiting });
      const [yes, no] = [shown.events('approve'), shown.events('refuse')];
      for (const one of ['yes', 'no']) await shown.tap(`.grant-${one}`);
      await shown.set({ busy: true });
      for (const one of ['yes', 'no']) await shown.tap(`.grant-${one}`);
      expect([yes, no]).toEqual([[{ id: 'g-1' }], [{ id: 'g-1' }]]);
    });
  },
);

coversAll();
