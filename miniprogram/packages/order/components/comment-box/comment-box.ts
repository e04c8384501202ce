/** 留言: a word on an order, sent once however often it is tried. Says `sent` and `close`. */
import { call, newId } from '../../../../services/call';
import { sentenceOf } from '../../../../services/core/failure';
import { MAX_TEXT } from '../../../../services/core/form';
import { say } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    orderId: { type: String, value: '' },
  },
  data: {
    t: { title: TEXT.order.comment, hint: TEXT.order.commentHint, send: TEXT.common.submit },
    most: MAX_TEXT,
    /** px; the field grows with what is written. */
    size: { minHeight: 84, maxHeight: 200 },
    text: '',
    /** Of the text as it stands; another text is another comment. */
    requestId: '',
    busy: false,
    trouble: '',
  },
  methods: {
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (detail.value !== this.data.text) this.setData({ text: detail.value, requestId: '' });
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.triggerEvent('close');
    },
    async onSend() {
      const text = this.data.text.trim();
      if (this.data.busy) return;
      if (text === '') {
        this.setData({ trouble: TEXT.form.required });
        return;
      }
      const requestId = this.data.requestId || newId();
      this.setData({ busy: true, trouble: '', requestId });
      try {
        await call('orders.comment', { orderId: this.data.orderId, text }, { requestId });
        this.setData({ text: '', requestId: '' });
        say(TEXT.order.sent);
        this.triggerEvent('sent');
      } catch (error) {
        this.setData({ trouble: sentenceOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
