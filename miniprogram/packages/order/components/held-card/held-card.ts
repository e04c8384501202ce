/** What others do not see until safety has looked: shown to them, or left hidden. Says `reviewed` with the order. */
import type { OrderView } from '../../../../../typings/api';
import { call } from '../../../../services/call';
import { heldView } from '../../../../services/core/technical';
import { say, sayWhy } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

const t = TEXT.technical;

Component({
  options: { virtualHost: true },
  properties: {
    order: { type: Object, value: {} as OrderView },
  },
  data: {
    t,
    held: null as ReturnType<typeof heldView>,
    busy: false,
  },
  observers: {
    order() {
      // Nothing has been given yet.
      const { technical } = this.data.order as Partial<OrderView>;
      this.setData({ held: heldView({ technical: technical ?? null }) });
    },
  },
  methods: {
    onShow() {
      return this.decide(true);
    },
    onHide() {
      return this.decide(false);
    },
    async decide(show: boolean) {
      const { held, busy, order } = this.data;
      if (held === null || busy) return;
      this.setData({ busy: true });
      try {
        const { files, description } = held;
        const fresh = await call('content.review', { orderId: order.id, files, description, show });
        say(show ? t.shown : t.hidden);
        this.triggerEvent('reviewed', { order: fresh });
      } catch (error) {
        sayWhy(error);
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
