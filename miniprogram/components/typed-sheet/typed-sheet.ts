/** Something short, typed where it cannot be scanned: the number on a label, the digits of a meeting. Says `submit` and `close`. */
Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    heading: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** What the button says. */
    submit: { type: String, value: '' },
    /** Digits alone: the phone shows its keys for numbers. */
    digits: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    /** What is wrong with what was typed. */
    trouble: { type: String, value: '' },
  },
  data: { text: '' },
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
