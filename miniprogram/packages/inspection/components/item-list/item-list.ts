/** The items of a round as they stand: done, turned into an order, or still to be looked at. Says `choose`, `photo` and `more`. */
import type { ItemGroup } from '../../round/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    groups: { type: Array, value: [] as ItemGroup[] },
    /** What shows all of them, or fewer; nothing without it. */
    more: { type: String, value: '' },
  },
  data: { t: TEXT.inspection },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', { id: String(currentTarget.dataset['id']) });
    },
    onPhoto({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { src, all } = currentTarget.dataset as { src: string; all: string[] };
      this.triggerEvent('photo', { src, all });
    },
    /** Beside a picture nothing is chosen. */
    onNothing() {
      return;
    },
    onMore() {
      this.triggerEvent('more');
    },
  },
});
