/** A ticket in the list: level, what and where, its time, and who is on it. Says `press`. */
import type { TicketRow } from '../../list/rows';

Component({
  options: { virtualHost: true },
  properties: { row: { type: Object, value: {} as TicketRow } },
  methods: {
    onPress() {
      this.triggerEvent('press', { id: this.data.row.id });
    },
  },
});
