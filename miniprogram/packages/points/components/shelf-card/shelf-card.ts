/** A thing of the storekeeper's shelf: how many lie there, what is promised, and what may be done. Says `act`. */
import type { ShelfCard, StockKind } from '../../../../services/core/shop';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    shelf: { type: Object, value: {} as ShelfCard },
  },
  data: { t: TEXT.counter },
  methods: {
    onAct({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('act', { id: this.data.shelf.id, kind: currentTarget.dataset['kind'] as StockKind });
    },
  },
});
