/** What an inspector would find missing in the orders of some days, each with the way to fill it. */
import type { Routes } from '../../../../typings/api';
import type { GapRow } from '../../../../typings/ledger';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { fill, TEXT } from '../../../shared/text';
import { gapCard, type GapCard, type Range } from '../lists';

type Gaps = Routes['ledger.gaps']['output'];

/** Pages that are read until there is something to show. */
const MOST_EMPTY = 20;

/** Reads a page; one whose orders lack nothing leads on to the next. */
async function pageAt(range: Range, first: string | null): Promise<Gaps> {
  let page = await call('ledger.gaps', first === null ? range : { ...range, cursor: first });
  for (let read = 1; page.rows.length === 0 && page.cursor !== null && read < MOST_EMPTY; read += 1)
    page = await call('ledger.gaps', { ...range, cursor: page.cursor });
  return page;
}

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.ledger, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    span: '',
    cards: [] as GapCard[],
    more: false,
  },

  range: { from: '', to: '' },
  rows: [] as GapRow[],
  cursor: null as string | null,
  fetching: false,

  onLoad({ from = '', to = '' }: { from?: string; to?: string }) {
    this.range = { from, to };
    this.setData({ span: fill(TEXT.ledger.span, { from, to }) });
  },

  /** What was filled in meanwhile is gone from the list. */
  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    const { from, to } = this.range;
    return reading<Gaps>(
      `ledger.gaps ${from} ${to}`,
      () => pageAt(this.range, null),
      (gaps, state) => {
        if (gaps !== null) this.take(gaps.rows, gaps.cursor);
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  take(rows: GapRow[], cursor: string | null) {
    this.rows = rows;
    this.cursor = cursor;
  },

  draw(state: object = {}) {
    this.setData(patch(this.data, { ...state, cards: this.rows.map(gapCard), more: this.cursor !== null }));
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => pageAt(this.range, cursor),
      ({ rows, cursor }) => {
        const known = new Set(this.rows.map(({ orderId }) => orderId));
        this.take([...this.rows, ...rows.filter(({ orderId }) => !known.has(orderId))], cursor);
        this.draw();
      },
    );
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },
});
