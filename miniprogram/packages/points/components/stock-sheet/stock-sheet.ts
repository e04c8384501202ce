/** What the storekeeper writes down of the shelf: goods that came, what was counted, off or on the shelf. Says `submit` and `close`. */
import type { StockAsk, StockField } from '../../../../services/core/shop';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    ask: { type: Object, value: {} as StockAsk },
    trouble: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { sending: TEXT.common.sending, values: {} },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ values: {} });
    },
  },
  methods: {
    onText({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const key = currentTarget.dataset['key'] as StockField['key'];
      this.setData({ values: { ...this.data.values, [key]: detail.value } });
    },
    onSubmit() {
      this.triggerEvent('submit', { values: this.data.values });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
