/** Whose turn it is and how much time is left, tinted by state; solid when overdue, with the name it went up to. */
import type { OrderView } from '../../../../../typings/api';
import { patch } from '../../../../services/core/patch';
import { turnCard, type TurnCard } from '../../../../services/core/turn-card';
import { now, whoAmI } from '../../../../services/session';
import { drawAgain, rest } from '../../../../services/ticking';

const EMPTY: TurnCard = { tone: 'plain', heading: '', word: '', time: [], beside: '', share: -1 };

Component({
  options: { virtualHost: true },
  properties: { order: { type: Object, value: {} as OrderView } },
  data: EMPTY,
  observers: {
    order() {
      this.draw();
    },
  },
  lifetimes: {
    detached() {
      rest(this);
    },
  },
  pageLifetimes: {
    show() {
      this.draw();
    },
    hide() {
      rest(this);
    },
  },
  methods: {
    draw() {
      rest(this);
      const order = this.data.order as Partial<OrderView>;
      if (order.state === undefined) return;
      const at = now();
      this.setData(patch(this.data, { ...turnCard(order as OrderView, whoAmI(), at) }));
      if (order.next) drawAgain(this, order.next.dueAt, at, () => this.draw());
    },
  },
});
