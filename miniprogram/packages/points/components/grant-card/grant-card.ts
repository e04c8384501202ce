/** Points given by hand: to whom, what for, and whether they came. Says `approve` and `refuse`. */
import type { GrantCard } from '../../../../services/core/points';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    grant: { type: Object, value: {} as GrantCard },
    busy: { type: Boolean, value: false },
  },
  data: { t: TEXT.points },
  methods: {
    onApprove() {
      if (!this.data.busy) this.triggerEvent('approve', { id: this.data.grant.id });
    },
    onRefuse() {
      if (!this.data.busy) this.triggerEvent('refuse', { id: this.data.grant.id });
    },
  },
});
