/** One 督办指令: what is asked, by whom, until when, and what was answered. Says `answer` and `order`. */
import type { DirectiveCard } from '../../../../services/core/directives';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { directive: { type: Object, value: {} as DirectiveCard } },
  data: { t: { answer: TEXT.directives.answer } },
  methods: {
    onAnswer() {
      this.triggerEvent('answer', { id: this.data.directive.id });
    },
    onOrder() {
      this.triggerEvent('order', { id: this.data.directive.orderId });
    },
  },
});
