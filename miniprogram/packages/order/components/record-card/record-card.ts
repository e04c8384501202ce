/** One record of an order: a heading, labelled lines, and who said so. Says `act`, `order` and `task`. */
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
      const { order, task } = currentTarget.dataset as Record<'order' | 'task', unknown>;
      if (typeof order === 'string' && order !== '') this.triggerEvent('order', { id: order });
      else if (typeof task === 'string' && task !== '') this.triggerEvent('task', { id: task });
    },
  },
});
