/** The answer to a 督办指令, sent once however often it is tried. Says `sent` and `close`. */
import { call, newId } from '../../../../services/call';
import { faultOf } from '../../../../services/core/failure';
import { attemptOf, type Attempt } from '../../../../services/core/form';
import { MAX_WORDS, type DirectiveCard } from '../../../../services/core/directives';
import { say } from '../../../../services/phone';
import { TEXT } from '../../../../shared/text';

const t = TEXT.directives;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    directive: { type: Object, value: {} as DirectiveCard },
  },
  data: {
    t: { title: t.answer, hint: t.answerHint, send: t.answer },
    presets: [t.answerDone, t.answerDoing],
    most: MAX_WORDS,
    /** px; the field grows with what is written. */
    size: { minHeight: 84, maxHeight: 160 },
    text: '',
    busy: false,
    trouble: '',
    attempt: null as Attempt | null,
  },
  observers: {
    'directive.id'() {
      this.setData({ text: '', trouble: '', attempt: null });
    },
  },
  methods: {
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value, trouble: '' });
    },
    onPreset({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.setData({ text: String(currentTarget.dataset['text']), trouble: '' });
    },
    onClose() {
      this.triggerEvent('close');
    },
    async onSend() {
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
        await call('directives.answer', input, { requestId: attempt.requestId });
        this.setData({ text: '', attempt: null });
        say(t.answerSent);
        this.triggerEvent('sent');
      } catch (error) {
        this.setData({ trouble: faultOf(error) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
