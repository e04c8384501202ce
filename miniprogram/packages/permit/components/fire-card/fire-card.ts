/** Whose turn it is with a ticket, or how long the fire may burn: large while it burns; solid when its time is over. Says `over` when it runs out. */
import type { PermitView } from '../../../../../typings/permit-views';
import { patch } from '../../../../services/core/patch';
import { now, whoAmI } from '../../../../services/session';
import { drawAgain, rest } from '../../../../services/ticking';
import { CARD, turnCard } from '../../ticket/turn';

/** Until when each card counts that has not run out yet. */
const counting = new Map<object, number>();

Component({
  options: { virtualHost: true },
  properties: { permit: { type: Object, value: {} as PermitView } },
  data: CARD,
  observers: {
    permit() {
      this.draw();
    },
  },
  lifetimes: {
    detached() {
      rest(this);
      counting.delete(this);
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
      const permit = this.data.permit as Partial<PermitView>;
      if (permit.state === undefined) return;
      const at = now();
      const card = turnCard(permit as PermitView, whoAmI(), at);
      this.setData(patch(this.data, { ...card }));
      const until = counting.get(this);
      if (card.until !== null && card.until > at) counting.set(this, card.until);
      else counting.delete(this);
      if (until !== undefined && until <= at && until === card.until) this.triggerEvent('over');
      if (card.until !== null) drawAgain(this, card.until, at, () => this.draw());
    },
  },
});
