/** Whose turn it is and how much time is left, tinted by state; solid when overdue, with the name it went up to. */
import type { OrderView } from '../../../../../typings/api';
import { patch } from '../../../../services/core/patch';
import { tickEvery } from '../../../../services/core/turn';
import { turnCard, type TurnCard } from '../../../../services/core/turn-card';
import { now, whoAmI } from '../../../../services/session';

const EMPTY: TurnCard = { tone: 'plain', heading: '', word: '', time: [], beside: '', share: -1 };

const timers = new Map<object, ReturnType<typeof setTimeout>>();

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
      this.rest();
    },
  },
  pageLifetimes: {
    show() {
      this.draw();
    },
    hide() {
      this.rest();
    },
  },
  methods: {
    draw() {
      this.rest();
      const order = this.data.order as Partial<OrderView>;
      if (order.state === undefined) return;
      const at = now();
      this.setData(patch(this.data, { ...turnCard(order as OrderView, whoAmI(), at) }));
      if (order.next) {
        timers.set(
          this,
          setTimeout(() => this.draw(), tickEvery(order.next.dueAt, at)),
        );
      }
    },
    rest() {
      const timer = timers.get(this);
      if (timer !== undefined) clearTimeout(timer);
      timers.delete(this);
    },
  },
});
