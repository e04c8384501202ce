/** 检查记录: what rounds found at one machine, and its numbers over time. */
import type { MachineHistory } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import type { Plant } from '../../../services/core/places';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { getPlant, knownPlant, now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { historyPage, type RoundRow, type Trend } from './lists';

Page({
  data: {
    look: lookClass(),
    t: TEXT.inspection,
    ...LOADING,
    no: '',
    name: '',
    sum: '',
    lastUse: '',
    trends: [] as Trend[],
    rows: [] as RoundRow[],
  },

  pointId: '',

  onLoad({ pointId = '' }: { pointId?: string }) {
    this.pointId = pointId;
    this.name(knownPlant());
    void this.read();
  },

  /** Says which machine it is. */
  name(plant: Plant | null) {
    const point = plant?.points.find(({ id }) => id === this.pointId);
    if (point !== undefined) this.setData(patch(this.data, { no: point.no, name: point.name }));
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<MachineHistory>(
      `history:${this.pointId}`,
      async () => {
        const [history, plant] = await Promise.all([
          call('tasks.history', { pointId: this.pointId }),
          getPlant().catch(() => null),
        ]);
        this.name(plant);
        return history;
      },
      (history, state) => {
        const page = history === null ? {} : historyPage(history, now());
        this.setData(patch(this.data, { ...state, ...page }));
      },
      this.data.read !== 'loading',
    );
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    if (id !== '') open(PAGES.order, { id });
  },
});
