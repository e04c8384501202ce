/** Somebody or something to choose from a list, one or several; whoever cannot be chosen says why. Says `query`, `choose` and `close`. */
import type { Choice } from '../../apply/draft';
import { mayBeGiven } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

const NOBODY: Record<string, boolean> = {};

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    heading: { type: String, value: '' },
    hint: { type: String, value: '' },
    rows: { type: Array, value: [] as Choice[] },
    /** Ids. */
    chosen: { type: Array, value: [] as string[] },
    /** Whether several may be chosen: then a button ends it. */
    several: { type: Boolean, value: false },
    /** What to type; no field without it. */
    placeholder: { type: String, value: '' },
    /** What to say when there is nobody. */
    empty: { type: String, value: '' },
  },
  data: {
    t: { done: TEXT.report.writeDone, untrained: TEXT.training.untrained },
    query: '',
    on: NOBODY,
  },
  observers: {
    visible(visible: boolean) {
      if (!visible || this.data.query === '') return;
      this.setData({ query: '' });
      this.triggerEvent('query', { text: '' });
    },
    chosen(chosen: unknown) {
      const ids = Array.isArray(chosen) ? (chosen as string[]) : [];
      this.setData({ on: Object.fromEntries(ids.map((id) => [id, true])) });
    },
  },
  methods: {
    onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ query: detail.value });
      this.triggerEvent('query', { text: detail.value });
    },
    async onRow({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const row = this.data.rows.find(({ id }) => id === currentTarget.dataset['id']);
      if (row === undefined) return;
      // What was chosen may be taken off, whatever became of it.
      const isOn = this.data.on[row.id] === true;
      if (isOn || (row.trouble === '' && (await mayBeGiven(row))))
        this.triggerEvent('choose', { id: row.id });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
