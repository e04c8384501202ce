/** 检查记录: what rounds found at one machine, with its numbers over time, or in one area. */
import type { MachineHistory } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import type { Plant } from '../../../services/core/places';
import { showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { getPlant, knownPlant, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { historyPage, type RoundRow, type Trend } from './lists';

Page({
  data: {
    look: lookClass(),
    t: TEXT.inspection,
    ...LOADING,
    no: '',
    name: '',
    /** The area of the machine, whose patrols are told on a page of their own. */
    area: '',
    sum: '',
    lastUse: '',
    trends: [] as Trend[],
    rows: [] as RoundRow[],
  },

  pointId: '',
  areaId: '',

  onLoad({ pointId = '', areaId = '' }: { pointId?: string; areaId?: string }) {
    this.pointId = pointId;
    this.areaId = areaId;
    this.name(knownPlant());
    void this.read();
  },

  /** Says which machine or area it is. */
  name(plant: Plant | null) {
    const point = plant?.points.find(({ id }) => id === this.pointId);
    const inside = plant?.areas.find(({ id }) => id === (point?.areaId ?? this.areaId));
    if (inside === undefined) return;
    const here = point === undefined ? { no: '', name: inside.name } : { no: point.no, name: point.name };
    const area = point === undefined ? '' : fill(TEXT.inspection.areaHistory, { area: inside.name });
    this.setData(patch(this.data, { ...here, area }));
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
      `history:${this.pointId}${this.areaId}`,
      async () => {
        const [history, plant] = await Promise.all([
          this.areaId === ''
            ? call('tasks.history', { pointId: this.pointId })
            : call('tasks.patrols', { areaId: this.areaId }),
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

  onRound({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id, open: opens } = currentTarget.dataset as { id: string; open: boolean };
    if (opens) open(PAGES.round, { id });
  },

  onPhoto({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { src, all } = currentTarget.dataset as { src: string; all: string[] };
    showPictures(src, all);
  },

  onArea() {
    const areaId = knownPlant()?.points.find(({ id }) => id === this.pointId)?.areaId;
    if (areaId !== undefined) open(PAGES.history, { areaId });
  },

  onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset['id']);
    if (id !== '') open(PAGES.order, { id });
  },
});
