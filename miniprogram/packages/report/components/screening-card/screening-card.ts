/** One question to whoever just reported, with three large answers. Says `answer`. */
import type { ScreeningAnswer } from '../../../../../typings/config';
import { TEXT } from '../../../../shared/text';

const { yes, not, unsure, hint } = TEXT.screening;

const ANSWERS: { id: ScreeningAnswer; word: string }[] = [
  { id: 'yes', word: yes },
  { id: 'no', word: not },
  { id: 'unsure', word: unsure },
];

Component({
  options: { virtualHost: true },
  properties: {
    /** 「再问 3 句，第 2 句」 */
    no: { type: String, value: '' },
    question: { type: String, value: '' },
  },
  data: { answers: ANSWERS, hint },
  methods: {
    onAnswer({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('answer', { answer: currentTarget.dataset['id'] as ScreeningAnswer });
    },
  },
});
