/** What a picture does not say: one sentence, in whose name, 建议停用. Says `write`, `who`, `stop`, `help` and `close`. */
import type { Who } from '../../../../services/core/follow';
import { TEXT } from '../../../../shared/text';

const t = {
  ...TEXT.report,
  close: TEXT.common.close,
  help: TEXT.reporter.help,
  helpHint: TEXT.reporter.helpHint,
};

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    text: { type: String, value: '' },
    who: { type: String, value: 'named' },
    /** Why it cannot go without a name; empty when it can. */
    named: { type: String, value: '' },
    /** Whether there is a machine that could be stopped. */
    stoppable: { type: Boolean, value: false },
    stop: { type: Boolean, value: false },
    /** Whether it may be a colleague's report, and whose it is by now. */
    helpable: { type: Boolean, value: false },
    helping: { type: String, value: '' },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('write', { text: detail.value });
    },
    onWho({ detail }: WechatMiniprogram.CustomEvent<{ who: Who }>) {
      this.triggerEvent('who', detail);
    },
    onStop({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.triggerEvent('stop', { stop: detail.value });
    },
    onHelp() {
      this.triggerEvent('help');
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
  data: {
    t,
    /** px; the field grows with what is written, and leaves room for the choice below. */
    size: { minHeight: 56, maxHeight: 140 },
  },
});
