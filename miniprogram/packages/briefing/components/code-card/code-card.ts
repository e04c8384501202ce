/** The code of a meeting, held out to whoever stands around. */
import type { SignCode } from '../../../../../typings/api';

Component({
  options: { virtualHost: true },
  properties: {
    code: { type: Object, value: {} as SignCode },
    hint: { type: String, value: '' },
  },
});
