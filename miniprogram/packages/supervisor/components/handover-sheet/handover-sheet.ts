/** What one shift leaves to the next: read by who takes over, filled in by who goes. Says `change`, `submit`, `order` and `close`. */
import type { HandoverGroup } from '../../../../services/core/today';
import type { HandoverWords } from '../../../../services/handover';
import { TEXT } from '../../../../shared/text';

const EMPTY: HandoverWords = { note: '', notes: {} };

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    heading: { type: String, value: '' },
    groups: { type: Array, value: [] as HandoverGroup[] },
    /** Whether words may still be written. */
    open: { type: Boolean, value: false },
    words: { type: Object, value: EMPTY },
    busy: { type: Boolean, value: false },
    /** What the person should know about the last try. */
    trouble: { type: String, value: '' },
  },
  data: { t: TEXT.supervisor, most: 200, size: { minHeight: 48, maxHeight: 120 } },
  methods: {
    onNote({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change({ note: detail.value });
    },
    onOrderNote({ detail, currentTarget }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { notes } = this.data.words;
      this.change({ notes: { ...notes, [String(currentTarget.dataset['id'])]: detail.value } });
    },
    change(change: Partial<HandoverWords>) {
      this.triggerEvent('change', { words: { ...this.data.words, ...change } });
    },
    onOrder({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('order', { id: String(currentTarget.dataset['id']) });
    },
    onSubmit() {
      this.triggerEvent('submit');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
