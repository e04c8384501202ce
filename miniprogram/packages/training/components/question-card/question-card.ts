/** A question with its options, large enough for a gloved finger. Says `option` and `picture`. */
import type { QuestionCard } from '../../quiz/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { card: { type: Object, value: {} as QuestionCard } },
  data: { t: TEXT.training },
  methods: {
    onOption({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('option', { id: this.data.card.id, option: String(currentTarget.dataset['id']) });
    },
    onPicture() {
      this.triggerEvent('picture', { url: this.data.card.url });
    },
  },
});
