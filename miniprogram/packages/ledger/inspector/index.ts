/** 检查组来了: a page to hand over, with what an inspector asks first. Nothing on it changes anything. */
import type { Shown } from '../../../../typings/ledger';
import { call } from '../../../services/call';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { openPaper } from '../paper';
import { inspectorPage, type InspectorPage } from './lists';

Page({
  data: {
    look: lookClass(),
    t: TEXT.ledger,
    ...LOADING,
    page: null as InspectorPage | null,
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
    return reading<Shown>(
      'ledger.shown',
      () => call('ledger.shown', {}),
      (shown, state) => {
        const page = shown === null ? {} : { page: inspectorPage(shown, now()) };
        this.setData(patch(this.data, { ...state, ...page }));
      },
      this.data.page !== null,
    );
  },

  async onFile({ currentTarget }: WechatMiniprogram.BaseEvent) {
    await openPaper(currentTarget.dataset as { id: string; no: number; copies: boolean });
  },

  onAsk() {
    open(PAGES.ledger);
  },
});
