/** 驾驶舱: the numbers of a day, a week or a month, what changed, and the orders behind each. */
import type { InsightOverview, InsightPeriod } from '../../../../typings/insight-views';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { TEXT } from '../../../shared/text';
import { cockpitPage, PERIODS, type CockpitPage, type Opens } from './lists';

/** Chosen when the page opens. */
const FIRST: { period: InsightPeriod } = { period: 'week' };

const NO_OPENS: Opens = {};

Page({
  data: {
    look: lookClass(),
    t: TEXT.insight,
    ...LOADING,
    periods: PERIODS,
    ...FIRST,
    page: null as CockpitPage | null,
    /** All numbers rather than the four. */
    whole: false,
  },

  opens: NO_OPENS,

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
    const { period } = this.data;
    return reading<InsightOverview>(
      `insight.overview ${period}`,
      () => call('insight.overview', { period }),
      (told, state) => {
        // Another period was chosen meanwhile.
        if (period !== this.data.period) return;
        if (told === null) {
          this.setData(patch(this.data, { ...state }));
          return;
        }
        const { page, opens } = cockpitPage(told);
        this.opens = opens;
        this.setData(patch(this.data, { ...state, page }));
      },
      this.data.page !== null,
    );
  },

  onPeriod({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { period } = currentTarget.dataset as { period: InsightPeriod };
    if (period === this.data.period) return;
    this.setData({ ...LOADING, period, page: null, whole: false });
    void this.read();
  },

  onWhole() {
    this.setData({ whole: !this.data.whole });
  },

  onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.lead(String(currentTarget.dataset['key']));
  },

  onCell({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    this.lead(detail.key);
  },

  /** To the orders behind a number, where there are any to see. */
  lead(key: string) {
    const found = this.opens[key];
    if (found === undefined) return;
    open(PAGES.behind, { filter: JSON.stringify(found.filter), title: found.title });
  },

  onReport() {
    open(PAGES.monthReport);
  },

  onChecks() {
    open(PAGES.misses);
  },
});
