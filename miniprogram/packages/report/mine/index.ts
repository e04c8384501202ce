/** 我的上报: what became of everything this person reported, newest first. */
import type { MyReport, Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { appended, mineCard, type MineCard } from '../../../services/core/mine';
import { patch } from '../../../services/core/patch';
import { showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { sharing } from '../../../services/reporter';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

type List = Routes['reports.mine']['output'];

Page({
  data: {
    look: lookClass(),
    ...sharing(),
    t: {
      ...TEXT.mine,
      report: TEXT.common.report,
      more: TEXT.common.loadingMore,
      end: TEXT.common.listEnd,
    },
    ...LOADING,
    cards: [] as MineCard[],
    cursor: null as string | null,
    paging: false,
  },

  /** As the server told them, with the pages that were read since. */
  reports: [] as MyReport[],

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), ...sharing() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<List>(
      'mine',
      () => call('reports.mine', {}),
      (list, state) =>
        this.setData(patch(this.data, { ...state, ...(list === null ? {} : this.shown(list)) })),
      this.data.read !== 'loading',
    );
  },

  shown({ reports, cursor }: List) {
    this.reports = reports;
    return { cards: reports.map((report) => mineCard(report, now())), cursor };
  },

  async onReachBottom() {
    const { cursor, paging, read } = this.data;
    if (cursor === null || paging || read !== 'ready') return;
    this.setData({ paging: true });
    try {
      const next = await call('reports.mine', { cursor });
      // Meanwhile the list may have been read anew.
      if (cursor !== this.data.cursor) return;
      const reports = appended(this.reports, next.reports);
      this.setData(patch(this.data, this.shown({ reports, cursor: next.cursor })));
    } catch (error) {
      sayWhy(error);
    } finally {
      this.setData({ paging: false });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.order, { id: String(currentTarget.dataset['id']) });
  },

  onShot({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { url, id } = currentTarget.dataset as { url: string; id: string };
    const card = this.data.cards.find((one) => one.id === id);
    showPictures(url, card?.pair.map((shot) => shot.url) ?? [url]);
  },

  onReport() {
    open(PAGES.camera);
  },
});
