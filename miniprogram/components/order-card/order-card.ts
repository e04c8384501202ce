/** One order in a list: picture, what and where, whose turn and until when. Says `press`. */
import type { OrderCard } from '../../../typings/api';
import { twoLines } from '../../services/core/turn';

Component({
  options: { virtualHost: true },
  properties: { order: { type: Object, value: {} as OrderCard } },
  data: { turn: '', left: '' },
  observers: {
    order({ sentence }: Partial<OrderCard>) {
      this.setData(twoLines(sentence ?? ''));
    },
  },
  methods: {
    onTap() {
      this.triggerEvent('press', { id: this.data.order.id });
    },
  },
});
