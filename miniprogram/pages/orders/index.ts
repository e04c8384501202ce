/** 工单: the orders that wait for me, that I reported, that I am in charge of, and of my area; and any that is searched for. */
import type { ListTab, OrderCard, Routes } from '../../../typings/api';
import { badge } from '../../services/badges';
import { call, wait } from '../../services/call';
import { byTimeLeft } from '../../services/core/order';
import { patch } from '../../services/core/patch';
import { failedState } from '../../services/core/read-state';
import { areasFor, searchOf, type AreaChoice } from '../../services/core/search';
import { tabsOf, type Tab } from '../../services/core/tabs';
import { followed } from '../../services/follow';
import { dressPage, lookClass } from '../../services/look';
import { open, PAGES, sayWhy } from '../../services/phone';
import { LOADING, READY, reading } from '../../services/reading';
import { sharing } from '../../services/reporter';
import { getPlant, getSession, knownPlant, knownSession } from '../../services/session';
import { fill, TEXT } from '../../shared/text';

type List = Routes['orders.list']['output'];

const t = TEXT.orders;

/** A search waits until nobody typed for this long (ms). */
const PAUSE = 300;

/** Nothing is searched for. */
const NO_SEARCH = {
  query: '',
  areas: [] as AreaChoice[],
  area: null as AreaChoice | null,
  areaWord: '',
  searching: false,
};

/** The list that is shown first. */
const FIRST: { tab: ListTab } = { tab: 'waiting' };

Page({
  data: {
    look: lookClass(),
    ...sharing(),
    t: {
      ...t,
      report: TEXT.common.report,
      more: TEXT.common.loadingMore,
      end: TEXT.common.listEnd,
      followedHint: TEXT.nameless.entryHint,
    },
    /** 「我的匿名上报 2 条」, of this phone; empty when there are none. */
    nameless: '',
    ...LOADING,
    tabs: tabsOf(null),
    ...FIRST,
    orders: [] as OrderCard[],
    cursor: null as string | null,
    paging: false,
    ...NO_SEARCH,
  },

  onShow() {
    dressPage();
    const count = followed().length;
    const nameless = count === 0 ? '' : fill(TEXT.nameless.entry, { count });
    this.setData(patch(this.data, { look: lookClass(), ...sharing(), nameless }));
    void this.showTabs();
    void (this.data.searching ? this.search() : this.read());
  },

  onFollowed() {
    open(PAGES.followed);
  },

  async onPullDownRefresh() {
    await (this.data.searching ? this.search() : this.read());
    void wx.stopPullDownRefresh();
  },

  /** The tabs of the person that the phone knows, and again when the server told otherwise. */
  async showTabs() {
    const show = (tabs: Tab[]): void => {
      if (tabs.length !== this.data.tabs.length) this.setData({ tabs });
    };
    show(tabsOf(knownSession()?.me ?? null));
    // A search offers the areas of the plant.
    void getPlant().catch(() => null);
    const session = await getSession().catch(() => null);
    if (session !== null) show(tabsOf(session.me));
  },

  read() {
    const { tab } = this.data;
    return reading<List>(
      `orders:${tab}`,
      () => call('orders.list', { tab }),
      (list, state) => {
        if (tab !== this.data.tab || this.data.searching) return;
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
    if (tab === this.data.tab && !this.data.searching) return;
    this.setData({ ...NO_SEARCH, ...LOADING, tab, orders: [], cursor: null });
    void this.read();
  },

  /** Looks for what was typed once nobody types any more. */
  async onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const query = detail.value;
    if (query === this.data.query) return;
    this.setData({ query, areas: areasFor(knownPlant(), query) });
    await wait(PAUSE);
    if (query === this.data.query) await this.search();
  },

  onArea({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const area = this.data.areas.find(({ id }) => id === currentTarget.dataset['id']) ?? null;
    const same = area?.id === this.data.area?.id;
    this.setData({
      area: same ? null : area,
      areaWord: area === null || same ? '' : fill(t.searchIn, { area: area.name }),
    });
    void this.search();
  },

  onSearchOff() {
    this.setData({ ...NO_SEARCH, ...LOADING, orders: [], cursor: null });
    void this.read();
  },

  /** Shows what is found instead of the list; nothing typed shows the list again. */
  async search() {
    const { query, area } = this.data;
    const input = searchOf(query, area);
    if (input === null) {
      if (this.data.searching) this.onSearchOff();
      return;
    }
    if (!this.data.searching) this.setData({ ...LOADING, searching: true, orders: [], cursor: null });
    const isCurrent = (): boolean => query === this.data.query && area?.id === this.data.area?.id;
    try {
      const { orders, cursor } = await call('orders.search', input);
      if (isCurrent()) this.setData(patch(this.data, { ...READY, orders, cursor }));
    } catch (error) {
      if (isCurrent()) this.setData({ ...failedState(error, null), orders: [], cursor: null });
    }
  },

  retry() {
    void (this.data.searching ? this.search() : this.read());
  },

  /** The next page of what is shown. */
  next(cursor: string): Promise<List> {
    const { tab, searching, query, area } = this.data;
    const input = searching ? searchOf(query, area) : null;
    return input === null
      ? call('orders.list', { tab, cursor })
      : call('orders.search', { ...input, cursor });
  },

  async onReachBottom() {
    const { tab, cursor, paging, read, searching } = this.data;
    if (cursor === null || paging || read !== 'ready') return;
    this.setData({ paging: true });
    try {
      const next = await this.next(cursor);
      // Meanwhile the list may have been read anew, or another one chosen.
      const moved = tab !== this.data.tab || searching !== this.data.searching;
      if (moved || cursor !== this.data.cursor) return;
      const known = new Set(this.data.orders.map(({ id }) => id));
      const orders = [...this.data.orders, ...next.orders.filter(({ id }) => !known.has(id))];
      const more = { orders, cursor: next.cursor };
      this.setData(patch(this.data, searching ? more : this.shown(more)));
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
