/** 班前会记录: the meetings of a month where this person oversees, held and missed, with how many signed. */
import type { BriefingMonth, BriefingRow, Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { isoDay } from '../../../shared/time';
import { monthBeside, monthOf, monthTitle, rowOf, type ListRow } from './rows';

type List = Routes['briefings.list']['output'];

const thisMonth = (): string => isoDay(now()).slice(0, 7);

Page({
  data: {
    look: lookClass(),
    t: { ...TEXT.briefing, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    month: { title: '', sum: '', signed: '' },
    rows: [] as ListRow[],
    more: false,
    /** Whether there may be a later month. */
    later: false,
  },

  /** `yyyy-mm`; as the server told it last. */
  month: '',
  told: null as BriefingMonth | null,
  briefings: [] as BriefingRow[],
  cursor: null as string | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    if (this.month === '') this.month = thisMonth();
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.readMore();
  },

  read() {
    const { month } = this;
    return reading<List>(
      `briefings:${month}`,
      () => call('briefings.list', { month }),
      (list, state) => {
        if (month !== this.month) return;
        if (list !== null) this.take(list);
        this.draw(state);
      },
      this.data.read !== 'loading',
    );
  },

  take({ month, briefings, cursor }: List) {
    this.told = month;
    this.briefings = briefings;
    this.cursor = cursor;
  },

  async readMore() {
    const { cursor, fetching, month } = this;
    if (cursor === null || fetching) return;
    this.fetching = true;
    try {
      const list = await call('briefings.list', { month, cursor });
      if (month !== this.month) return;
      const known = new Set(this.briefings.map(({ id }) => id));
      this.take({
        ...list,
        briefings: [...this.briefings, ...list.briefings.filter(({ id }) => !known.has(id))],
      });
      this.draw();
    } catch {
      // The next pull to the end tries again.
    } finally {
      this.fetching = false;
    }
  },

  draw(state: object = {}) {
    const { told, briefings, cursor } = this;
    const month = told === null ? this.data.month : monthOf(told);
    const rows = briefings.map((row) => rowOf(row, now()));
    const later = this.month < thisMonth();
    this.setData(patch(this.data, { ...state, month, rows, more: cursor !== null, later }));
  },

  /** Another month is read anew. */
  turn(by: -1 | 1) {
    this.month = monthBeside(this.month, by);
    this.briefings = [];
    this.cursor = null;
    this.told = null;
    const month = { title: monthTitle(this.month), sum: '', signed: '' };
    this.setData({ ...LOADING, month, rows: [], more: false });
    void this.read();
  },

  onBefore() {
    this.turn(-1);
  },

  onAfter() {
    if (this.data.later) this.turn(1);
  },

  onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    open(PAGES.briefing, { id: String(currentTarget.dataset['id']) });
  },
});
