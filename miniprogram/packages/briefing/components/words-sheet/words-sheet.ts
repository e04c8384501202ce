/** A sentence of whoever leads: words of the day, why somebody is signed for, why it was not held. Says `submit` and `close`. */
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.briefing;

/** What is asked, what the button says, how long it may be, and whether it may be empty. */
const ASKED = {
  say: { title: t.sayTitle, hint: t.sayHint, submit: t.saySubmit, most: 140, optional: true },
  name: { title: t.nameTitle, hint: t.nameHint, submit: t.nameSubmit, most: 200, optional: false },
  why: { title: t.whyTitle, hint: t.whyHint, submit: t.whySubmit, most: 200, optional: false },
} as const;

Component({
  options: { virtualHost: true },
  properties: {
    /** `say`, `name` or `why`; empty: it is closed. */
    kind: { type: String, value: '' },
    /** Who is signed for. */
    name: { type: String, value: '' },
    /** What was said before. */
    before: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What the person should know about the last try. */
    trouble: { type: String, value: '' },
  },
  data: {
    size: { minHeight: 96, maxHeight: 180 },
    visible: false,
    title: '',
    hint: '',
    submit: '',
    most: 140,
    optional: false,
    text: '',
    missing: '',
  },
  observers: {
    kind(kind: string) {
      const asked = Object.entries(ASKED).find(([id]) => id === kind)?.[1];
      if (asked === undefined) this.setData({ visible: false });
      else {
        const { name, before } = this.data;
        this.setData({
          ...asked,
          title: fill(asked.title, { name }),
          visible: true,
          text: before,
          missing: '',
        });
      }
    },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value, missing: '' });
    },
    onSubmit() {
      const text = this.data.text.trim();
      if (text === '' && !this.data.optional) this.setData({ missing: t.reasonNeeded });
      else this.triggerEvent('submit', { text });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
