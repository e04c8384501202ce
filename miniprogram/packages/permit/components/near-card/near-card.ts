/** Open hazards that fire may reach: whoever signs looks at them first. Says `order`. */
import type { NearHazard } from '../../../../../typings/permit-views';
import { fill, TEXT } from '../../../../shared/text';

/** So many are shown at once. */
const FIRST = 3;

Component({
  options: { virtualHost: true },
  properties: { orders: { type: Array, value: [] as NearHazard[] } },
  data: { t: TEXT.permit, shown: [] as NearHazard[], more: '' },
  observers: {
    orders(orders: NearHazard[]) {
      this.list(orders, FIRST);
    },
  },
  methods: {
    list(orders: NearHazard[], count: number) {
      const shown = Array.isArray(orders) ? orders.slice(0, count) : [];
      const rest = Array.isArray(orders) ? orders.length - shown.length : 0;
      this.setData({ shown, more: rest === 0 ? '' : fill(TEXT.permit.nearMore, { count: rest }) });
    },
    onMore() {
      this.list(this.data.orders, this.data.orders.length);
    },
    onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('order', { id: String(currentTarget.dataset['id']) });
    },
  },
});
