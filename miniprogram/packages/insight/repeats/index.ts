/** 又出现的隐患: what waits for a root and a measure, and what is watched. */
import type { Routes } from '../../../../typings/api';
import type { RepeatCard } from '../../../../typings/repeat';
import { call } from '../../../services/call';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { repeatRow, type RepeatRow } from '../repeat/lists';

type List = Routes['repeats.list']['output'];

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.repeat, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    isOpen: true,
    rows: [] as RepeatRow[],
    more: false,
  },

  /** As the server told them last. */
  repeats: [] as RepeatCard[],
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
    const { isOpen } = this.data;
    return reading<List>(
      `repeats ${isOpen ? 'open' : 'rest'}`,
      () => call('repeats.list', { open: isOpen }),
      (list, state) => {
        // The other half was chosen meanwhile.
        if (isOpen !== this.data.isOpen) return;
        if (list !== null) {
          this.repeats = list.repeats;
          this.cursor = list.cursor;
        }
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    const { isOpen } = this.data;
    void readingMore(
      this,
      (cursor) => call('repeats.list', { open: isOpen, cursor }),
      ({ repeats, cursor }) => {
        if (isOpen !== this.data.isOpen) return;
        this.repeats = appended(this.repeats, repeats);
        this.cursor = cursor;
        this.draw();
      },
    );
  },

  draw(state: object = {}) {
    const rows = this.repeats.map((one) => repeatRow(one, now()));
    this.setData(patch(this.data, { ...state, rows, more: this.cursor !== null }));
  },

  choose(isOpen: boolean) {
    if (isOpen === this.data.isOpen) return;
    this.repeats = [];
    this.cursor = null;
    this.setData({ ...LOADING, isOpen, rows: [], more: false });
    void this.read();
  },

  onOpen() {
    this.choose(true);
  },

  onRest() {
    this.choose(false);
  },

  onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.repeat, { id: String(currentTarget.dataset['id']) });
  },
});
