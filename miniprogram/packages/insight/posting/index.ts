/** 隐患公示 (安全生产法 art. 41): an area's hazards for everybody who works there, made a picture for the wall. */
import type { Posting } from '../../../../typings/insight-views';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { showPictures } from '../../../services/files';
import { dressPage, lookClass } from '../../../services/look';
import { say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { TEXT } from '../../../shared/text';
import { longPicture } from '../report/draw';
import { postingPage, type PostingPage } from './lists';
import { postingPicture } from './picture';

Page({
  data: {
    look: lookClass(),
    t: TEXT.posting,
    ...LOADING,
    areas: [] as { id: string; name: string }[],
    areaId: '',
    page: null as PostingPage | null,
    busy: false,
  },

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ areaId: id });
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
    const { areaId } = this.data;
    return reading<Posting>(
      `posting ${areaId}`,
      () => call('insight.posting', areaId === '' ? {} : { areaId }),
      (told, state) => {
        // Another area was chosen meanwhile.
        if (areaId !== this.data.areaId) return;
        const shown =
          told === null ? {} : { areas: told.areas, areaId: told.areaId, page: postingPage(told) };
        this.setData(patch(this.data, { ...state, ...shown }));
      },
      this.data.page !== null,
    );
  },

  onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const areaId = String(currentTarget.dataset['id']);
    if (areaId === this.data.areaId) return;
    this.setData({ ...LOADING, areaId, page: null });
    void this.read();
  },

  /** Shown large: from there it is kept, printed or sent on. */
  async onPicture() {
    const { page, busy } = this.data;
    if (page === null || busy) return;
    this.setData({ busy: true });
    try {
      const path = await longPicture((pen) => postingPicture(pen, page));
      showPictures(path, [path]);
    } catch {
      say(TEXT.insight.pictureFailed);
    } finally {
      this.setData({ busy: false });
    }
  },
});
