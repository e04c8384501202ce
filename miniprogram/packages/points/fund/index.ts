/** 积分基金: what a month may cost, what it cost so far, a warning before it is used up, and what it bought. */
import type { FundView } from '../../../../typings/points';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { fundPage, monthBar, monthBy, monthOf, type FundPage } from '../../../services/core/points';
import { dressPage, lookClass } from '../../../services/look';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

Page({
  data: {
    look: lookClass(),
    t: TEXT.points,
    ...LOADING,
    month: monthBar(monthOf(now()), now()),
    page: null as FundPage | null,
  },

  which: '',

  onLoad() {
    this.which = monthOf(now());
    this.setData({ look: lookClass(), month: monthBar(this.which, now()) });
  },

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
    const { which } = this;
    return reading<FundView>(
      `points.fund ${which}`,
      () => call('points.fund', { month: which }),
      (fund, state) => {
        // Another month was chosen meanwhile.
        if (which !== this.which) return;
        this.setData(patch(this.data, { ...state, ...(fund === null ? {} : { page: fundPage(fund) }) }));
      },
      this.data.read !== 'loading',
    );
  },

  onMonth({ detail: { by } }: WechatMiniprogram.CustomEvent<{ by: number }>) {
    this.which = monthBy(this.which, by);
    this.setData({ ...LOADING, page: null, month: monthBar(this.which, now()) });
    void this.read();
  },
});
