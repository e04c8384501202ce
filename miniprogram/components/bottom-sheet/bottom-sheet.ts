/** A sheet from below: what it is about, what is in it, what went wrong, and its one action. Says `submit` and `close`. */
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    heading: { type: String, value: '' },
    /** One line more on what it is about. */
    hint: { type: String, value: '' },
    /** What the person should know about the last try, or what is missing. */
    trouble: { type: String, value: '' },
    /** What the action says; empty: there is none. */
    submit: { type: String, value: '' },
    /** A line on the action, below what it says. */
    submitHint: { type: String, value: '' },
    submitIcon: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { close: TEXT.common.close },
  methods: {
    onSubmit() {
      this.triggerEvent('submit');
    },
    onClose() {
      this.triggerEvent('close');
    },
    onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
