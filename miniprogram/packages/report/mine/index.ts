/** 我的上报: what became of everything this person reported, newest first. */
import type { MyReport, Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { mineCard, type MineCard } from '../../../services/core/mine';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
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
      loadingMore: TEXT.common.loadingMore,
      end: TEXT.common.listEnd,
    },
    ...LOADING,
    cards: [] as MineCard[],
    more: false,
  },

  /** As the server told them, with the pages that were read since. */
  reports: [] as MyReport[],
  cursor: null as string | null,
  fetching: false,

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
      (list, state) => this.show(list ?? this, state),
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('reports.mine', { cursor }),
      ({ reports, cursor }) => this.show({ reports: appended(this.reports, reports), cursor }),
    );
  },

  show({ reports, cursor }: List, state: object = {}) {
    this.reports = reports;
    this.cursor = cursor;
    const cards = reports.map((report) => mineCard(report, now()));
    this.setData(patch(this.data, { ...state, cards, more: cursor !== null }));
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
