/** Two bars for each day or week, one filled and one outlined, so that they are told apart without a colour. */
import type { BarPair } from '../../cockpit/lists';

Component({
  options: { virtualHost: true },
  properties: {
    pairs: { type: Array, value: [] as BarPair[] },
    /** What the filled bar is. */
    first: { type: String, value: '' },
    /** What the outlined bar is. */
    second: { type: String, value: '' },
  },
});
