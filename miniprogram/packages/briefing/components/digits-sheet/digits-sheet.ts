/** The six digits of a meeting, typed where its code cannot be scanned. Says `submit` and `close`. */
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    /** What is wrong with the digits. */
    trouble: { type: String, value: '' },
  },
  data: { t: TEXT.briefing, text: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ text: '' });
    },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value });
    },
    onSubmit() {
      this.triggerEvent('submit', { text: this.data.text });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
