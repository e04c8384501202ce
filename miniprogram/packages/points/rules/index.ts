/** 积分规则: what earns points and what else to know, in plain words. */
import type { PointsRules } from '../../../../typings/points';
import { call } from '../../../services/call';
import { signed } from '../../../services/core/points';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { LOADING, reading } from '../../../services/reading';
import { TEXT } from '../../../shared/text';

Page({
  data: {
    look: lookClass(),
    t: TEXT.points,
    ...LOADING,
    rules: [] as { id: string; text: string; points: string }[],
    notes: [] as string[],
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
    return reading<PointsRules>(
      'points.rules',
      () => call('points.rules', {}),
      (told, state) =>
        this.setData(
          patch(this.data, {
            ...state,
            ...(told === null
              ? {}
              : {
                  rules: told.rules.map(({ id, text, points }) => ({ id, text, points: signed(points) })),
                  notes: told.notes,
                }),
          }),
        ),
      this.data.read !== 'loading',
    );
  },
});
