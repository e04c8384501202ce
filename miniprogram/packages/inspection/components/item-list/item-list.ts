/** The items of a round as they stand: done, turned into an order, or still to be looked at. Says `choose` and `more`. */
import type { ItemGroup } from '../../round/view';

Component({
  options: { virtualHost: true },
  properties: {
    groups: { type: Array, value: [] as ItemGroup[] },
    /** What shows all of them, or fewer; nothing without it. */
    more: { type: String, value: '' },
  },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', { id: String(currentTarget.dataset['id']) });
    },
    onMore() {
      this.triggerEvent('more');
    },
  },
});
