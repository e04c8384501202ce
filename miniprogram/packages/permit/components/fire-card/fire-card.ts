/** Whose turn it is with a ticket, or how long the fire may burn: large while it burns; solid when its time is over. Says `over` when it runs out. */
import type { PermitView } from '../../../../../typings/permit';
import { patch } from '../../../../services/core/patch';
import { tickEvery } from '../../../../services/core/turn';
import { now, whoAmI } from '../../../../services/session';
import { turnCard, type TurnCard } from '../../ticket/turn';

const EMPTY: TurnCard = {
  tone: 'plain',
  heading: '',
  word: '',
  time: [],
  beside: '',
  share: -1,
  big: false,
  until: null,
};

const timers = new Map<object, ReturnType<typeof setTimeout>>();

/** Until when each card counts that has not run out yet. */
const counting = new Map<object, number>();

Component({
  options: { virtualHost: true },
  properties: { permit: { type: Object, value: {} as PermitView } },
  data: EMPTY,
  observers: {
    permit() {
      this.draw();
    },
  },
  lifetimes: {
    detached() {
      this.rest();
      counting.delete(this);
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
      const permit = this.data.permit as Partial<PermitView>;
      if (permit.state === undefined) return;
      const at = now();
      const card = turnCard(permit as PermitView, whoAmI(), at);
      this.setData(patch(this.data, { ...card }));
      const until = counting.get(this);
      if (card.until !== null && card.until > at) counting.set(this, card.until);
      else counting.delete(this);
      if (until !== undefined && until <= at && until === card.until) this.triggerEvent('over');
      if (card.until === null) return;
      timers.set(
        this,
        setTimeout(() => this.draw(), tickEvery(card.until, at)),
      );
    },
    rest() {
      const timer = timers.get(this);
      if (timer !== undefined) clearTimeout(timer);
      timers.delete(this);
    },
  },
});
