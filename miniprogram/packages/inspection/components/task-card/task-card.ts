/** A task of the day: what, where, until when and how far; a miss asks for its reason. Says `press`, `explain` and `forget`. */
import type { DayCard } from '../../day/cards';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    task: { type: Object, value: {} as DayCard },
    /** `now`, `explain` or `done`. */
    kind: { type: String, value: 'now' },
    /** What was written as the reason so far. */
    words: { type: String, value: '' },
    /** What is wrong with it. */
    trouble: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },
  data: { t: TEXT.inspection, size: { minHeight: 48, maxHeight: 120 } },
  methods: {
    id(): string {
      return this.data.task.id;
    },
    onPress() {
      this.triggerEvent('press', { id: this.id() });
    },
    onWords({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('words', { id: this.id(), text: detail.value });
    },
    onExplain() {
      if (!this.data.busy) this.triggerEvent('explain', { id: this.id() });
    },
    onForget() {
      this.triggerEvent('forget', { id: this.id() });
    },
  },
});
