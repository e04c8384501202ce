/** What a picture does not say: one sentence, and whether the name is hidden. Says `done` and `close`. */
import { TEXT } from '../../../../shared/text';

const t = { ...TEXT.report, close: TEXT.common.close };

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    text: { type: String, value: '' },
    hidden: { type: Boolean, value: false },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('write', { text: detail.value });
    },
    onHide({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.triggerEvent('hide', { hidden: detail.value });
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
  data: { t },
});
