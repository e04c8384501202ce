/** A new 督办指令: to whom, what, by which day; sent once however often it is tried. Says `sent` and `close`. */
import { call, newId } from '../../../../services/call';
import {
  comingFriday,
  dayChoices,
  dueOnDay,
  dueText,
  issueInput,
  MAX_WORDS,
  missingIn,
  type DayChoice,
  type DirectiveDraft,
} from '../../../../services/core/directives';
import { faultOf } from '../../../../services/core/failure';
import { attemptOf, type Attempt } from '../../../../services/core/form';
import { say } from '../../../../services/phone';
import { now } from '../../../../services/session';
import { isoDay } from '../../../../shared/time';
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.directives;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** The order it is about; empty when it stands alone. */
    orderId: { type: String, value: '' },
    /** What it is about, in words. */
    about: { type: String, value: '' },
    /** Whom it is for, to begin with: who has the order now. */
    person: { type: Object, value: { id: '', name: '' } },
  },
  data: {
    t: { ...t, change: TEXT.form.change },
    most: MAX_WORDS,
    /** px; the field grows with what is written. */
    size: { minHeight: 60, maxHeight: 120 },
    presets: [t.coordinate, t.friday],
    days: [] as DayChoice[],
    /** The first day that may be picked. */
    firstDay: '',
    due: '',
    dueAt: 0,
    text: '',
    personId: '',
    personName: '',
    /** Whether the people to choose from are shown. */
    choosing: false,
    busy: false,
    trouble: '',
    attempt: null as Attempt | null,
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.begin();
    },
  },
  methods: {
    begin() {
      const at = now();
      const { id = '', name = '' } = this.data.person as { id?: string; name?: string };
      this.setData({
        days: dayChoices(at),
        firstDay: isoDay(at),
        text: '',
        trouble: '',
        attempt: null,
        personId: id,
        personName: name,
        choosing: id === '',
      });
      this.dueOn(comingFriday(at));
    },
    dueOn(dueAt: number) {
      this.setData({ dueAt, due: fill(t.before, { time: dueText(dueAt, now()) }) });
    },
    onDay({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.dueOn(Number(currentTarget.dataset['due']));
    },
    onOtherDay({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const dueAt = dueOnDay(detail.value);
      if (dueAt !== null) this.dueOn(dueAt);
    },
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value, trouble: '' });
    },
    onPreset({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const text = String(currentTarget.dataset['text']);
      this.setData({ text, trouble: '' });
      if (text === t.friday) this.dueOn(comingFriday(now()));
    },
    onChange() {
      this.setData({ choosing: true });
    },
    onPerson({ detail }: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      this.setData({ personId: detail.id, personName: detail.name, choosing: false, trouble: '' });
    },
    onClose() {
      this.triggerEvent('close');
    },
    draft(): DirectiveDraft {
      const { orderId, personId, personName, text, dueAt } = this.data;
      return { orderId: orderId === '' ? null : orderId, personId, personName, text, dueAt };
    },
    async onSend() {
      if (this.data.busy) return;
      const draft = this.draft();
      const trouble = missingIn(draft);
      if (trouble !== null) {
        this.setData({ trouble });
        return;
      }
      const input = issueInput(draft);
      const attempt = attemptOf(this.data.attempt, input, newId);
      this.setData({ busy: true, trouble: '', attempt });
      try {
        await call('directives.issue', input, { requestId: attempt.requestId });
        this.setData({ text: '', attempt: null });
        say(fill(t.sent, { name: draft.personName }));
        this.triggerEvent('sent');
      } catch (error) {
        this.setData({ trouble: faultOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
