/** One record of an order: a heading, labelled lines, and who said so. Says `act` and `order`. */
import type { OrderRecord } from '../../../../services/core/records';

Component({
  options: { virtualHost: true },
  properties: {
    record: { type: Object, value: {} as OrderRecord },
    busy: { type: Boolean, value: false },
  },
  methods: {
    onAct() {
      if (!this.data.busy) this.triggerEvent('act', { id: this.data.record.id });
    },
    onLine({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const id: unknown = currentTarget.dataset['id'];
      if (typeof id === 'string' && id !== '') this.triggerEvent('order', { id });
    },
  },
});
