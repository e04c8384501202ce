/** The number on a label, typed where it cannot be scanned. Says `submit` and `close`. */
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** What is wrong with the number. */
    trouble: { type: String, value: '' },
  },
  data: { t: TEXT.inspection, text: '' },
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
      this.triggerEvent('submit', { text: this.data.text.trim() });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
