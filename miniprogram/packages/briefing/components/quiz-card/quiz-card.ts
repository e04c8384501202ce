/** The photo quiz: a picture of this plant, three answers, and what was done about it. Says `answer`. */
import { TEXT } from '../../../../shared/text';
import type { QuizBlock } from '../../card/view';

Component({
  options: { virtualHost: true },
  properties: {
    quiz: { type: Object, value: {} as QuizBlock },
    busy: { type: Boolean, value: false },
  },
  data: { t: TEXT.briefing, lost: false },
  observers: {
    'quiz.photo'() {
      this.setData({ lost: false });
    },
  },
  methods: {
    onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { quiz, busy } = this.data;
      if (!busy && !quiz.told) this.triggerEvent('answer', { id: String(currentTarget.dataset['id']) });
    },
    onLook() {
      void wx.previewImage({ urls: [this.data.quiz.photo] });
    },
    onLost() {
      this.setData({ lost: true });
    },
  },
});
