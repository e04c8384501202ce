/** 各部门这个月: departments side by side per head, and thanks to those who want to be named. No person is ranked. */
import type { PointsBoard, PointsView } from '../../../../typings/points';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { boardRows, monthBar, monthBy, monthOf, type BoardRow } from '../../../services/core/points';
import { dressPage, lookClass } from '../../../services/look';
import { sayWhy } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';

Page({
  data: {
    look: lookClass(),
    t: TEXT.points,
    ...LOADING,
    month: monthBar(monthOf(now()), now()),
    rows: [] as BoardRow[],
    thanked: '',
    /** Whether this person may be named; null while that is not known. */
    named: null as boolean | null,
  },

  which: '',

  onLoad() {
    this.which = monthOf(now());
    this.setData({ look: lookClass(), month: monthBar(this.which, now()) });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.readAll();
  },

  async onPullDownRefresh() {
    await this.readAll();
    void wx.stopPullDownRefresh();
  },

  async readAll() {
    await Promise.all([this.read(), this.readNamed()]);
  },

  read() {
    const { which } = this;
    return reading<PointsBoard>(
      `points.board ${which}`,
      () => call('points.board', { month: which }),
      (board, state) => {
        // Another month was chosen meanwhile.
        if (which !== this.which) return;
        const shown =
          board === null
            ? {}
            : { rows: boardRows(board), thanked: board.thanked.map(({ name }) => name).join('、') };
        this.setData(patch(this.data, { ...state, ...shown }));
      },
      this.data.read !== 'loading',
    );
  },

  readNamed() {
    return reading<PointsView>(
      'points',
      () => call('points.get', {}),
      (points) => {
        if (points !== null) this.setData({ named: points.named });
      },
      this.data.named !== null,
    );
  },

  onMonth({ detail: { by } }: WechatMiniprogram.CustomEvent<{ by: number }>) {
    this.which = monthBy(this.which, by);
    this.setData({ ...LOADING, rows: [], thanked: '', month: monthBar(this.which, now()) });
    void this.read();
  },

  /** What was not taken stands as it was. */
  async onNamed({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ named: value });
    try {
      const { named } = await call('points.named', { named: value });
      this.setData({ named });
      void this.read();
    } catch (error) {
      this.setData({ named: !value });
      sayWhy(error);
    }
  },
});
