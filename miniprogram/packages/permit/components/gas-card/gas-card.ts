/** What was measured in the air last, with its limits, and until when it counts. Says `measure`. */
import type { GasCard } from '../../ticket/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    gas: { type: Object, value: {} as GasCard },
    /** Whether this person may measure. */
    open: { type: Boolean, value: false },
  },
  data: { t: TEXT.permit },
  methods: {
    onMeasure() {
      this.triggerEvent('measure');
    },
  },
});
