/** Who came to a class, when and how, and who has not come. Says `leave` and `name`. */
import type { SignedRow } from '../../session/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    heading: { type: String, value: '' },
    rows: { type: Array, value: [] as SignedRow[] },
    /** Names of who has not come. */
    missing: { type: String, value: '' },
    /** Whether the class still runs, and this person holds it. */
    open: { type: Boolean, value: false },
  },
  data: { t: TEXT.training },
  methods: {
    onLeave({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('leave', { id: String(currentTarget.dataset['id']) });
    },
    onName() {
      this.triggerEvent('name');
    },
  },
});
