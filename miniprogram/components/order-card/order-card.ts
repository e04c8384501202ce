/** One order in a list: picture, what and where, whose turn and until when. Says `press`. */
import type { OrderCard } from '../../../typings/api';
import { cardLines, placeText } from '../../services/core/order';
import { patch } from '../../services/core/patch';
import { now, whoAmI } from '../../services/session';

Component({
  options: { virtualHost: true },
  properties: { order: { type: Object, value: {} as OrderCard } },
  data: {
    place: '',
    turn: { before: '', name: '', after: '' },
    left: [] as string[],
    late: false,
  },
  observers: {
    order(order: Partial<OrderCard>) {
      if (order.id === undefined) return;
      const card = order as OrderCard;
      const at = now();
      const late = card.next !== null && at >= card.next.dueAt;
      const lines = cardLines(card, whoAmI(), at);
      this.setData(patch(this.data, { place: placeText(card.place), late, ...lines }));
    },
  },
  methods: {
    onTap() {
      this.triggerEvent('press', { id: this.data.order.id });
    },
  },
});
