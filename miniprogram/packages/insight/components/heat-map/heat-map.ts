/**
 * Where and when, or where and what: a table of counts, the darker the more, each number printed. A cell is smaller than a
 * finger, so a row opens, and what is in it says `cell`.
 */
import { TEXT } from '../../../../shared/text';
import type { HeatView } from '../../cockpit/lists';

const t = TEXT.insight;

Component({
  options: { virtualHost: true },
  properties: { heat: { type: Object, value: {} as HeatView } },
  data: { few: t.few, many: t.many, hint: t.heatHint, shades: [1, 2, 3, 4, 5], opened: '' },
  methods: {
    onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { id } = currentTarget.dataset as { id: string };
      this.setData({ opened: id === this.data.opened ? '' : id });
    },
    onCell({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { key, opens } = currentTarget.dataset as { key: string; opens: boolean };
      if (opens) this.triggerEvent('cell', { key });
    },
  },
});
