/** One order in a list: picture, what and where, whose turn and until when. Says `press`. */
import type { OrderCard } from '../../../typings/api';
import { cardLines, placeText } from '../../services/core/order';
import { now, whoAmI } from '../../services/session';

Component({
  options: { virtualHost: true },
  properties: { order: { type: Object, value: {} as OrderCard } },
  data: { place: '', turn: '', left: '' },
  observers: {
    order(order: Partial<OrderCard>) {
      if (order.id === undefined) return;
      const card = order as OrderCard;
      this.setData({ place: placeText(card.place), ...cardLines(card, whoAmI(), now()) });
    },
  },
  methods: {
    onTap() {
      this.triggerEvent('press', { id: this.data.order.id });
    },
  },
});
