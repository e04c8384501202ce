/** 督办指令 on an order: who asks whom for what by when, and the answer; its addressee answers here. Says `answered`. */
import type { DirectiveView } from '../../../../../typings/api';
import { call, newId } from '../../../../services/call';
import { reasonOf } from '../../../../services/core/failure';
import { attemptOf, MAX_TEXT, type Attempt } from '../../../../services/core/form';
import { say } from '../../../../services/phone';
import { now } from '../../../../services/session';
import { whenText } from '../../../../shared/time';
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.order;

Component({
  options: { virtualHost: true },
  properties: { directive: { type: Object, value: {} as DirectiveView } },
  data: {
    t: { heading: t.directive, hint: t.answerHint, answer: t.answer },
    most: MAX_TEXT,
    /** px; the field grows with what is written. */
    size: { minHeight: 60, maxHeight: 200 },
    who: '',
    answered: '',
    text: '',
    /** Of the text as it stands; another text is another answer. */
    attempt: null as Attempt | null,
    busy: false,
    trouble: '',
  },
  observers: {
    directive({ from, to, dueAt = 0, answer, overdue }: Partial<DirectiveView>) {
      if (from === undefined || to === undefined) return;
      const at = now();
      const told = { from: from.name, to: to.name, time: whenText(dueAt, at) };
      const late = overdue === true && !answer;
      this.setData({
        who: fill(late ? t.directiveLate : t.directiveOf, told),
        answered: answer ? fill(t.answerOf, { name: answer.by, time: whenText(answer.at, at) }) : '',
      });
    },
  },
  methods: {
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (detail.value !== this.data.text) this.setData({ text: detail.value, trouble: '' });
    },
    async onAnswer() {
      const text = this.data.text.trim();
      if (this.data.busy) return;
      if (text === '') {
        this.setData({ trouble: TEXT.form.required });
        return;
      }
      const { id, rev } = this.data.directive;
      const input = { id, rev, text };
      const attempt = attemptOf(this.data.attempt, input, newId);
      this.setData({ busy: true, trouble: '', attempt });
      try {
        const directive = await call('directives.answer', input, { requestId: attempt.requestId });
        this.setData({ text: '', attempt: null });
        say(t.answered);
        this.triggerEvent('answered', { directive });
      } catch (error) {
        this.setData({ trouble: reasonOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
