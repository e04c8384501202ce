/** Whose code was scanned and for what: the storekeeper looks at the person before anything changes hands. */
import type { CounterCard } from '../../../../services/core/shop';

Component({
  options: { virtualHost: true },
  properties: {
    counter: { type: Object, value: {} as CounterCard },
    /** It was handed out just now. */
    done: { type: Boolean, value: false },
    /** What is said then. */
    said: { type: String, value: '' },
  },
});
