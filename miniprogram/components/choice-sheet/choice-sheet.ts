/** What may be done besides, one under the other, and a way back. Says `choose` and `close`. */
import type { Choice } from '../../services/core/act-bar';
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    choices: { type: Array, value: [] as Choice[] },
  },
  data: { close: TEXT.common.close },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', { id: String(currentTarget.dataset['id']) });
    },
    onClose() {
      this.triggerEvent('close');
    },
    onPopup({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
