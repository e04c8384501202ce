/** 换东西 in its words: cards, codes, the counter, the shelf. */
import {
  codePage,
  counterCard,
  historyRow,
  redeemAsk,
  redemptionRow,
  rewardCard,
  shelfCard,
  spaced,
  stockAsk,
  stockLacks,
  yuanNumber,
} from '../../../miniprogram/services/core/shop';
import { DAY } from '../../../miniprogram/shared/time';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { counter, ended, NINE, redemption, reward, SHELF, shelfEntry, shelfRow } from './points';

const t = TEXT.shop;
const c = TEXT.counter;

describe('a thing on the shelf', () => {
  it('says why it may not be had', () => {
    expect(SHELF.map((one) => rewardCard(one, 126).act)).toEqual([t.take, t.had, t.gone, '还差 14 分']);
    expect(SHELF.map((one) => rewardCard(one, 126).may)).toEqual([true, false, false, false]);
  });

  it('lacks more for who is in debt', () => {
    expect(rewardCard(reward(), -8).act).toBe('还差 88 分');
  });

  it('says how many there are, and until when', () => {
    expect(SHELF.map((one) => rewardCard(one, 126).detail)).toEqual([
      '80 分 · 还有 12 份',
      '60 分 · 还有 30 份',
      '120 分',
      '140 分 · 还有 20 双',
    ]);
    expect(rewardCard(SHELF[3]!, 126).until).toBe('换到 11月30日');
  });

  it('asks with what is left after', () => {
    expect(redeemAsk(reward(), 126)).toMatchObject({
      title: '换洗衣液 1 公斤？',
      cost: '80 分',
      left: '46 分',
    });
  });
});

describe('a code', () => {
  it('is shown while the thing is reserved', () => {
    expect(codePage(redemption(), NINE)).toMatchObject({
      code: '402913',
      digits: '402 913',
      state: 'reserved',
      heading: '',
    });
    expect(codePage(redemption(), NINE).facts.map(({ value }) => value)).toContain('11月25日 09:00');
  });

  it('that the phone kept ends by the clock as well', () => {
    const late = codePage(redemption(), NINE + 2 * DAY);
    expect(late).toMatchObject({ code: '', payload: '', rows: [], heading: t.late, hint: t.lateHint });
    expect(redemptionRow(redemption(), NINE + 2 * DAY)).toMatchObject({
      waiting: false,
      state: t.endedShort.expired,
    });
  });

  it.each(['handedOut', 'cancelled', 'expired', 'withdrawn'] as const)('that is %s says so', (state) => {
    const page = codePage(ended(state, { reason: '供货断了' }), NINE);
    expect(page).toMatchObject({ code: '', heading: t.ended[state], hint: '供货断了 · 09:00' });
    expect(redemptionRow(ended(state), NINE)).toMatchObject({ state: t.endedShort[state], waiting: false });
  });

  it('without its modules still has its digits', () => {
    expect(codePage(redemption({ rows: null }), NINE)).toMatchObject({ rows: [], digits: '402 913' });
    expect(spaced('012345')).toBe('012 345');
  });
});

describe('the counter', () => {
  it('names the person and the thing', () => {
    expect(counterCard(counter(), NINE)).toMatchObject({
      name: '谢小刚',
      what: '洗衣液 1 公斤 1 份',
      may: true,
      state: c.states.reserved,
      given: '',
    });
  });

  it('hands nothing out twice, nor late', () => {
    const handedOut = { by: { id: 'p-28', name: '钱库管' }, at: NINE };
    expect(counterCard(counter({ state: 'handedOut', handedOut }), NINE)).toMatchObject({
      may: false,
      state: c.states.handedOut,
      given: '钱库管 09:00 交的',
    });
    expect(counterCard(counter(), NINE + 2 * DAY)).toMatchObject({ may: false, state: c.states.expired });
  });
});

describe('the shelf', () => {
  it('says what lies there, what is promised and what may be redeemed', () => {
    const values = (change = {}): string[] => shelfCard(shelfRow(change)).facts.map(({ value }) => value);
    expect(values()).toEqual(['12 瓶', '3 瓶', '9 瓶']);
    expect(values({ withdrawn: true, reserved: 0 })).toEqual(['12 瓶', '0 瓶', '0 瓶']);
    expect(shelfCard(shelfRow({ low: true, withdrawn: true })).low).toBe(false);
  });

  it('asks for what each change needs', () => {
    const keys = (kind: Parameters<typeof stockAsk>[0]): string[] =>
      stockAsk(kind, shelfRow()).fields.map(({ key }) => key);
    expect(keys('receive')).toEqual(['count', 'yuan', 'note']);
    expect(keys('correct')).toEqual(['stock', 'reason']);
    expect(keys('offer')).toEqual(['reason']);
    expect(stockAsk('withdraw', shelfRow()).hint).toContain('3 瓶等人来领');
    expect(stockAsk('withdraw', shelfRow({ reserved: 0 })).hint).toBe('');
  });

  it.each([
    ['receive', {}, fill(c.lacksCount, { unit: '瓶' })],
    ['receive', { count: '0', yuan: '1' }, fill(c.lacksCount, { unit: '瓶' })],
    ['receive', { count: '5' }, c.lacksYuan],
    ['receive', { count: '5', yuan: '49.90' }, ''],
    ['correct', { stock: 'x', reason: '数错' }, fill(c.lacksStock, { unit: '瓶' })],
    ['correct', { stock: '0' }, c.lacksReason],
    ['correct', { stock: '0', reason: '数错' }, ''],
    ['withdraw', { reason: ' ' }, c.lacksReason],
    ['offer', { reason: '到货了' }, ''],
  ] as const)('%s with %j lacks %j', (kind, values, lacks) =>
    expect(stockLacks(kind, values, '瓶')).toBe(lacks),
  );

  it('reads money to the fen', () => {
    expect(['12', '１２．５', '0.05', '1.234', '-3', ''].map(yuanNumber)).toEqual([
      12,
      12.5,
      0.05,
      null,
      null,
      null,
    ]);
  });

  it('remembers who did what, for whom', () => {
    expect(historyRow(shelfEntry(), NINE)).toEqual({
      id: 'e-1',
      name: '洗衣液 1 公斤',
      what: '交给谢小刚',
      count: '−1 瓶',
      detail: '钱库管 · 09:00',
    });
    const withdrawn = shelfEntry({ kind: 'withdrawn', count: 0, to: null, reason: '供货断了' });
    expect(historyRow(withdrawn, NINE)).toMatchObject({
      what: c.kinds.withdrawn,
      count: '',
      detail: '供货断了 · 钱库管 · 09:00',
    });
  });
});
