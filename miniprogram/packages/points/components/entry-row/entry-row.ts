/** A line of 怎么来的: what for, when, and how many points. */
import type { EntryRow } from '../../../../services/core/points';

Component({
  options: { virtualHost: true },
  properties: {
    entry: { type: Object, value: {} as EntryRow },
  },
});
