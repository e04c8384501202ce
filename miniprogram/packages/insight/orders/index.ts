/** The orders behind a number. */
import type { OrderCard } from '../../../../typings/api';
import type { InsightFilter, InsightOrdersPage } from '../../../../typings/insight-views';
import { call } from '../../../services/call';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { nameBar, open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { isoDay } from '../../../shared/time';

/** Pages that are read until there is something to show. */
const MOST_EMPTY = 20;

/** Before the page was told of which number it is. */
const UNTOLD: { filter: InsightFilter } = { filter: { what: 'reported' } };

/** What a link says; one that was cut off leads to what was reported today. */
function filterOf(text: string): InsightFilter {
  try {
    const told = JSON.parse(text) as InsightFilter | null;
    if (told?.what !== undefined) return told;
  } catch {
    // Falls through to what everybody may ask.
  }
  const today = isoDay(now());
  return { what: 'reported', from: today, to: today };
}

/** Reads a page; one on which nothing was to be seen leads on to the next. */
async function pageAt(filter: InsightFilter, first: string | null): Promise<InsightOrdersPage> {
  let page = await call('insight.orders', first === null ? { filter } : { filter, cursor: first });
  for (let read = 1; page.orders.length === 0 && page.cursor !== null && read < MOST_EMPTY; read += 1)
    page = await call('insight.orders', { filter, cursor: page.cursor });
  return page;
}

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.insight, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    title: '',
    orders: [] as OrderCard[],
    more: false,
  },

  ...UNTOLD,
  cursor: null as string | null,
  fetching: false,

  onLoad({ filter = '{}', title = '' }: { filter?: string; title?: string }) {
    // Decoded by the framework, but for what a link brought along.
    const text = filter.startsWith('%') ? decodeURIComponent(filter) : filter;
    this.filter = filterOf(text);
    const name = title.startsWith('%') ? decodeURIComponent(title) : title;
    this.setData({ title: name });
    if (name !== '') nameBar(this, name.length > 12 ? TEXT.insight.ordersTitle : name);
    void this.read();
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<InsightOrdersPage>(
      `insight.orders ${JSON.stringify(this.filter)}`,
      () => pageAt(this.filter, null),
      (page, state) => {
        this.cursor = page === null ? this.cursor : page.cursor;
        const shown = page === null ? {} : { orders: page.orders };
        this.setData(patch(this.data, { ...state, ...shown, more: this.cursor !== null }));
      },
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => pageAt(this.filter, cursor),
      ({ orders, cursor }) => {
        this.cursor = cursor;
        this.setData(patch(this.data, { orders: appended(this.data.orders, orders), more: cursor !== null }));
      },
    );
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },
});
