/** Asks before points become a thing: what, where it is picked up, and what is left after. Says `submit` and `close`. */
import type { RedeemAsk } from '../../../../services/core/shop';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    ask: { type: Object, value: {} as RedeemAsk },
    trouble: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { t: TEXT.shop, go: TEXT.shop.askGo, sending: TEXT.common.sending },
  methods: {
    onSubmit() {
      this.triggerEvent('submit', { id: this.data.ask.id });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
