/** A sentence why a training is not to be done, or was not done in time and by which day it is. Says `submit` and `close`. */
import { now } from '../../../../services/session';
import { DAY, isoDay } from '../../../../shared/time';
import { TEXT } from '../../../../shared/text';

const t = TEXT.training;

const ASKED = {
  waive: { title: t.waiveTitle, hint: t.waiveHint, submit: t.waive },
  explain: { title: t.explainTitle, hint: t.explainHint, submit: t.explain },
} as const;

Component({
  options: { virtualHost: true },
  properties: {
    /** `waive` or `explain`; empty: it is closed. */
    kind: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What the person should know about the last try. */
    trouble: { type: String, value: '' },
  },
  data: {
    t,
    size: { minHeight: 72, maxHeight: 140 },
    visible: false,
    asksDay: false,
    asked: { title: '', hint: '', submit: '' },
    text: '',
    /** `yyyy-mm-dd`; empty until chosen. */
    until: '',
    firstDay: '',
    missing: '',
  },
  observers: {
    kind(kind: string) {
      const asked = Object.entries(ASKED).find(([id]) => id === kind)?.[1];
      if (asked === undefined) this.setData({ visible: false });
      else
        this.setData({
          visible: true,
          asksDay: kind === 'explain',
          asked,
          text: '',
          until: '',
          firstDay: isoDay(now() + DAY),
          missing: '',
        });
    },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value, missing: '' });
    },
    onDay({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ until: detail.value, missing: '' });
    },
    onSubmit() {
      const { text, asksDay, until } = this.data;
      const reason = text.trim();
      if (reason === '') this.setData({ missing: t.reasonNeeded });
      else if (asksDay && until === '') this.setData({ missing: t.dayNeeded });
      else this.triggerEvent('submit', { reason, until });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
