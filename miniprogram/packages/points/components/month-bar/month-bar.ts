/** The month a page is about, with the ones before and after it. Says `go`. */
import type { MonthBar } from '../../../../services/core/points';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    month: { type: Object, value: {} as MonthBar },
  },
  data: { t: TEXT.points },
  methods: {
    onBefore() {
      if (this.data.month.before) this.triggerEvent('go', { by: -1 });
    },
    onAfter() {
      if (this.data.month.after) this.triggerEvent('go', { by: 1 });
    },
  },
});
