/** 我换过的: everything this person redeemed, newest first; a row leads to its code or to what became of it. */
import type { Routes } from '../../../../typings/api';
import type { RedemptionView } from '../../../../typings/shop';
import { call } from '../../../services/call';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { redemptionRow, type RedemptionRow } from '../../../services/core/shop';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { keepCodes } from '../../../services/redemptions';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

type Mine = Routes['shop.mine']['output'];

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.shop, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as RedemptionRow[],
    more: false,
  },

  all: [] as RedemptionView[],
  cursor: null as string | null,
  fetching: false,

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
    return reading<Mine>(
      'shop.mine',
      () => call('shop.mine', {}),
      (mine, state) => this.draw(mine === null ? null : mine.redemptions, mine?.cursor ?? this.cursor, state),
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('shop.mine', { cursor }),
      ({ redemptions, cursor }) => this.draw(appended(this.all, redemptions), cursor),
    );
  },

  draw(all: RedemptionView[] | null, cursor: string | null, state: object = {}) {
    if (all !== null) {
      this.all = all;
      keepCodes(all);
    }
    this.cursor = cursor;
    const rows = this.all.map((view) => redemptionRow(view, now()));
    this.setData(patch(this.data, { ...state, rows, more: cursor !== null }));
  },

  onRow({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.redemption, { id });
  },
});
