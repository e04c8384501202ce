/** One hazard that came back: why it did, what is to keep it away, and the orders at its spot. */
import type { OrderCard } from '../../../../typings/api';
import type { RepeatView } from '../../../../typings/repeat';
import { call } from '../../../services/call';
import { faultOf } from '../../../services/core/failure';
import { patch } from '../../../services/core/patch';
import { sendOnce } from '../../../services/intents';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES, say } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { MAX_LINE, repeatPage, type RepeatPage } from './lists';

Page({
  data: {
    look: lookClass(),
    t: TEXT.repeat,
    ...LOADING,
    id: '',
    page: null as RepeatPage | null,
    orders: [] as OrderCard[],
    answering: false,
    finishing: false,
    text: '',
    trouble: '',
    busy: false,
    most: MAX_LINE,
    /** px; the field grows with what is written. */
    size: { minHeight: 84, maxHeight: 160 },
  },

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
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
    const { id } = this.data;
    return reading<RepeatView>(
      `repeat ${id}`,
      () => call('repeats.read', { id }),
      (view, state) => {
        const told = view === null ? {} : { page: repeatPage(view, now()), orders: view.orders };
        this.setData(patch(this.data, { ...state, ...told }));
      },
      this.data.page !== null,
    );
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onAnswer() {
    this.setData({ answering: true });
  },

  onDone() {
    this.setData({ finishing: true, trouble: '' });
  },

  onClose() {
    this.setData({ answering: false, finishing: false });
  },

  async onSent() {
    this.onClose();
    await this.read();
  },

  onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: detail.value, trouble: '' });
  },

  async onFinish() {
    const { page, id, busy } = this.data;
    const text = this.data.text.trim();
    if (page === null || busy) return;
    if (text === '') {
      this.setData({ trouble: TEXT.repeat.lackDone });
      return;
    }
    this.setData({ busy: true, trouble: '' });
    try {
      await sendOnce('repeats.done', { id, no: page.no, text });
      this.setData({ text: '' });
      say(TEXT.repeat.doneSent);
      await this.onSent();
    } catch (error) {
      this.setData({ trouble: faultOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },
});
