/** 月结: what a month began with, what came and went, and what it ended with. */
import type { PointsStatement } from '../../../../typings/points';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { monthBar, monthBy, monthOf, statementRows, type StatementRow } from '../../../services/core/points';
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
    rows: [] as StatementRow[],
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
    return reading<PointsStatement>(
      `points.statement ${which}`,
      () => call('points.statement', { month: which }),
      (statement, state) => {
        // Another month was chosen meanwhile.
        if (which !== this.which) return;
        const shown = statement === null ? {} : { rows: statementRows(statement, now()) };
        this.setData(patch(this.data, { ...state, ...shown }));
      },
      this.data.read !== 'loading',
    );
  },

  onMonth({ detail: { by } }: WechatMiniprogram.CustomEvent<{ by: number }>) {
    this.which = monthBy(this.which, by);
    this.setData({ ...LOADING, rows: [], month: monthBar(this.which, now()) });
    void this.read();
  },
});
