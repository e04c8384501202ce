/** 工单: the orders that wait for me, that I reported, that I am in charge of, and of my area. */
import type { ListTab, OrderCard, Routes } from '../../../typings/api';
import { badge } from '../../services/badges';
import { call } from '../../services/call';
import { byTimeLeft } from '../../services/core/order';
import { patch } from '../../services/core/patch';
import { tabsOf, type Tab } from '../../services/core/tabs';
import { dressPage, lookClass } from '../../services/look';
import { open, PAGES, sayWhy } from '../../services/phone';
import { LOADING, reading } from '../../services/reading';
import { getSession, knownSession } from '../../services/session';
import { TEXT } from '../../shared/text';

type List = Routes['orders.list']['output'];

const t = TEXT.orders;

/** The list that is shown first. */
const FIRST: { tab: ListTab } = { tab: 'waiting' };

Page({
  data: {
    look: lookClass(),
    t: { ...t, report: TEXT.common.report, more: TEXT.common.loadingMore, end: TEXT.common.listEnd },
    ...LOADING,
    tabs: tabsOf(null),
    ...FIRST,
    orders: [] as OrderCard[],
    cursor: null as string | null,
    paging: false,
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.showTabs();
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  /** The tabs of the person that the phone knows, and again when the server told otherwise. */
  async showTabs() {
    const show = (tabs: Tab[]): void => {
      if (tabs.length !== this.data.tabs.length) this.setData({ tabs });
    };
    show(tabsOf(knownSession()?.me ?? null));
    const session = await getSession().catch(() => null);
    if (session !== null) show(tabsOf(session.me));
  },

  read() {
    const { tab } = this.data;
    return reading<List>(
      `orders:${tab}`,
      () => call('orders.list', { tab }),
      (list, state) => {
        if (tab !== this.data.tab) return;
        this.setData(patch(this.data, { ...state, ...(list === null ? {} : this.shown(list)) }));
      },
      this.data.read !== 'loading',
    );
  },

  /** What one has to do comes least time first, with its number on the tab. */
  shown({ orders, cursor }: List): List {
    if (this.data.tab !== 'waiting') return { orders, cursor };
    badge('orders', orders.length, cursor !== null);
    return { orders: byTimeLeft(orders), cursor };
  },

  onTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const tab = currentTarget.dataset['id'] as ListTab;
    if (tab === this.data.tab) return;
    this.setData({ ...LOADING, tab, orders: [], cursor: null });
    void this.read();
  },

  async onReachBottom() {
    const { tab, cursor, paging, read } = this.data;
    if (cursor === null || paging || read !== 'ready') return;
    this.setData({ paging: true });
    try {
      const next = await call('orders.list', { tab, cursor });
      // Meanwhile the list may have been read anew, or another one chosen.
      if (tab !== this.data.tab || cursor !== this.data.cursor) return;
      const known = new Set(this.data.orders.map(({ id }) => id));
      const orders = [...this.data.orders, ...next.orders.filter(({ id }) => !known.has(id))];
      this.setData(patch(this.data, this.shown({ orders, cursor: next.cursor })));
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ paging: false });
    }
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onReport() {
    open(PAGES.camera);
  },
});
